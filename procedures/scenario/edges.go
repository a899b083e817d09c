package scenario

import (
	"slices"
	"strings"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// The edges of the calendar and of a version, as a list names them.
const (
	atWeekend  = "a last day at the weekend"
	overTet    = "Tết within a term, or its last day at Tết"
	atSaturday = "a Saturday that is worked, counted or as a last day"
	firstDay   = "received on the first day of the version"
	lastDay    = "received on the last day of the version"
	runsOn     = "runs on after the last day of the version"
	onLastDay  = "extended on its last day"
	acrossEnd  = "paused across its last day"
)

// edges adds the edges that concern a procedure: those of the calendar where a
// term of it can meet them, those of its own version, and for each clock those
// of extensions and pauses.
func (l *list) edges(cal *legaltime.Calendar) {
	terms := func(is func(legaltime.Term) bool) bool {
		return slices.ContainsFunc(l.plan.Clocks, func(c plan.Clock) bool { return slices.ContainsFunc(lengths(&c), is) })
	}
	working := terms(func(t legaltime.Term) bool { return t.Unit == legaltime.WorkingDays })
	rolling := slices.ContainsFunc(l.plan.Clocks, func(c plan.Clock) bool { return moves(&c) })
	if rolling || working {
		l.add(CoverEdges, atWeekend)
		l.add(CoverEdges, overTet)
	}
	if (rolling || working) && cal != nil && worksASaturday(cal, l.plan) {
		l.add(CoverEdges, atSaturday)
	}
	l.add(CoverEdges, firstDay)
	if !l.plan.To.IsZero() {
		l.add(CoverEdges, lastDay)
		l.add(CoverEdges, runsOn)
	}
	for i := range l.plan.Clocks {
		c := &l.plan.Clocks[i]
		if len(c.Extensions) > 0 {
			l.add(CoverEdges, c.Name, onLastDay)
		}
		if len(c.Pauses) > 0 {
			l.add(CoverEdges, c.Name, acrossEnd)
		}
	}
}

// moves says that the last day of a clock may fall on a day off and move.
func moves(c *plan.Clock) bool { return !c.NoRoll && slices.ContainsFunc(lengths(c), rolls) }

// worksASaturday says that some Saturday is worked while petitions are received
// under the version.
func worksASaturday(cal *legaltime.Calendar, p *plan.Plan) bool {
	years := cal.Official()
	if len(years) == 0 {
		return false
	}
	for d, n := p.From, 0; (p.To.IsZero() || !d.After(p.To)) && d.Year() <= years[len(years)-1]; n++ {
		if saturday(cal, d) {
			return true
		}
		d = d.AddDays(1)
	}
	return false
}

func saturday(cal *legaltime.Calendar, d legaltime.Date) bool {
	return d.Weekday() == time.Saturday && cal.Working(d)
}

// tet says that a day is off for the lunar new year.
func tet(cal *legaltime.Calendar, d legaltime.Date) bool {
	day := cal.Day(d)
	return !day.Working && strings.Contains(day.Name, "Tết") && !strings.HasSuffix(day.Name, "Dương lịch")
}

// edgesOf notes which edges an event came by.
func edgesOf(m Moved, note func(string, ...string)) {
	p, cal := m.Law.Plan(), m.Law.Calendar()
	switch {
	case m.Event.Kind == machine.Opens && m.Event.On.Date == p.From:
		note(CoverEdges, firstDay)
	case m.Event.Kind == machine.Opens && m.Event.On.Date == p.To:
		note(CoverEdges, lastDay)
	case m.Event.Kind == machine.Acts && !p.To.IsZero() && m.Event.On.Date.After(p.To):
		note(CoverEdges, runsOn)
	}
	for i := range m.After.Clocks {
		c := &m.After.Clocks[i]
		dates(cal, p.Clock(c.Name), c, note)
		if before := instance(m.Before.Clocks, c.Name); before != nil {
			ends(before, c, m.Event.On.Date, note)
		}
	}
}

// dates notes what the calendar did to the dates of a clock.
func dates(cal *legaltime.Calendar, k *plan.Clock, c *machine.Clock, note func(string, ...string)) {
	from, to := c.Nominal.Date, c.Due.Date
	switch {
	case c.Term.Unit == legaltime.WorkingDays:
		from = c.From.Date
	case !moves(k) || !rolls(c.Term):
		return
	}
	if to.Before(from) {
		from, to = to, from
	}
	weekend := from.Weekday() == time.Saturday || from.Weekday() == time.Sunday
	for d := from; !d.After(to); d = d.AddDays(1) {
		switch {
		case tet(cal, d):
			note(CoverEdges, overTet)
		case saturday(cal, d) && (d != from || c.Term.Unit != legaltime.WorkingDays):
			note(CoverEdges, atSaturday)
		case d.Weekday() == time.Saturday && c.Term.Unit == legaltime.WorkingDays, d == from && weekend:
			note(CoverEdges, atWeekend)
		}
	}
}

// ends notes an extension on the last day, and a pause that lasted beyond it.
func ends(before, after *machine.Clock, on legaltime.Date, note func(string, ...string)) {
	if len(after.Extensions) > len(before.Extensions) && on == before.Due.Date {
		note(CoverEdges, after.Name, onLastDay)
	}
	if before.State == machine.Paused && after.State == machine.Running && on.After(before.Due.Date) {
		note(CoverEdges, after.Name, acrossEnd)
	}
}
