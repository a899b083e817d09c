package machine

import (
	"fmt"
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
)

// share is a share of a term as it stands.
type share struct {
	on        legaltime.Date // on which so much of the term is over
	days, all int            // that are over then, and of the whole term
	working   bool           // they are working days
}

// shareOf counts in the days of the clock itself: working days where its term is
// in working days, else days, those of pauses left out. It is rounded down, so
// that it never comes after the day warned of.
func (l *Law) shareOf(c *Clock, percent int) share {
	s := share{on: c.From.Date, working: c.Term.Unit == legaltime.WorkingDays}
	for d := c.From.Date; d.Before(c.WarnBy.Date); {
		if d = d.AddDays(1); l.counts(c, d) {
			s.all++
		}
	}
	for s.days < s.all*percent/100 {
		if s.on = s.on.AddDays(1); l.counts(c, s.on) {
			s.days++
		}
	}
	return s
}

// counts says whether a day is one of the clock's own.
func (l *Law) counts(c *Clock, d legaltime.Date) bool {
	return (c.Term.Unit != legaltime.WorkingDays || l.calendar.Working(d)) &&
		!slices.ContainsFunc(c.Pauses, func(p legaltime.Interval) bool { return !d.Before(p.From) && (p.Open() || d.Before(p.To)) })
}

// WhyRung says in Vietnamese why a rung of a clock speaks on its date where that
// is not plain from the rung itself: how much of the term is over then. Empty for
// a rung that is counted from the due date.
func WhyRung(law *Law, c Clock, n int) string {
	p := law.byName[c.Name]
	if p == nil || n < 0 || n >= len(p.Rungs) || p.Rungs[n].Share == 0 {
		return ""
	}
	s := law.shareOf(&c, p.Rungs[n].Share)
	unit := legaltime.Days
	if s.working {
		unit = legaltime.WorkingDays
	}
	return fmt.Sprintf("%d%% của %s là %s (làm tròn xuống), kể từ %s", p.Rungs[n].Share,
		legaltime.Term{N: s.all, Unit: unit}.Vietnamese(), legaltime.Term{N: s.days, Unit: unit}.Vietnamese(), c.From.Date.Vietnamese())
}
