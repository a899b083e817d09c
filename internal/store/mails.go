package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// Delivery is what is on its way to one person, claimed for a while by the
// caller.
type Delivery struct {
	ID       int64
	Fence    int64  // shows that the claim is still the caller's
	Attempts int    // this one counted
	Key      string // the same at every attempt and after a restore: by it the receiving side knows what it has seen
	User     string
}

// MailRow is a claimed mail; its Key is fit for a Message-ID.
type MailRow struct {
	Delivery
	Address string
	Subject string
	Body    string
	HTML    string
	Thread  string // the same for all mails that belong together; empty: none
}

// HookRow is a claimed call of a gateway.
type HookRow struct {
	Delivery
	URL  string
	Body string
}

// ClaimMails takes up to limit waiting mails whose time has come, oldest first.
// A sender that dies after sending and before Delivered sends again: with the
// same Key, by which the receiving side can tell.
func (s *Store) ClaimMails(ctx context.Context, now time.Time, limit int, lease time.Duration) ([]MailRow, error) {
	return all(ctx, s, "claim mails", pgx.RowToStructByPos[MailRow], claimed("mail")+`
		SELECT id, fence, attempts, key, recipient, address, subject, body, html, thread FROM mine ORDER BY not_before, id`, now, limit, lease)
}

// ClaimHooks does for calls of gateways what ClaimMails does for mails.
func (s *Store) ClaimHooks(ctx context.Context, now time.Time, limit int, lease time.Duration) ([]HookRow, error) {
	return all(ctx, s, "claim hooks", pgx.RowToStructByPos[HookRow], claimed("webhook")+`
		SELECT id, fence, attempts, key, recipient, address, body FROM mine ORDER BY not_before, id`, now, limit, lease)
}

func claimed(channel string) string {
	return sqlf(`WITH mine AS (
			UPDATE deliveries SET leased = $1::timestamptz + $3::interval, attempts = attempts + 1, fence = fence + 1
			WHERE id IN (SELECT id FROM deliveries WHERE channel = '%s' AND state = 'waiting' AND not_before <= $1 AND (leased IS NULL OR leased <= $1)
				ORDER BY not_before, id LIMIT $2 FOR UPDATE SKIP LOCKED)
			RETURNING *)`, channel)
}

// MailBegins notes that a claimed mail is about to go out, and says how often it
// has been so without word of what became of it, this time counted: more than
// once, and the person may have it already. ErrConflict: the claim was lost.
func (s *Store) MailBegins(ctx context.Context, m MailRow) (int, error) {
	n, err := one(ctx, s, "mail begins", pgx.RowTo[int], `UPDATE deliveries SET begun = begun + 1
		WHERE id = $1 AND fence = $2 AND state = 'waiting' RETURNING begun`, m.ID, m.Fence)
	if err == ErrNotFound {
		err = ErrConflict
	}
	return n, err
}

// Delivered is done with a claimed delivery. ErrConflict: the claim was lost, and
// somebody else may send it too.
func (s *Store) Delivered(ctx context.Context, d Delivery, now time.Time) error {
	done, err := s.pool.Exec(ctx, `UPDATE deliveries SET state = 'done', sent = $3, leased = NULL, problem = ''
		WHERE id = $1 AND fence = $2 AND state = 'waiting'`, d.ID, d.Fence, now)
	if err == nil && done.RowsAffected() == 0 {
		err = ErrConflict
	}
	return wrapped("delivered", err)
}

// Failure is what became of a delivery that did not come about.
type Failure struct {
	Problem string    // a code or a sentence without data
	Again   time.Time // not before
	Dead    bool      // for good: a person must look
	Unsure  bool      // nobody knows whether it went out
	Instead bool      // what was held back goes out, as it does when this is dead
}

// DeliveryFailed gives a claimed delivery back. Where it is a mail and dead, what
// was held back for that case goes out (see Hook.Held). ErrConflict: the claim
// was lost.
func (s *Store) DeliveryFailed(ctx context.Context, d Delivery, f Failure) error {
	done, err := s.pool.Exec(ctx, `WITH back AS (
			UPDATE deliveries SET state = CASE WHEN $5 THEN 'dead' ELSE 'waiting' END, problem = $3, not_before = $4, leased = NULL,
				begun = greatest(0, begun - CASE WHEN $6 THEN 0 ELSE 1 END)
			WHERE id = $1 AND fence = $2 AND state = 'waiting' RETURNING outbox_id, recipient, channel, state),
		instead AS (
			UPDATE deliveries d SET state = 'waiting' FROM back b
			WHERE (b.state = 'dead' OR $7) AND b.channel = 'mail' AND d.outbox_id = b.outbox_id AND d.recipient = b.recipient AND d.state = 'held')
		SELECT FROM back`, d.ID, d.Fence, f.Problem, f.Again, f.Dead, f.Unsure, f.Instead)
	if err == nil && done.RowsAffected() == 0 {
		err = ErrConflict
	}
	return wrapped("delivery failed", err)
}
