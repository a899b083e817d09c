package casework

import (
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// 24 November 2026 is a holiday, 28 and 29 a weekend.
func TestADayOffAddsNothingToALateTerm(t *testing.T) {
	cal, err := library.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	on := func(d int) legaltime.Date { return legaltime.NewDate(2026, time.November, d) }
	for _, c := range []struct{ today, due, left int }{
		{18, 18, 0}, {19, 18, -1}, {23, 18, -3}, {24, 18, -3}, {25, 18, -4}, {24, 23, 0}, {29, 27, 0}, {30, 27, -1}, {23, 26, 2}, {24, 25, 1},
	} {
		if got := workingDaysLeft(cal, on(c.today), on(c.due)); got != c.left {
			t.Errorf("on the %dth, due on the %dth: %d, want %d", c.today, c.due, got, c.left)
		}
	}
}

func TestFactsAreShownInWords(t *testing.T) {
	p := &plan.Plan{Facts: []plan.Fact{
		{Name: "lan", Title: "Lần", Type: plan.Choice, Options: []plan.Option{{Value: "lan-dau", Title: "Lần đầu"}}},
		{Name: "phuc-tap", Title: "Phức tạp", Type: plan.Flag},
	}}
	got := facts(p, machine.State{Facts: map[string]any{"lan": "lan-dau", "phuc-tap": true}})
	if len(got) != 2 || got[0].Value != "Lần đầu" || got[1].Value != true {
		t.Errorf("%+v", got)
	}
}
