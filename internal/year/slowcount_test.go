package year

import (
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// count finds the last day of a term and the day that is warned of, one day
// after the other.
func (s *slow) count(t *term) {
	t.due = s.end(t, t.length)
	t.warnBy = t.due
	if !t.warn.IsZero() {
		if w := s.end(t, t.warn); w.Before(t.due) {
			t.warnBy = w
		}
	}
}

func (s *slow) end(t *term, length legaltime.Term) legaltime.Moment {
	if length.Unit == legaltime.Hours {
		return s.hours(t, length)
	}
	day := t.from.Date
	if length.Backward {
		return legaltime.Day(s.rolled(t, s.step(day, length, -1, s.never), -1, s.never))
	}
	held := func(d legaltime.Date) bool { return s.held(t, d) }
	for _, leg := range append([]legaltime.Term{length}, t.more...) {
		day = s.step(day, leg, 1, held)
	}
	if length.Minimum {
		return legaltime.Day(day)
	}
	return legaltime.Day(s.rolled(t, day, 1, held))
}

func (s *slow) never(legaltime.Date) bool { return false }

func (s *slow) held(t *term, d legaltime.Date) bool {
	for _, p := range t.pauses {
		if !p.to.IsZero() && !d.Before(p.from) && d.Before(p.to) {
			return true
		}
	}
	return false
}

// step goes over as many days that count as a leg has.
func (s *slow) step(day legaltime.Date, leg legaltime.Term, way int, held func(legaltime.Date) bool) legaltime.Date {
	n := leg.N
	switch leg.Unit {
	case legaltime.Weeks:
		n *= 7
	case legaltime.Months:
		n = same(day, way*leg.N).Sub(day) * way
	case legaltime.Years:
		n = same(day, way*12*leg.N).Sub(day) * way
	}
	for n > 0 {
		day = day.AddDays(way)
		if !held(day) && (leg.Unit != legaltime.WorkingDays || s.cal.Working(day)) {
			n--
		}
	}
	return day
}

// same is the same day of another month, or the last one of it.
func same(d legaltime.Date, months int) legaltime.Date {
	first := time.Date(d.Year(), d.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return legaltime.NewDate(first.Year(), first.Month(), min(d.Day(), last))
}

// rolled moves a last day that is a day off.
func (s *slow) rolled(t *term, day legaltime.Date, way int, held func(legaltime.Date) bool) legaltime.Date {
	if t.NoRoll || s.cal.Working(day) {
		return day
	}
	for !s.cal.Working(day) || held(day) {
		day = day.AddDays(way)
	}
	return day
}

// hours goes on hour by hour, but over days that are held.
func (s *slow) hours(t *term, length legaltime.Term) legaltime.Moment {
	at := t.from.Date.At(0, max(0, t.from.Minute))
	n, way := length.N, time.Hour
	for _, m := range t.more {
		n += m.N
	}
	if length.Backward {
		way = -time.Hour
	}
	for n > 0 {
		if length.Backward || !s.held(t, legaltime.DateOf(at)) {
			n--
		}
		at = at.Add(way)
	}
	return legaltime.MomentOf(at)
}

// date is the day of a rung.
func (s *slow) date(t *term, r plan.Rung) legaltime.Date {
	if r.Share > 0 {
		return s.share(t, r.Share)
	}
	offset := r.Offset
	from, way := t.due, 1
	if offset.Backward {
		from, way = t.warnBy, -1
	}
	if offset.Unit != legaltime.Hours {
		return s.step(from.Date, offset, way, s.never)
	}
	at := from.Date.At(24, 0)
	if from.HasTime() {
		at = from.Date.At(0, from.Minute)
	}
	return legaltime.DateOf(at.Add(time.Duration(way*offset.N) * time.Hour))
}

// share is the day on which so many percent of the term's own days are over.
func (s *slow) share(t *term, percent int) legaltime.Date {
	own := []legaltime.Date{t.from.Date}
	for d := t.from.Date.AddDays(1); !d.After(t.warnBy.Date); d = d.AddDays(1) {
		if !s.held(t, d) && (t.length.Unit != legaltime.WorkingDays || s.cal.Working(d)) {
			own = append(own, d)
		}
	}
	return own[(len(own)-1)*percent/100]
}
