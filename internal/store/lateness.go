package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// LatenessRow says through which body a term of a case was missed, and why.
type LatenessRow struct {
	Case    string
	Clock   string
	Run     int // how often the clock ran before
	Unit    string
	Cause   string
	Note    string // vault token; empty: none
	Author  string // user id
	At      time.Time
	Command string // chosen by the client: the same again is the same row
}

// NameLateness writes it down for good. A later row about the same term corrects
// an earlier one; the same command again changes nothing.
func (s *Store) NameLateness(ctx context.Context, rows []LatenessRow) error {
	return wrapped("name lateness", s.inTx(ctx, func(tx pgx.Tx) error {
		b := &pgx.Batch{}
		for _, r := range rows {
			b.Queue(`INSERT INTO lateness (case_id, clock, run, unit, cause, note, author, at, command) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
				r.Case, r.Clock, r.Run, r.Unit, r.Cause, r.Note, r.Author, r.At, r.Command)
		}
		return tx.SendBatch(ctx, b).Close()
	}))
}

// Lateness lists what was said of a case, in the order in which it was.
func (s *Store) Lateness(ctx context.Context, caseID string) ([]LatenessRow, error) {
	return all(ctx, s, "lateness", pgx.RowToStructByPos[LatenessRow],
		`SELECT case_id, clock, run, unit, cause, note, author, at, command FROM lateness WHERE case_id = $1 ORDER BY id`, caseID)
}
