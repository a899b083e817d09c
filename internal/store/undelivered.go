package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// UndeliveredRow is a mail or a call of a gateway that was given up. What it is
// about is not the administrator's business: it does not stand here.
type UndeliveredRow struct {
	ID       int64
	Channel  string // mail or webhook
	User     string
	Name     string
	Address  string
	Problem  string
	Attempts int
	At       time.Time // of the last attempt
}

// Undelivered lists what was given up and nobody has settled, newest first.
func (s *Store) Undelivered(ctx context.Context, p Page) ([]UndeliveredRow, string, error) {
	before := int64(1<<63 - 1)
	if err := p.read(&before); err != nil {
		return nil, "", err
	}
	list, err := all(ctx, s, "undelivered", pgx.RowToStructByPos[UndeliveredRow], `SELECT d.id, d.channel, d.recipient,
			coalesce(u.name, d.recipient), d.address, d.problem, d.attempts, d.not_before
		FROM deliveries d LEFT JOIN users u ON u.id = d.recipient
		WHERE d.state = 'dead' AND d.id < $1 ORDER BY d.id DESC LIMIT $2`, before, p.limit()+1)
	if err != nil {
		return nil, "", err
	}
	list, next := pageOf(list, p.limit(), func(r UndeliveredRow) any { return r.ID })
	return list, next, nil
}

// SendAgain lets something that was given up be tried afresh, at the address
// that its recipient has today. ErrNotFound: there is no such thing.
func (s *Store) SendAgain(ctx context.Context, id int64, now time.Time) error {
	return s.settleDead(ctx, `UPDATE deliveries d SET state = 'waiting', attempts = 0, begun = 0, problem = '', reported = false, not_before = $2, wanted = $2,
		address = CASE WHEN channel = 'mail' THEN coalesce((SELECT nullif(u.email, '') FROM users u WHERE u.id = d.recipient), address) ELSE address END
		WHERE id = $1 AND state = 'dead'`, id, now)
}

// LetBe settles something that was given up: it is not sent, and no longer
// listed. ErrNotFound: there is no such thing.
func (s *Store) LetBe(ctx context.Context, id int64) error {
	return s.settleDead(ctx, `UPDATE deliveries SET state = 'dropped' WHERE id = $1 AND state = 'dead'`, id)
}

func (s *Store) settleDead(ctx context.Context, sql string, args ...any) error {
	done, err := s.pool.Exec(ctx, sql, args...)
	if err == nil && done.RowsAffected() == 0 {
		err = ErrNotFound
	}
	return wrapped("undelivered", err)
}

// Unreported counts what was given up without an administrator knowing.
func (s *Store) Unreported(ctx context.Context) (int, error) {
	return one(ctx, s, "unreported", pgx.RowTo[int], `SELECT count(*)::int FROM deliveries WHERE state = 'dead' AND NOT reported`)
}

// Report tells administrators, under a key, of what was given up, and notes that
// it is reported. Where all of them were told under this key before, it waits
// for the next: however much fails, nobody is told of it more than once a key.
func (s *Store) Report(ctx context.Context, key string, to []Recipient, now time.Time) error {
	return wrapped("report", s.inTx(ctx, func(tx pgx.Tx) error {
		n, err := announce(ctx, tx, key, to, now)
		if err != nil || n == 0 {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE deliveries SET reported = true WHERE state = 'dead' AND NOT reported`)
		return err
	}))
}
