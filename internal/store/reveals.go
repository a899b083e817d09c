package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// RevealRow says who looked at what is kept secret in a case, and why.
type RevealRow struct {
	User   string
	Unit   string
	Case   string
	What   string // "identity", "narrative", ...
	Reason string
	At     time.Time
}

// LogReveal writes a reveal down for good. It is called before anything is
// shown: no entry, no sight.
func (s *Store) LogReveal(ctx context.Context, r RevealRow) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO access_log (actor, unit, case_id, what, reason, at) VALUES ($1, $2, $3, $4, $5, $6)`,
		r.User, r.Unit, r.Case, r.What, r.Reason, r.At)
	return wrapped("log reveal", err)
}

// Reveals lists the reveals of a case, oldest first.
func (s *Store) Reveals(ctx context.Context, caseID string) ([]RevealRow, error) {
	return all(ctx, s, "reveals", pgx.RowToStructByPos[RevealRow],
		`SELECT actor, unit, case_id, what, reason, at FROM access_log WHERE case_id = $1 ORDER BY id`, caseID)
}
