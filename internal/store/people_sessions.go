package store

import (
	"context"
	"net/netip"
	"time"

	"github.com/jackc/pgx/v5"
)

// SessionRow is a login that lasts. Hash is the SHA-256 of the id in the
// cookie.
type SessionRow struct {
	Hash    []byte
	User    string
	Address netip.Addr
	Created time.Time
	Expires time.Time // however busy the session is
}

// TokenRow is a key with which a program acts for an officer. Hash is the
// SHA-256 of the token.
type TokenRow struct {
	ID       string
	User     string
	Name     string
	Hash     []byte
	Created  time.Time
	Expires  time.Time
	LastUsed *time.Time // nil: never
}

// PutSession stores a new session.
func (s *Store) PutSession(ctx context.Context, r SessionRow) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO sessions (hash, user_id, address, created, seen, expires) VALUES ($1, $2, $3, $4, $4, $5)`,
		r.Hash, r.User, inet(r.Address), r.Created, r.Expires)
	return wrapped("put session", err)
}

// SessionUser is the officer of a session that is alive at now: neither expired,
// nor idle for longer than idle, nor of a disabled officer. It notes the visit,
// once a minute at most.
func (s *Store) SessionUser(ctx context.Context, hash []byte, idle time.Duration, now time.Time) (UserRow, error) {
	var u UserRow
	var seen time.Time
	err := s.pool.QueryRow(ctx, `SELECT `+userColumns+`, s.seen FROM sessions s JOIN users u ON u.id = s.user_id
		WHERE s.hash = $1 AND s.expires > $2 AND s.seen > $3 AND NOT u.disabled`, hash, now, now.Add(-idle)).
		Scan(&u.ID, &u.Account, &u.Name, &u.Email, &u.Disabled, &seen)
	if err == nil && now.Sub(seen) >= time.Minute {
		_, err = s.pool.Exec(ctx, `UPDATE sessions SET seen = $2 WHERE hash = $1 AND seen < $2`, hash, now)
	}
	return u, wrapped("session", found(err))
}

// EndSession removes a session and says whose it was; ErrNotFound: nobody's.
func (s *Store) EndSession(ctx context.Context, hash []byte) (user string, err error) {
	err = s.pool.QueryRow(ctx, `DELETE FROM sessions WHERE hash = $1 RETURNING user_id`, hash).Scan(&user)
	return user, wrapped("end session", found(err))
}

// SweepPeople removes what no longer serves: expired sessions, tokens expired
// for 90 days, login counters untouched for a day. The sign-in log stays.
func (s *Store) SweepPeople(ctx context.Context, now time.Time) error {
	err := s.inTx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM sessions WHERE expires < $1`, now); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM api_tokens WHERE expires < $1`, now.AddDate(0, 0, -90)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `DELETE FROM sign_in_limits WHERE last < $1 AND wait < $1`, now.AddDate(0, 0, -1))
		return err
	})
	return wrapped("sweep people", err)
}

// PutToken stores a new token.
func (s *Store) PutToken(ctx context.Context, t TokenRow) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO api_tokens (id, user_id, name, hash, created, expires) VALUES ($1, $2, $3, $4, $5, $6)`,
		t.ID, t.User, t.Name, t.Hash, t.Created, t.Expires)
	return wrapped("put token", err)
}

// TokenUser is the officer for whom a token acts at now. It notes the use, once
// a minute at most.
func (s *Store) TokenUser(ctx context.Context, hash []byte, now time.Time) (UserRow, error) {
	var u UserRow
	var used *time.Time
	err := s.pool.QueryRow(ctx, `SELECT `+userColumns+`, t.last_used FROM api_tokens t JOIN users u ON u.id = t.user_id
		WHERE t.hash = $1 AND t.expires > $2 AND NOT u.disabled`, hash, now).
		Scan(&u.ID, &u.Account, &u.Name, &u.Email, &u.Disabled, &used)
	if err == nil && (used == nil || now.Sub(*used) >= time.Minute) {
		_, err = s.pool.Exec(ctx, `UPDATE api_tokens SET last_used = $2 WHERE hash = $1`, hash, now)
	}
	return u, wrapped("token", found(err))
}

// Tokens lists the tokens of an officer, newest first, without their hashes.
func (s *Store) Tokens(ctx context.Context, user string) ([]TokenRow, error) {
	rows, _ := s.pool.Query(ctx, `SELECT id::text, user_id, name, created, expires, last_used FROM api_tokens WHERE user_id = $1 ORDER BY created DESC, id`, user)
	tokens, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (t TokenRow, err error) {
		return t, row.Scan(&t.ID, &t.User, &t.Name, &t.Created, &t.Expires, &t.LastUsed)
	})
	return tokens, wrapped("tokens", err)
}

// EndToken removes a token of an officer; ErrNotFound: they have none of that
// id.
func (s *Store) EndToken(ctx context.Context, user, id string) error {
	tag, err := s.pool.Exec(ctx, `DELETE FROM api_tokens WHERE user_id = $1 AND id::text = $2`, user, id)
	if err == nil && tag.RowsAffected() == 0 {
		err = ErrNotFound
	}
	return wrapped("end token", err)
}
