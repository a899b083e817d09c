package store

import (
	"context"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/jackc/pgx/v5"
)

// TermRow is a term of a case.
type TermRow struct {
	Case     string
	Code     string
	Plan     string // hash
	Calendar string // hash
	Clock    string
	State    machine.ClockState
	Ended    bool // the case
	Due      legaltime.Date
	Seq      int // of the case: grows whenever the date moves
	Updated  time.Time
	Body     machine.Clock
}

// termPlace is where a page of terms ended.
type termPlace struct {
	Due, Case, Clock string
}

// Terms lists the terms of the cases that the officer may see, by due date:
// those that run, and those that ended and were due on or after a day.
func (s *Store) Terms(ctx context.Context, scope Scope, since legaltime.Date, p Page) ([]TermRow, string, error) {
	place := termPlace{Due: "-infinity", Case: "00000000-0000-0000-0000-000000000000"}
	if err := p.read(&place); err != nil {
		return nil, "", err
	}
	units, roles, of := scope.posts()
	list, err := all(ctx, s, "terms", termOf, `SELECT c.id, c.code, c.plan, c.calendar, x.name, x.state, c.outcome <> '', x.due_on, c.seq, c.updated, x.body
		FROM clocks x JOIN cases c ON c.id = x.case_id
		WHERE x.due_on IS NOT NULL AND (x.state IN ('running', 'overdue') AND c.outcome = '' OR x.due_on >= $4::date)
			AND (x.due_on, c.id, x.name) > ($5::date, $6::uuid, $7) AND `+barred("c.id")+`AND`+seen("c.id", "$2", "$3", "$9")+`
		ORDER BY x.due_on, c.id, x.name LIMIT $8`, scope.User, units, roles, since.String(), place.Due, place.Case, place.Clock, p.limit()+1, of)
	if err != nil {
		return nil, "", badPlace(err)
	}
	list, next := pageOf(list, p.limit(), func(t TermRow) any { return termPlace{t.Due.String(), t.Case, t.Clock} })
	return list, next, nil
}

func termOf(row pgx.CollectableRow) (t TermRow, err error) {
	return t, row.Scan(&t.Case, &t.Code, &t.Plan, &t.Calendar, &t.Clock, &t.State, &t.Ended, civil{&t.Due}, &t.Seq, &t.Updated, &t.Body)
}
