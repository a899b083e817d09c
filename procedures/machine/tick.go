package machine

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// tick raises every alarm whose date has come, marks what is overdue, and lets
// terms lapse. It does so in the order of dates, so that a tick that comes late
// finds what the ticks in between would have found.
func (d *draft) tick() {
	if d.Seq == 0 || d.Outcome != "" {
		return
	}
	for i := d.lapsing(d.on); i >= 0; i = d.lapsing(d.on) {
		d.raise(lapsesOn(&d.Clocks[i]))
		d.lapseOne(i)
	}
	if d.Outcome == "" {
		d.raise(d.on.Date)
		d.overdue()
	}
	slices.SortStableFunc(d.notices, func(a, b Notice) int { return a.Date.Compare(b.Date) })
	d.changed = d.changed || len(d.notices) > 0
}

// raise fires the rungs dated up to a day.
func (d *draft) raise(until legaltime.Date) {
	for i := range d.Clocks {
		c := &d.Clocks[i]
		if c.State != Running && c.State != Overdue {
			continue
		}
		for n, rung := range d.law.byName[c.Name].Rungs {
			if on := d.law.pending(&d.Clocks[i], n); !on.IsZero() && !on.After(until) {
				d.fire(i, n, rung, on)
			}
		}
	}
}

func (d *draft) fire(i, n int, rung plan.Rung, on legaltime.Date) {
	d.own()
	c := &d.Clocks[i]
	c.Fired = grown(c.Fired, Fired{Rung: n, Due: c.Due.Date, On: on})
	d.notices = append(d.notices, Notice{Clock: c.Name, Run: c.Run, Rung: n, Does: rung.Does, To: rung.To, Date: on, Due: c.Due, Urgent: rung.Urgent, Asks: !rung.Acknowledge.IsZero()})
}

// overdue marks the clocks whose due date has passed.
func (d *draft) overdue() {
	for i := range d.Clocks {
		c := &d.Clocks[i]
		if c.State == Running && d.law.byName[c.Name].Lapse == nil && d.on.After(c.Due) {
			d.own()
			d.Clocks[i].State, d.changed = Overdue, true
		}
	}
}

// next is the date on which a clock has something for a tick; zero for never.
func (l *Law) next(c *Clock) legaltime.Date {
	var first legaltime.Date
	if c.State != Running && c.State != Overdue {
		return first
	}
	earlier := func(on legaltime.Date) {
		if !on.IsZero() && (first.IsZero() || on.Before(first)) {
			first = on
		}
	}
	p := l.byName[c.Name]
	for n := range p.Rungs {
		earlier(l.pending(c, n))
	}
	if c.State == Running {
		earlier(c.Due.Date.AddDays(1))
	}
	return first
}

// pending is the date of a rung that was not raised yet for the due date as it
// stands; zero when there is nothing to raise. What would have been a reminder
// before the clock began is left out.
func (l *Law) pending(c *Clock, n int) legaltime.Date {
	for _, f := range c.Fired {
		if f.Rung == n && f.Due == c.Due.Date {
			return legaltime.Date{}
		}
	}
	rung := l.byName[c.Name].Rungs[n]
	if rung.Share > 0 {
		return l.shareOf(c, rung.Share).on
	}
	on := l.rungDate(c, rung.Offset)
	begun := c.From.Date
	if c.Term.Backward {
		begun = c.Started
	}
	if rung.Offset.N > 0 && rung.Offset.Backward && on.Before(begun) {
		return legaltime.Date{}
	}
	return on
}

// rungDate is the civil date of a rung: before the date warned of, on the due
// date, or after it. Days are calendar days, working days the calendar's.
func (l *Law) rungDate(c *Clock, t legaltime.Term) legaltime.Date {
	from, sign := c.Due, 1
	if t.Backward {
		from, sign = c.WarnBy, -1
	}
	n := sign * t.N
	switch t.Unit {
	case legaltime.Days:
		return from.Date.AddDays(n)
	case legaltime.Weeks:
		return from.Date.AddDays(7 * n)
	case legaltime.WorkingDays:
		return l.calendar.AddWorkingDays(from.Date, n)
	case legaltime.Hours:
		return hoursFrom(from, n)
	case legaltime.Months, legaltime.Years:
		if end, _, err := legaltime.Ends(l.calendar, legaltime.Request{From: legaltime.Day(from.Date), Term: t, NoRoll: true}); err == nil {
			return end.Date
		}
	}
	return from.Date
}

// hoursFrom is the date n hours from a moment; a whole day ends at 24:00.
func hoursFrom(m legaltime.Moment, n int) legaltime.Date {
	minute := 24 * 60
	if m.HasTime() {
		minute = m.Minute
	}
	minute += n * 60
	days := minute / (24 * 60)
	if minute%(24*60) < 0 {
		days--
	}
	return m.Date.AddDays(days)
}
