package legaltime

// count is one computation under way.
type count struct {
	r      Request
	walk   walk
	pauses []Interval // closed, sorted, apart
	why    []Reason
	silent bool // only the dates are wanted, no reasons
}

func newCount(cal *Calendar, r Request) *count {
	c := &count{r: r, walk: walk{cal: cal, saturdays: r.Policy.WorkingSaturdays}}
	reasons := 8
	if r.Term.Unit == WorkingDays {
		reasons += r.Term.N / 2 // a week is two runs
	}
	c.why = make([]Reason, 0, reasons)
	return c
}

// run counts to the nominal end.
func (c *count) run() Moment {
	if c.r.Term.Backward {
		return c.back()
	}
	if c.r.Term.Unit == Hours {
		return c.hours()
	}
	c.explainEvent()
	c.settlePauses()
	end := c.leg(c.r.From.Date, c.r.Term)
	for _, t := range c.r.Extend {
		if !countable(end) {
			break
		}
		end = c.extended(end)
		c.explainExtension(t, Day(end))
		end = c.leg(end, t)
	}
	return Day(end)
}

// extended is the day from which an extension of a term counts that would
// nominally end on a day.
func (c *count) extended(end Date) Date {
	if !c.r.Policy.ExtendRolled || c.r.NoRoll || !c.r.Policy.Roll || !c.rolls(c.walk.kind(end)) {
		return end
	}
	return c.roll(Day(end)).Date
}

// settlePauses closes open pauses, drops empty ones and joins the rest.
func (c *count) settlePauses() {
	var closed []Interval
	for _, p := range c.r.Pauses {
		if p.Open() {
			p.To = c.r.AsOf
			c.explainOpen(p)
		} else if c.r.Policy.PauseOnResumption {
			p.To = p.To.AddDays(1)
		}
		if p.Days() > 0 {
			closed = append(closed, p)
		}
	}
	c.pauses = union(closed)
	if len(c.pauses) < len(closed) {
		c.explainUnion(closed)
	}
}

// leg counts one term from a day that is not counted itself.
func (c *count) leg(from Date, t Term) Date {
	switch t.Unit {
	case WorkingDays:
		return c.legWorking(from, t.N)
	case Weeks:
		return c.legDays(from, from.AddDays(7*t.N), t)
	case Months, Years:
		months := t.N
		if t.Unit == Years {
			months *= 12
		}
		end, clipped := from.addMonths(months)
		if clipped {
			c.explainMonthEnd(from, end)
		}
		return c.legDays(from, end, t)
	}
	return c.legDays(from, from.AddDays(t.N), t)
}

// legDays moves the end of a term over the pauses within it.
func (c *count) legDays(from, end Date, t Term) Date {
	next := from.AddDays(1)
	for _, p := range c.pauses {
		start := later(p.From, next)
		if start.After(end) {
			break
		}
		if !p.To.After(start) {
			continue
		}
		c.explainDays(next, start.AddDays(-1), t)
		c.explainPause(start, p.To.AddDays(-1))
		end, next = end.AddDays(p.To.Sub(start)), p.To
	}
	c.explainDays(next, end, t)
	return end
}

// legWorking counts working days that are not inside a pause.
func (c *count) legWorking(from Date, n int) Date {
	run := runs{c: c}
	pauses, d := c.pauses, from
	for n > 0 {
		d = d.AddDays(1)
		for len(pauses) > 0 && !pauses[0].To.After(d) {
			pauses = pauses[1:]
		}
		switch {
		case len(pauses) > 0 && !pauses[0].From.After(d):
			run.add(RulePause, d)
		case c.walk.working(d):
			run.add(RuleCount, d)
			n--
		default:
			run.add(RuleSkip, d)
		}
	}
	run.flush()
	return d
}

// back counts a backward term from the fixed day on which it hangs.
func (c *count) back() Moment {
	t, from := c.r.Term, c.r.From
	if len(c.r.Pauses) > 0 {
		c.explainNoPause()
	}
	if t.Unit == Hours {
		end := momentAt(from.minutes() - 60*t.N)
		c.explainHours(end, from, t)
		return end
	}
	c.explainEvent()
	if t.Unit == WorkingDays {
		return Day(c.backWorking(from.Date, t.N))
	}
	end := c.backDays(from.Date, t)
	c.explainDays(end, from.Date.AddDays(-1), t)
	return Day(end)
}

func (c *count) backDays(from Date, t Term) Date {
	months := t.N
	switch t.Unit {
	case Weeks:
		return from.AddDays(-7 * t.N)
	case Years:
		months *= 12
	case Months:
	default:
		return from.AddDays(-t.N)
	}
	end, clipped := from.addMonths(-months)
	if clipped {
		c.explainMonthEnd(from, end)
	}
	return end
}

func (c *count) backWorking(d Date, n int) Date {
	run := runs{c: c}
	for n > 0 {
		d = d.AddDays(-1)
		if c.walk.working(d) {
			run.add(RuleCount, d)
			n--
		} else {
			run.add(RuleSkip, d)
		}
	}
	run.flush()
	return d
}

// hours counts minutes without a break, save for whole days of pause.
func (c *count) hours() Moment {
	c.settlePauses()
	from, terms := c.r.From, append([]Term{c.r.Term}, c.r.Extend...)
	for i, t := range terms {
		if i > 0 {
			c.explainExtension(t, from)
		}
		end := from.minutes() + 60*t.N
		for _, p := range c.pauses {
			start := max(Moment{Date: p.From}.minutes(), from.minutes())
			stop := Moment{Date: p.To}.minutes()
			if start >= end || stop <= start {
				continue
			}
			c.explainPause(p.From, p.To.AddDays(-1))
			end += stop - start
		}
		c.explainHours(from, momentAt(end), t)
		from = momentAt(end)
	}
	return from
}

// roll moves a last day that is a day off (BLDS Điều 148.5).
func (c *count) roll(end Moment) Moment {
	t := c.r.Term
	if t.Unit == Hours || t.Minimum && !t.Backward {
		return end
	}
	if c.r.NoRoll || !c.r.Policy.Roll {
		c.explainStay(end.Date)
		return end
	}
	if kind := c.walk.kind(end.Date); !c.rolls(kind) {
		c.explainWorked(end.Date, kind)
		return end
	}
	step := 1
	if t.Backward {
		step = -1
	}
	d := end.Date.AddDays(step)
	for !c.walk.working(d) || c.paused(d) {
		d = d.AddDays(step)
	}
	c.explainRoll(end.Date, d)
	return Day(d)
}

// rolls reports whether a last day of this kind moves.
func (c *count) rolls(k kindIndex) bool {
	switch k {
	case ordinaryDay:
		return false
	case workedDay:
		return !c.r.Policy.WorkingSaturdays
	case compensatoryDay, swappedDay:
		return c.r.Policy.RollCompensatory
	}
	return true
}

func (c *count) paused(d Date) bool {
	for _, p := range c.pauses {
		if !d.Before(p.From) && d.Before(p.To) {
			return true
		}
	}
	return false
}

func later(a, b Date) Date {
	if a.After(b) {
		return a
	}
	return b
}
