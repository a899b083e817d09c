package life

import (
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/machine"
)

func TestLifeIsLawfulAndMovesItsAlarmOnce(t *testing.T) {
	cal, err := library.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	law, err := machine.NewLaw(Plan(), cal)
	if err != nil {
		t.Fatal(err)
	}
	var s machine.State
	at, moved := time.Date(2026, 7, 6, 9, 0, 0, 0, time.UTC), 0
	for n := range len(Steps) + 1 {
		before, _ := machine.Wake(law, s)
		next, _, refusal := machine.Advance(law, s, Event(n, at))
		if refusal != nil {
			t.Fatalf("step %d: %s %s", n, refusal.Code, refusal.Sentence)
		}
		s = next
		if after, some := machine.Wake(law, s); some && n > 0 && after != before {
			moved++
		}
	}
	if s.Outcome != "giai-quyet" || moved != 1 {
		t.Errorf("outcome %q, alarm moved %d times", s.Outcome, moved)
	}
}
