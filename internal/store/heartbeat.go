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
	Lateness time.Duration // of the oldest of them, those of Unreached left out; 0: none
	// Unreached counts those of Waiting for which there is nobody, in the whole
	// chart upwards: no program can help, somebody must be appointed.
	Unreached int
}

// Beat writes the heartbeat of a part at an instant.
func (s *Store) Beat(ctx context.Context, part string, now time.Time) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO heartbeats (part, at, open, waiting, lateness, unreached)
		SELECT $1, $2::timestamptz, (SELECT count(*) FROM clocks k JOIN cases c ON c.id = k.case_id WHERE c.outcome = '' AND k.state IN ('running', 'overdue')),
			count(*), coalesce($2::timestamptz - min(wanted) FILTER (WHERE NOT nobody), interval '0'), count(*) FILTER (WHERE nobody)
		FROM (SELECT wanted, vacant <> '{}' AS nobody FROM outbox WHERE state = 'waiting' AND wanted <= $2::timestamptz
			UNION ALL SELECT wanted, false FROM deliveries WHERE state = 'waiting' AND wanted <= $2::timestamptz) x
		ON CONFLICT (part) DO UPDATE SET at = excluded.at, open = excluded.open, waiting = excluded.waiting, lateness = excluded.lateness, unreached = excluded.unreached`, part, now)
	return wrapped("beat", err)
}

// Heartbeats lists the last word of every part.
func (s *Store) Heartbeats(ctx context.Context) ([]Heartbeat, error) {
	return all(ctx, s, "heartbeats", pgx.RowToStructByPos[Heartbeat], `SELECT part, at, open, waiting, lateness, unreached FROM heartbeats ORDER BY part`)
}
