package store

import (
	"context"
	"net/netip"
	"time"

	"github.com/jackc/pgx/v5"
)

// Account is the officer behind an account (in any case) and the hash of the
// password, empty where there is none.
func (s *Store) Account(ctx context.Context, account string) (UserRow, string, error) {
	var u UserRow
	var password string
	err := s.pool.QueryRow(ctx, `SELECT `+userColumns+`, u.password FROM users u WHERE u.account = lower($1)`, account).
		Scan(&u.ID, &u.Account, &u.Name, &u.Email, &u.Disabled, &password)
	return u, password, wrapped("account", found(err))
}

// SetPassword stores the hash of a new password and ends all sessions of the
// officer.
func (s *Store) SetPassword(ctx context.Context, user, hash string) error {
	err := s.inTx(ctx, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `UPDATE users SET password = $2 WHERE id = $1`, user, hash)
		if err == nil && tag.RowsAffected() == 0 {
			return ErrNotFound
		}
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `DELETE FROM sessions WHERE user_id = $1`, user)
		return err
	})
	return wrapped("set password", err)
}

// SignInLimit counts failed logins under one key.
type SignInLimit struct {
	Key    []byte                           // a hash
	Delay  func(failures int) time.Duration // how long to wait after so many
	Forget time.Duration                    // failures older than this no longer count
}

// CountSignIn counts an attempt under all limits as if it had failed, before
// the password is looked at: of many attempts at once, none slips past. If one
// limit says to wait, nothing is counted and the instant is the answer.
func (s *Store) CountSignIn(ctx context.Context, limits []SignInLimit, now time.Time) (wait time.Time, err error) {
	err = s.inTx(ctx, func(tx pgx.Tx) error {
		failures := make([]int, len(limits))
		for i, l := range limits {
			until, n, err := lockLimit(ctx, tx, l, now)
			if err != nil {
				return err
			}
			failures[i] = n
			if until.After(wait) {
				wait = until
			}
		}
		if wait.After(now) {
			return nil
		}
		return countAll(ctx, tx, limits, failures, now)
	})
	if !wait.After(now) {
		wait = time.Time{}
	}
	return wait, wrapped("count sign-in", err)
}

// lockLimit holds the row of a limit until the transaction ends. Callers name
// their limits in a fixed order, so two of them never wait for each other.
func lockLimit(ctx context.Context, tx pgx.Tx, l SignInLimit, now time.Time) (wait time.Time, failures int, err error) {
	var last time.Time
	if _, err = tx.Exec(ctx, `INSERT INTO sign_in_limits (key, failures, last, wait) VALUES ($1, 0, $2, $2) ON CONFLICT DO NOTHING`, l.Key, now); err != nil {
		return wait, 0, err
	}
	err = tx.QueryRow(ctx, `SELECT failures, last, wait FROM sign_in_limits WHERE key = $1 FOR UPDATE`, l.Key).Scan(&failures, &last, &wait)
	if now.Sub(last) > l.Forget {
		failures = 0
	}
	return wait, failures, err
}

func countAll(ctx context.Context, tx pgx.Tx, limits []SignInLimit, failures []int, now time.Time) error {
	for i, l := range limits {
		n := failures[i] + 1
		if _, err := tx.Exec(ctx, `UPDATE sign_in_limits SET failures = $2, last = $3, wait = $4 WHERE key = $1`, l.Key, n, now, now.Add(l.Delay(n))); err != nil {
			return err
		}
	}
	return nil
}

// ForgiveSignIn takes back what CountSignIn counted, once the password proved
// right: all failures under the keys in all, one under those in one (an
// address must not be cleared by signing in to an account of one's own).
func (s *Store) ForgiveSignIn(ctx context.Context, all, one [][]byte) error {
	err := s.inTx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM sign_in_limits WHERE key = ANY ($1)`, all); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `UPDATE sign_in_limits SET failures = greatest(0, failures - 1), wait = last WHERE key = ANY ($1)`, one)
		return err
	})
	return wrapped("forgive sign-in", err)
}

// RecordSignIn writes one line of the sign-in log. An empty user is an account
// that does not exist.
func (s *Store) RecordSignIn(ctx context.Context, user string, from netip.Addr, outcome string, now time.Time) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO sign_ins (at, user_id, address, outcome) VALUES ($1, nullif($2, ''), $3, $4)`, now, user, inet(from), outcome)
	return wrapped("record sign-in", err)
}

// SignedInFrom tells whether the officer signed in from an address since an
// instant.
func (s *Store) SignedInFrom(ctx context.Context, user string, from netip.Addr, since time.Time) (known bool, err error) {
	err = s.pool.QueryRow(ctx, `SELECT EXISTS (SELECT FROM sign_ins WHERE user_id = $1 AND address = $2 AND outcome = 'signed-in' AND at > $3)`,
		user, inet(from), since).Scan(&known)
	return known, wrapped("signed in from", err)
}

func inet(a netip.Addr) *netip.Addr {
	if !a.IsValid() {
		return nil
	}
	return &a
}
