package store

import (
	"context"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/jackc/pgx/v5"
)

// DueRow is an open case whose alarm nobody raised.
type DueRow struct {
	Case     string
	Plan     string // hash
	Calendar string // hash
	Engine   int
	Seq      int
	Wake     legaltime.Date
}

// DueForSweep lists the open cases whose next alarm, at the start (+07:00) of
// its day, lies more than grace before now: their timer failed. Longest overdue
// first.
func (s *Store) DueForSweep(ctx context.Context, now time.Time, grace time.Duration, limit int) ([]DueRow, error) {
	return all(ctx, s, "due for sweep", func(row pgx.CollectableRow) (d DueRow, err error) {
		return d, row.Scan(&d.Case, &d.Plan, &d.Calendar, &d.Engine, &d.Seq, civil{&d.Wake})
	}, `SELECT id, plan, calendar, engine, seq, wake FROM cases WHERE outcome = '' AND wake <= $1
		ORDER BY wake, id LIMIT $2`, dateArg(lastDayBegun(now.Add(-grace))), limit)
}

// lastDayBegun is the last civil date that had begun strictly before an instant.
func lastDayBegun(t time.Time) legaltime.Date { return legaltime.DateOf(t.Add(-time.Nanosecond)) }
