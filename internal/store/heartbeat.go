package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// Heartbeat is the last word of a part that must never fall silent, with what
// it saw.
type Heartbeat struct {
	Part     string
	At       time.Time
	Open     int           // clocks that run in open cases
	Waiting  int           // alarms whose time has come and of which nobody was told
	Lateness time.Duration // of the oldest of them; 0: none
}

// Beat writes the heartbeat of a part at an instant.
func (s *Store) Beat(ctx context.Context, part string, now time.Time) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO heartbeats (part, at, open, waiting, lateness)
		SELECT $1, $2::timestamptz, (SELECT count(*) FROM clocks k JOIN cases c ON c.id = k.case_id WHERE c.outcome = '' AND k.state IN ('running', 'overdue')),
			count(*), coalesce($2::timestamptz - min(wanted), interval '0')
		FROM (SELECT wanted FROM outbox WHERE state = 'waiting' AND wanted <= $2::timestamptz
			UNION ALL SELECT wanted FROM deliveries WHERE state = 'waiting' AND wanted <= $2::timestamptz) x
		ON CONFLICT (part) DO UPDATE SET at = excluded.at, open = excluded.open, waiting = excluded.waiting, lateness = excluded.lateness`, part, now)
	return wrapped("beat", err)
}

// Heartbeats lists the last word of every part.
func (s *Store) Heartbeats(ctx context.Context) ([]Heartbeat, error) {
	return all(ctx, s, "heartbeats", pgx.RowToStructByPos[Heartbeat], `SELECT part, at, open, waiting, lateness FROM heartbeats ORDER BY part`)
}
