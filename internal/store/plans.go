package store

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// PlanRow is a compiled procedure under the hash of its canonical JSON.
type PlanRow struct {
	Hash, Procedure, Version string
	JSON                     []byte // exactly as it was put
}

// CalendarRow is a calendar of working days under its hash.
type CalendarRow struct {
	Hash, Name, CSV string
}

const putPlan = `INSERT INTO plans (hash, procedure, version, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`

// PutPlan keeps a plan for ever. The same hash again changes nothing.
func (s *Store) PutPlan(ctx context.Context, p PlanRow) error {
	_, err := s.pool.Exec(ctx, putPlan, p.Hash, p.Procedure, p.Version, p.JSON)
	return wrapped("put plan", err)
}

// Plan is the plan of a hash, or ErrNotFound.
func (s *Store) Plan(ctx context.Context, hash string) (PlanRow, error) {
	return one(ctx, s, "plan", planRow, `SELECT hash, procedure, version, body::text FROM plans WHERE hash = $1`, hash)
}

func planRow(row pgx.CollectableRow) (p PlanRow, err error) {
	return p, row.Scan(&p.Hash, &p.Procedure, &p.Version, &p.JSON)
}

const putCalendar = `INSERT INTO calendars (hash, name, csv) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`

// PutCalendar keeps a calendar for ever. The same hash again changes nothing.
func (s *Store) PutCalendar(ctx context.Context, c CalendarRow) error {
	_, err := s.pool.Exec(ctx, putCalendar, c.Hash, c.Name, c.CSV)
	return wrapped("put calendar", err)
}

// Calendar is the calendar of a hash, or ErrNotFound.
func (s *Store) Calendar(ctx context.Context, hash string) (CalendarRow, error) {
	return one(ctx, s, "calendar", pgx.RowToStructByPos[CalendarRow], `SELECT hash, name, csv FROM calendars WHERE hash = $1`, hash)
}

// Calendars are the hashes of all calendars that were ever put, latest first.
func (s *Store) Calendars(ctx context.Context) ([]string, error) {
	return all(ctx, s, "calendars", pgx.RowTo[string], `SELECT hash FROM calendars ORDER BY at DESC, hash DESC`)
}

// one reads exactly one row, or ErrNotFound.
func one[R any](ctx context.Context, s *Store, call string, read pgx.RowToFunc[R], sql string, args ...any) (R, error) {
	rows, _ := s.pool.Query(ctx, sql, args...) // its error comes back from the rows
	row, err := pgx.CollectExactlyOneRow(rows, read)
	return row, wrapped(call, found(err))
}

// all reads every row.
func all[R any](ctx context.Context, s *Store, call string, read pgx.RowToFunc[R], sql string, args ...any) ([]R, error) {
	rows, _ := s.pool.Query(ctx, sql, args...) // its error comes back from the rows
	list, err := pgx.CollectRows(rows, read)
	return list, wrapped(call, err)
}
