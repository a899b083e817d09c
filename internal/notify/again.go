package notify

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// RaiseAgain tells one step higher what nobody acknowledged in time, each step
// once, and says how many were raised. Rungs whose law cannot be read hold up no
// other.
func (s Sweep) RaiseAgain(ctx context.Context) (raised int, err error) {
	now := s.now()
	for last := int64(0); ; {
		rows, failed := s.Store.Unanswered(ctx, now, last, sweepBatch)
		if failed != nil || len(rows) == 0 {
			return raised, errors.Join(err, failed)
		}
		last = rows[len(rows)-1].ID
		var late []store.UnansweredRow
		for _, row := range rows {
			passed, failed := s.unanswered(ctx, row, now)
			if err = errors.Join(err, failed); passed {
				late = append(late, row)
			}
		}
		n, failed := s.Store.RaiseAgain(ctx, late, now)
		raised, err = raised+n, errors.Join(err, failed)
	}
}

// unanswered tells whether the time to acknowledge a rung has passed and there is
// somebody above who can be told. Otherwise it notes when to look again.
func (s Sweep) unanswered(ctx context.Context, row store.UnansweredRow, now time.Time) (bool, error) {
	law, err := s.Laws.Law(row.Plan, row.Calendar)
	if err != nil {
		return false, err
	}
	by, asks := answerBy(law, row.Clock, row.Rung, row.Told)
	switch {
	case !asks:
		return false, s.Store.AnswerBy(ctx, row.ID, time.Time{})
	case now.Before(by):
		return false, s.Store.AnswerBy(ctx, row.ID, by)
	}
	told, err := s.Store.Addressed(ctx, row.Case, row.Clock, row.Run, row.Rung, row.Due, row.Again)
	if err != nil {
		return false, err
	}
	posts, err := above(ctx, s.Store, law.Plan(), told, legaltime.DateOf(now))
	if err != nil || len(posts) > 0 {
		return err == nil, err
	}
	return false, s.Store.AnswerBy(ctx, row.ID, time.Time{})
}

// answerBy is the instant at which the time to acknowledge a rung is over that
// was told at another.
func answerBy(law *machine.Law, clock string, rung int, told time.Time) (by time.Time, asks bool) {
	c := law.Clock(clock)
	if c == nil || rung < 0 || rung >= len(c.Rungs) || c.Rungs[rung].Acknowledge.IsZero() {
		return by, false
	}
	r := legaltime.Request{From: legaltime.Day(legaltime.DateOf(told)), Term: c.Rungs[rung].Acknowledge, Policy: legaltime.DefaultPolicy()}
	if r.Term.Unit == legaltime.Hours {
		r.From = legaltime.MomentOf(told)
	}
	_, end, err := legaltime.Ends(law.Calendar(), r)
	if err != nil {
		return by, false
	}
	if end.HasTime() {
		return at(end.Date, end.Minute), true
	}
	return at(end.Date.AddDays(1), 0), true
}

// above are the posts one step up the chart from who was told: the head of the
// body in which somebody was found, or where that was the head, the head of the
// body above. The post of the law stays with each. Where nobody is above, there
// is none.
func above(ctx context.Context, r access.Register, p *plan.Plan, told []store.AddresseeRow, day legaltime.Date) (list []post, err error) {
	for _, row := range told {
		up := own(row.Reached, access.Heads)
		if headed(p, row) {
			if up.unit, err = access.Superior(ctx, r, row.Reached, day); err != nil {
				return nil, err
			}
		}
		if up.unit == "" || slices.ContainsFunc(list, func(x post) bool { return x.unit == up.unit }) {
			continue
		}
		up.role.Name, up.legal = row.Role, row.Unit
		if role := p.Role(row.Role); role != nil {
			up.role = *role
		}
		list = append(list, up)
	}
	return list, nil
}

// headed says that the heads of a body were told, or who is in charge for them.
func headed(p *plan.Plan, row store.AddresseeRow) bool {
	role := own("", row.Role).role
	if r := p.Role(row.Role); r != nil {
		role = *r
	}
	return row.AsRole != "" || slices.Contains(role.Holders(), access.Heads)
}
