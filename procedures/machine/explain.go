package machine

import (
	"fmt"
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
)

// Explain says why the newest clock of a name falls due when it does. A pause
// that is still open is counted up to asOf.
func Explain(law *Law, s State, clock string, asOf legaltime.Date) (legaltime.Result, error) {
	i := slices.IndexFunc(s.Clocks, func(c Clock) bool { return c.Name == clock })
	if i < 0 || law.byName[clock] == nil {
		return legaltime.Result{}, fmt.Errorf("the case has no clock %s", clock)
	}
	c := &s.Clocks[i]
	r := law.request(&s, c)
	r.Pauses, r.AsOf = c.Pauses, asOf
	if n := len(c.Pauses); n > 0 && c.Pauses[n-1].Open() && !asOf.After(c.Pauses[n-1].From) {
		r.Pauses = closed(c.Pauses)
	}
	return legaltime.Compute(law.calendar, r)
}

// Provisional tells whether the dates of a clock rest on a year whose days off
// are not announced yet. Of the state only the policies matter.
func Provisional(law *Law, s State, c Clock) bool {
	if law.byName[c.Name] == nil {
		return false
	}
	r := law.request(&s, &c)
	r.Pauses = closed(c.Pauses)
	return legaltime.Rests(law.calendar, r)
}
