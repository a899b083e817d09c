package store

import (
	"context"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/jackc/pgx/v5"
)

// StepRow is one step of the record.
type StepRow struct {
	Event    machine.Event
	Commands []machine.Command // what it made happen
	Hash     string
}

// Steps is the whole story of a case, first step first. The caller has asked
// Case whether the officer may see it.
func (s *Store) Steps(ctx context.Context, caseID string) ([]StepRow, error) {
	rows, _ := s.pool.Query(ctx, `SELECT event, commands, hash FROM steps WHERE case_id = $1 ORDER BY seq`, caseID)
	steps, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r StepRow, err error) {
		return r, row.Scan(&r.Event, &r.Commands, &r.Hash)
	})
	return steps, wrapped("steps", err)
}

// StepBy is the step that a command became in a case; ErrNotFound: the record
// does not hold that command.
func (s *Store) StepBy(ctx context.Context, caseID, command string) (StepRow, error) {
	return one(ctx, s, "step", func(row pgx.CollectableRow) (r StepRow, err error) {
		return r, row.Scan(&r.Event, &r.Commands, &r.Hash)
	}, `SELECT event, commands, hash FROM steps WHERE case_id = $1 AND command_id = $2`, caseID, command)
}

// Events are the events of a case in order, for machine.Fold.
func (s *Store) Events(ctx context.Context, caseID string) ([]machine.Event, error) {
	rows, _ := s.pool.Query(ctx, `SELECT event FROM steps WHERE case_id = $1 ORDER BY seq`, caseID)
	events, err := pgx.CollectRows(rows, pgx.RowTo[machine.Event])
	return events, wrapped("events", err)
}

// Past are the events that led to a case up to a step, as machine.Correct wants
// them: receptions, acts, corrections, and of the ticks only the one of the
// latest day.
func (s *Store) Past(ctx context.Context, caseID string, seq int) ([]machine.Event, error) {
	rows, _ := s.pool.Query(ctx, `SELECT event FROM steps WHERE case_id = $1 AND seq <= $2 AND (kind IN ('open', 'act', 'correct')
			OR seq = (SELECT seq FROM steps WHERE case_id = $1 AND seq <= $2 AND kind = 'tick' ORDER BY moment DESC, seq LIMIT 1))
		ORDER BY seq`, caseID, seq)
	events, err := pgx.CollectRows(rows, pgx.RowTo[machine.Event])
	return events, wrapped("past", err)
}

// Clocks are the clocks of a case as last recorded, by name.
func (s *Store) Clocks(ctx context.Context, caseID string) ([]machine.Clock, error) {
	rows, _ := s.pool.Query(ctx, `SELECT body FROM clocks WHERE case_id = $1 ORDER BY name`, caseID)
	clocks, err := pgx.CollectRows(rows, pgx.RowTo[machine.Clock])
	return clocks, wrapped("clocks", err)
}
