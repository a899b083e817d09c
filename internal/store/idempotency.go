package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
)

// Answers of Begin that are no failure of the store.
var (
	// ErrBusy says that the same request is under way; its answer comes soon.
	ErrBusy = errors.New("store: the same request is under way")
	// ErrReused says that the key was used before for another request.
	ErrReused = errors.New("store: the key was used for another request")
)

// Answer is what was answered to a request.
type Answer struct {
	Status   int // HTTP
	Response []byte
}

const (
	answersKept = 48 * time.Hour  // how long a repeated request gets its first answer
	requestOver = 2 * time.Minute // after that, one without an answer counts as dead
)

// Begin claims an idempotency key for a user's request, of which the
// fingerprint is a hash. Three outcomes: nil, nil — it is new, do the work and
// Finish; an Answer — it was done, give this; ErrBusy or ErrReused. A claim
// whose worker died can be taken again after two minutes.
func (s *Store) Begin(ctx context.Context, user, key, fingerprint string, now time.Time) (*Answer, error) {
	claimed, err := s.pool.Exec(ctx, `INSERT INTO idempotency (owner, key, fingerprint, begun, expires) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (owner, key) DO UPDATE SET fingerprint = excluded.fingerprint, begun = excluded.begun,
			expires = excluded.expires, status = NULL, response = NULL
		WHERE idempotency.expires <= $4
			OR idempotency.status IS NULL AND idempotency.begun <= $6 AND idempotency.fingerprint = excluded.fingerprint`,
		user, key, fingerprint, now, now.Add(answersKept), now.Add(-requestOver))
	if err != nil || claimed.RowsAffected() == 1 {
		return nil, wrapped("begin", err)
	}
	return s.answer(ctx, user, key, fingerprint)
}

func (s *Store) answer(ctx context.Context, user, key, fingerprint string) (*Answer, error) {
	var kept string
	var status *int
	var a Answer
	err := s.pool.QueryRow(ctx, `SELECT fingerprint, status, response FROM idempotency WHERE owner = $1 AND key = $2`,
		user, key).Scan(&kept, &status, &a.Response)
	switch {
	case errors.Is(err, pgx.ErrNoRows): // given up between the two statements
		return nil, ErrBusy
	case err != nil:
		return nil, wrapped("begin", err)
	case kept != fingerprint:
		return nil, ErrReused
	case status == nil:
		return nil, ErrBusy
	}
	a.Status = *status
	return &a, nil
}

// Finish keeps the answer to a request that Begin let through.
func (s *Store) Finish(ctx context.Context, user, key string, a Answer) error {
	_, err := s.pool.Exec(ctx, `UPDATE idempotency SET status = $3, response = $4 WHERE owner = $1 AND key = $2 AND status IS NULL`,
		user, key, a.Status, a.Response)
	return wrapped("finish", err)
}

// GiveUp forgets a request that Begin let through and that failed without
// effect: the client may try again at once.
func (s *Store) GiveUp(ctx context.Context, user, key string) error {
	_, err := s.pool.Exec(ctx, `DELETE FROM idempotency WHERE owner = $1 AND key = $2 AND status IS NULL`, user, key)
	return wrapped("give up", err)
}

// DropAnswers removes the answers that expired.
func (s *Store) DropAnswers(ctx context.Context, now time.Time) error {
	_, err := s.pool.Exec(ctx, `DELETE FROM idempotency WHERE expires <= $1`, now)
	return wrapped("drop answers", err)
}
