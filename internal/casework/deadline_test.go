package casework

import (
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
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
