package machine

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// MayFollow says why a case under the later plan, received on a day, may not grow
// out of an earlier one; nil: it may. Law and state are the earlier case's. A
// plan that says nothing of the earlier case's procedure sets no condition.
// Nothing that came after the day of receipt counts.
func MayFollow(later *plan.Plan, law *Law, s State, on legaltime.Moment) *Refusal {
	f := later.Follow(law.plan.Procedure)
	if f == nil {
		return nil
	}
	e := earlier{law, &s, on}
	if on.Date.Before(s.Opened) {
		return refuse(NotToFollow, "Vụ việc trước nhận ngày "+s.Opened.Vietnamese()+", sau ngày nhận của hồ sơ này.", f.Cite)
	}
	if i := slices.IndexFunc(f.Unless, e.done); i >= 0 {
		return refuse(NotToFollow, quoted(later.Title)+" không lập được từ hồ sơ này, vì đã "+law.title(f.Unless[i])+".", f.Cite)
	}
	if !reads(law, s, f.When) {
		return refuse(NotToFollow, unfit(later.Title, f), f.Cite)
	}
	open := len(f.After) == 0 && len(f.Expired) == 0
	if open || slices.ContainsFunc(f.After, e.done) || slices.ContainsFunc(f.Expired, e.expired) {
		return nil
	}
	return refuse(NotToFollow, quoted(later.Title)+" chỉ được lập từ hồ sơ này "+e.waits(f)+".", f.Cite)
}

// MayCarry tells whether a case gives what it holds to one that follows it: the
// condition must hold of what the case knows of itself now. One that cannot be
// read never holds.
func MayCarry(f *plan.Follow, law *Law, s State) bool {
	return reads(law, s, f.CarriesWhen)
}

// reads holds a condition against what a case knows of itself now.
func reads(law *Law, s State, condition plan.Guard) bool {
	if condition == "" {
		return true
	}
	when, err := guard.Parse(string(condition))
	return err == nil && law.holds(&s, when)
}

func unfit(title string, f *plan.Follow) string {
	if f.Refuse != "" {
		return f.Refuse
	}
	return quoted(title) + " không nối tiếp được hồ sơ này, theo điều đang ghi trong hồ sơ."
}

// earlier is a case as it stood on the day on which another grew out of it.
type earlier struct {
	law *Law
	s   *State
	on  legaltime.Moment
}

// done: what another body did before it handed the case over does not count.
func (e earlier) done(act string) bool {
	round := roundOf(e.s)
	return slices.ContainsFunc(e.s.Done, func(d Done) bool { return d.Act == act && d.Round == round && !d.On.Date.After(e.on.Date) })
}

func (e earlier) clock(name string) *Clock {
	i := slices.IndexFunc(e.s.Clocks, func(c Clock) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return &e.s.Clocks[i]
}

// expired: the last day has passed, and the duty was not yet performed on the
// day that is asked about. A term that lapses by itself expires without one.
func (e earlier) expired(name string) bool {
	c := e.clock(name)
	if c == nil || !e.on.After(c.Due) {
		return false
	}
	lapses := e.law.byName[name] != nil && e.law.byName[name].Lapse != nil
	return c.live() && c.State != Paused || c.State == Met && (lapses || e.on.Date.Before(c.Ended))
}

// waits says what must come first. An act or a term that the earlier case's
// version does not know is no way for it.
func (e earlier) waits(f *plan.Follow) string {
	var ways []string
	for _, name := range f.After {
		if e.law.acts[name] != nil {
			ways = append(ways, "sau khi đã "+e.law.title(name))
		}
	}
	for _, name := range f.Expired {
		if k := e.law.byName[name]; k != nil {
			ways = append(ways, "khi đã hết "+quoted(k.Title)+e.last(name))
		}
	}
	return strings.Join(ways, ", hoặc ")
}

func (e earlier) last(name string) string {
	c := e.clock(name)
	switch {
	case c == nil || c.State == Stopped:
		return ""
	case c.State == Paused:
		return " (đang tạm dừng)"
	case c.State == Met:
		return " (đã hoàn thành)"
	}
	return " (ngày cuối: " + c.Due.Date.Vietnamese() + ")"
}

// Expired tells whether a term of a case had run out on a day, its duty not
// performed, and its last day. Without such a term, or where it was stopped,
// the day is zero.
func Expired(law *Law, s State, clock string, on legaltime.Moment) (bool, legaltime.Date) {
	e := earlier{law, &s, on}
	if c := e.clock(clock); c != nil && c.State != Stopped {
		return e.expired(clock), c.Due.Date
	}
	return false, legaltime.Date{}
}
