package store

import (
	"context"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/jackc/pgx/v5"
)

// Gauges are numbers to watch from outside.
type Gauges struct {
	OpenCases     int
	OverdueClocks int           // of open cases: due before today and not met
	Unraised      int           // open cases whose alarm date is before today
	OldestNotice  time.Duration // how long the oldest waiting notice has been due; 0: none
	OldestMail    time.Duration
	Dead          int // notices and mails that a person must look at
	StalePending  int // cases reserved more than ten minutes ago and never opened
}

// Gauges counts at an instant.
func (s *Store) Gauges(ctx context.Context, now time.Time) (Gauges, error) {
	return one(ctx, s, "gauges", gaugesRow, `SELECT
		(SELECT count(*) FROM cases WHERE outcome = ''),
		(SELECT count(*) FROM clocks WHERE state IN ('running', 'overdue') AND due_on < $2::date),
		(SELECT count(*) FROM cases WHERE outcome = '' AND wake < $2::date),
		coalesce((SELECT extract(epoch FROM $1::timestamptz - min(wanted)) FROM outbox WHERE state = 'waiting' AND wanted <= $1), 0)::float8,
		coalesce((SELECT extract(epoch FROM $1::timestamptz - min(wanted)) FROM deliveries WHERE state = 'waiting' AND wanted <= $1), 0)::float8,
		(SELECT count(*) FROM outbox WHERE state = 'dead') + (SELECT count(*) FROM deliveries WHERE state = 'dead'),
		(SELECT count(*) FROM cases_pending WHERE created < $1::timestamptz - interval '10 minutes')`,
		now, legaltime.DateOf(now).String())
}

func gaugesRow(row pgx.CollectableRow) (g Gauges, err error) {
	var notice, mail float64
	err = row.Scan(&g.OpenCases, &g.OverdueClocks, &g.Unraised, &notice, &mail, &g.Dead, &g.StalePending)
	g.OldestNotice = time.Duration(notice * float64(time.Second))
	g.OldestMail = time.Duration(mail * float64(time.Second))
	return g, err
}

// NoticesWaiting counts the notices of which nobody was told yet, whenever they
// are to be.
func (s *Store) NoticesWaiting(ctx context.Context) (n int, err error) {
	err = s.pool.QueryRow(ctx, `SELECT count(*) FROM outbox WHERE state = 'waiting'`).Scan(&n)
	return n, wrapped("notices waiting", err)
}
