package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// MailRow is a mail to one person, claimed for a while by the caller.
type MailRow struct {
	ID       int64
	Fence    int64  // shows that the claim is still the caller's
	Attempts int    // this one counted
	Key      string // the same at every attempt and after a restore: fit for a Message-ID
	User     string
	Address  string
	Subject  string
	Body     string
}

// ClaimMails takes up to limit waiting mails whose time has come, oldest first.
// A sender that dies after sending and before MailSent sends again: with the
// same Key, by which the receiving side can tell.
func (s *Store) ClaimMails(ctx context.Context, now time.Time, limit int, lease time.Duration) ([]MailRow, error) {
	return all(ctx, s, "claim mails", pgx.RowToStructByPos[MailRow], `WITH mine AS (
			UPDATE deliveries SET leased = $1::timestamptz + $3::interval, attempts = attempts + 1, fence = fence + 1
			WHERE id IN (SELECT id FROM deliveries WHERE state = 'waiting' AND not_before <= $1 AND (leased IS NULL OR leased <= $1)
				ORDER BY not_before, id LIMIT $2 FOR UPDATE SKIP LOCKED)
			RETURNING *)
		SELECT id, fence, attempts, key, recipient, address, subject, body FROM mine ORDER BY not_before, id`, now, limit, lease)
}

// MailSent is done with a claimed mail. ErrConflict: the claim was lost, and
// somebody else may send it too.
func (s *Store) MailSent(ctx context.Context, m MailRow, now time.Time) error {
	done, err := s.pool.Exec(ctx, `UPDATE deliveries SET state = 'done', sent = $3, leased = NULL, problem = ''
		WHERE id = $1 AND fence = $2 AND state = 'waiting'`, m.ID, m.Fence, now)
	if err == nil && done.RowsAffected() == 0 {
		err = ErrConflict
	}
	return wrapped("mail sent", err)
}

// MailFailed gives a claimed mail back until an instant, or for good (dead: a
// person must look). Problem is a code or a sentence without data.
func (s *Store) MailFailed(ctx context.Context, m MailRow, problem string, again time.Time, dead bool) error {
	return s.giveBack(ctx, "deliveries", m.ID, m.Fence, problem, again, dead)
}
