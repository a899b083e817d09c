package procedures

import (
	"strings"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// TestForTakesTheLatest: where two versions cover a day, the one that came
// into force last governs, in whatever order they stand.
func TestForTakesTheLatest(t *testing.T) {
	day := func(d int) legaltime.Date { return legaltime.NewDate(2026, time.July, d) }
	old, young := &plan.Plan{Procedure: "x", Version: "1", From: day(1)}, &plan.Plan{Procedure: "x", Version: "2", From: day(10), To: day(20)}
	for _, plans := range [][]*plan.Plan{{old, young}, {young, old}} {
		s := &Shelf{plans: plans}
		for d, want := range map[int]string{1: "1", 9: "1", 10: "2", 20: "2", 21: "1"} {
			if p, ok := s.For("x", day(d)); !ok || p.Version != want {
				t.Errorf("on day %d: %v, want version %s", d, p, want)
			}
		}
	}
}

// TestShapeFirst: rules of sense are not asked of a text whose shape is wrong.
func TestShapeFirst(t *testing.T) {
	text := "procedure: x\ntitel: x\nacts: {a: {title: x, role: nobody, cite: x}}\n"
	p, problems := Compile("x", []byte(text))
	if p != nil || !problems.Failed() {
		t.Fatal("accepted")
	}
	for _, b := range problems {
		if !strings.HasPrefix(b.Code, "source_") {
			t.Errorf("%s", b)
		}
	}
}
