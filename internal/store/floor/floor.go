// Package floor is the record of the hand-written workflow that the benchmark
// holds Donthu against: one transaction a step, what a hand-written system
// would write, and no more.
package floor

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const schema = `
CREATE TABLE IF NOT EXISTS floor_cases (id uuid PRIMARY KEY, stage text NOT NULL, seq int NOT NULL, due date, updated timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS floor_steps (case_id uuid NOT NULL, seq int NOT NULL, act text NOT NULL, actor text NOT NULL,
	command text NOT NULL, body json NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (case_id, seq), UNIQUE (case_id, command));
CREATE TABLE IF NOT EXISTS floor_tasks (case_id uuid NOT NULL, act text NOT NULL, unit text NOT NULL, due date, PRIMARY KEY (case_id, act));
CREATE INDEX IF NOT EXISTS floor_tasks_list ON floor_tasks (unit, due);`

// Step is one step of a case: what was done, and what comes next (empty:
// nothing).
type Step struct {
	Case, Stage, Next, Unit string
	Seq                     int
	Actor, Command          string
	With                    map[string]string
	At, Due                 time.Time
}

// Book is the tables of the floor.
type Book struct{ pool *pgxpool.Pool }

// Open connects to the database and makes the tables.
func Open(ctx context.Context, url string) (*Book, error) {
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return nil, err
	}
	if _, err := pool.Exec(ctx, schema); err != nil {
		pool.Close()
		return nil, fmt.Errorf("floor schema: %w", err)
	}
	return &Book{pool}, nil
}

// Close gives the connections back.
func (b *Book) Close() { b.pool.Close() }

// Record writes a step in one transaction and one round trip.
func (b *Book) Record(ctx context.Context, s Step) error {
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO floor_cases (id, stage, seq, due, updated) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (id) DO UPDATE SET stage = excluded.stage, seq = excluded.seq, due = excluded.due, updated = excluded.updated`,
		s.Case, s.Stage, s.Seq, s.Due, s.At)
	batch.Queue(`INSERT INTO floor_steps (case_id, seq, act, actor, command, body, at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
		s.Case, s.Seq, s.Stage, s.Actor, s.Command, s.With, s.At)
	batch.Queue(`DELETE FROM floor_tasks WHERE case_id = $1 AND act = $2`, s.Case, s.Stage)
	if s.Next != "" {
		batch.Queue(`INSERT INTO floor_tasks (case_id, act, unit, due) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
			s.Case, s.Next, s.Unit, s.Due)
	}
	return b.pool.SendBatch(ctx, batch).Close()
}
