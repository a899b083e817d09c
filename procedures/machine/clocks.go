package machine

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// live says whether the clock is still owed: running, paused or overdue.
func (c *Clock) live() bool { return c.State != Met && c.State != Stopped }

// end closes the clock, and with it a pause that is open.
func (c *Clock) end(as ClockState, on legaltime.Date) {
	if c.State == Paused {
		c.resume(on)
	}
	c.State, c.Ended = as, on
}

// pause opens a pause on a date, or adds one more act that holds it open. An
// act done twice holds it twice.
func (c *Clock) pause(act string, on legaltime.Date) {
	c.PausedBy = grown(c.PausedBy, act)
	if c.State != Paused {
		c.Pauses = grown(c.Pauses, legaltime.Interval{From: on})
		c.State = Paused
	}
}

// resume closes the open pause: on itself is counted again. A pause that ends
// on the day on which it began leaves no trace.
func (c *Clock) resume(on legaltime.Date) {
	n := len(c.Pauses)
	c.Pauses = slices.Clone(c.Pauses)
	c.Pauses[n-1].To = on
	if !on.After(c.Pauses[n-1].From) {
		c.Pauses = c.Pauses[:n-1]
	}
	if len(c.Pauses) == 0 {
		c.Pauses = nil
	}
	c.State, c.PausedBy = Running, nil
}

// winds says that an act meets, stops, pauses, resumes or extends a clock.
func (c *clock) winds(act string) bool {
	return c.extendedBy(act) != nil || slices.Contains(c.Met, act) || slices.Contains(c.Stops, act) ||
		slices.ContainsFunc(c.Pauses, func(p plan.Pause) bool { return p.From == act || p.Until == act })
}

// startedBy is the place of an act among those that start a clock, -1 for none.
func (c *clock) startedBy(act string) int {
	return slices.IndexFunc(c.Starts, func(s plan.Start) bool { return s.Act == act })
}

// wind lets an act meet, stop, pause, resume or extend the clocks that run.
// The act's legal date decides, not what a tick noted meanwhile.
func (d *draft) wind(a *act) {
	if len(a.winds) == 0 {
		return
	}
	d.own()
	for i := range d.Clocks {
		c := &d.Clocks[i]
		p := d.law.byName[c.Name]
		switch {
		case !c.live() || !slices.Contains(a.winds, p):
		case slices.Contains(p.Met, a.Name) && !d.awaits(p, a.Name):
			c.Late = c.State != Paused && d.on.After(c.Due)
			c.end(Met, d.on.Date)
		case slices.Contains(p.Stops, a.Name):
			c.end(Stopped, d.on.Date)
		default:
			d.hold(c, p, a.Name)
			d.release(c, p, a.Name)
			d.extend(c, p, a.Name)
		}
	}
}

// hold pauses a clock. One that was overdue already stays so, unless a fresh
// term is to follow the pause.
func (d *draft) hold(c *Clock, p *clock, name string) {
	holds := func(rule plan.Pause) bool {
		return rule.From == name && (c.State == Paused || !d.on.After(c.Due) || !rule.Fresh.IsZero())
	}
	if slices.ContainsFunc(p.Pauses, holds) {
		c.pause(name, d.on.Date)
	}
}

// release ends the oldest open pause that an act ends. The clock runs on when
// no other act holds it.
func (d *draft) release(c *Clock, p *clock, name string) {
	for i, by := range c.PausedBy {
		n := slices.IndexFunc(p.Pauses, func(rule plan.Pause) bool { return rule.From == by && rule.Until == name })
		if n < 0 {
			continue
		}
		if c.PausedBy = slices.Delete(slices.Clone(c.PausedBy), i, i+1); len(c.PausedBy) == 0 {
			d.run(c, p.Pauses[n].Fresh)
		}
		return
	}
}

// run lets a paused clock run on, or run a fresh term.
func (d *draft) run(c *Clock, fresh legaltime.Term) {
	c.resume(d.on.Date)
	if !fresh.IsZero() {
		*c = Clock{Name: c.Name, Started: d.on.Date, From: d.on, Term: fresh, Fresh: true, State: Running, Round: c.Round, Run: c.Run + 1}
	}
	d.reckon(c)
}

func (d *draft) extend(c *Clock, p *clock, name string) {
	for _, x := range p.Extensions {
		if x.Act != name {
			continue
		}
		c.Extensions = grown(c.Extensions, Extension{Act: name, On: d.on.Date, By: x.By})
		d.reckon(c)
	}
}

// start sets going the clocks that begin with an act. One of the same name that
// has ended gives way. One that is still owed stays, with its earlier due date:
// a duty, overdue perhaps, is not forgotten because there is another of its
// kind. A clock none of whose terms applies does not begin, nor one whose rule
// is not in force.
func (d *draft) start(name string, with map[string]any) {
	for _, p := range d.law.begins[name] {
		if d.on.Date.Before(p.Since) || d.owes(p.Name) {
			continue
		}
		rule, ok := d.term(p.clock)
		if !ok {
			continue
		}
		c := Clock{Name: p.Name, Started: d.on.Date, From: startOf(p.by, with, d.on), Term: rule.Is, Warn: rule.Warn, State: Running, Round: d.round}
		d.reckon(&c)
		d.put(c)
	}
}

// owes says whether a clock is live.
func (d *draft) owes(clock string) bool { return d.owed(clock) != nil }

// owed is the clock of a name while it is live, else nil.
func (d *draft) owed(clock string) *Clock {
	for i := range d.Clocks {
		if c := &d.Clocks[i]; c.Name == clock && c.live() {
			return c
		}
	}
	return nil
}

// startOf is where a clock counts from: the date in a field, if the plan names
// one and it was filled in, or the act itself.
func startOf(s plan.Start, with map[string]any, on legaltime.Moment) legaltime.Moment {
	if text, ok := with[s.From].(string); ok && s.From != "" {
		if m, err := legaltime.ParseMoment(text); err == nil {
			return m
		}
	}
	return on
}

func (d *draft) put(c Clock) {
	d.own()
	for i := range d.Clocks {
		if d.Clocks[i].Name == c.Name {
			c.Run = d.Clocks[i].Run + 1
			d.Clocks[i] = c
			return
		}
	}
	d.Clocks = append(d.Clocks, c)
}

// term is the first line of a clock's table that holds.
func (d *draft) term(p *clock) (plan.TermRule, bool) {
	for i, g := range p.terms {
		if d.holds(g) {
			return p.Terms[i], true
		}
	}
	return plan.TermRule{}, false
}

// reterm looks every running clock's term up again after facts changed: one
// longer or shorter total from the same start. Where no line holds any more the
// term stays.
func (d *draft) reterm() {
	for i := range d.Clocks {
		c := &d.Clocks[i]
		if !c.live() || c.Fresh {
			continue
		}
		if rule, ok := d.term(d.law.byName[c.Name]); ok && (rule.Is != c.Term || rule.Warn != c.Warn) {
			d.own()
			c = &d.Clocks[i]
			c.Term, c.Warn = rule.Is, rule.Warn
			d.reckon(c)
		}
	}
}

// reckon computes a clock's dates. A clock that was overdue runs again when its
// due date is now to come.
func (d *draft) reckon(c *Clock) {
	req := d.law.request(&d.State, c)
	req.Pauses = closed(c.Pauses)
	nominal, due, err := legaltime.Ends(d.law.calendar, req)
	if err != nil {
		d.fault = refuse(NotComputable, "Không tính được ngày hết hạn của «"+d.law.byName[c.Name].Title+"».", d.law.byName[c.Name].Cite)
		return
	}
	c.Nominal, c.Due, c.WarnBy = nominal, due, due
	if !c.Warn.IsZero() {
		req.Term = c.Warn
		if _, warn, err := legaltime.Ends(d.law.calendar, req); err == nil && warn.Before(c.Due) {
			c.WarnBy = warn
		}
	}
	if c.State == Overdue && !d.on.After(c.Due) {
		c.State = Running
	}
}

// request asks for the dates of a clock; its pauses are the caller's to set.
func (l *Law) request(s *State, c *Clock) legaltime.Request {
	r := legaltime.Request{From: c.From, Term: c.Term, NoRoll: l.byName[c.Name].NoRoll, Policy: l.counting(s)}
	for _, x := range c.Extensions {
		r.Extend = append(r.Extend, x.By)
	}
	return r
}

// closed are the pauses that have ended.
func closed(all []legaltime.Interval) []legaltime.Interval {
	if n := len(all); n > 0 && all[n-1].Open() {
		return all[:n-1]
	}
	return all
}
