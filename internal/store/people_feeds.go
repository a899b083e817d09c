package store

import (
	"context"
	"time"
)

// FeedRow is the calendar feed of an officer, without its secret.
type FeedRow struct {
	Created  time.Time
	LastUsed *time.Time // nil: never
}

// PutFeed gives an officer a feed; an earlier one ends.
func (s *Store) PutFeed(ctx context.Context, user string, hash []byte, now time.Time) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO feeds (user_id, hash, created) VALUES ($1, $2, $3)
		ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, created = excluded.created, last_used = NULL`, user, hash, now)
	return wrapped("put feed", err)
}

// Feed is the feed of an officer; ErrNotFound: none.
func (s *Store) Feed(ctx context.Context, user string) (f FeedRow, err error) {
	err = s.pool.QueryRow(ctx, `SELECT created, last_used FROM feeds WHERE user_id = $1`, user).Scan(&f.Created, &f.LastUsed)
	return f, wrapped("feed", found(err))
}

// EndFeed ends the feed of an officer; ending none is no error.
func (s *Store) EndFeed(ctx context.Context, user string) error {
	_, err := s.pool.Exec(ctx, `DELETE FROM feeds WHERE user_id = $1`, user)
	return wrapped("end feed", err)
}

// FeedUser is the officer whose feed it is, if they may still sign in. It notes
// the use, once a minute at most.
func (s *Store) FeedUser(ctx context.Context, hash []byte, now time.Time) (u UserRow, err error) {
	var used *time.Time
	err = s.pool.QueryRow(ctx, `SELECT `+userColumns+`, f.last_used FROM feeds f JOIN users u ON u.id = f.user_id
		WHERE f.hash = $1 AND NOT u.disabled`, hash).Scan(&u.ID, &u.Account, &u.Name, &u.Email, &u.Disabled, &used)
	if err == nil && (used == nil || now.Sub(*used) >= time.Minute) {
		_, err = s.pool.Exec(ctx, `UPDATE feeds SET last_used = $2 WHERE hash = $1`, hash, now)
	}
	return u, wrapped("feed user", found(err))
}

// SessionLives says whether a session is alive at now, as SessionUser does, but
// does not keep it alive: ErrNotFound, it is not.
func (s *Store) SessionLives(ctx context.Context, hash []byte, idle time.Duration, now time.Time) error {
	var yes bool
	err := s.pool.QueryRow(ctx, `SELECT true FROM sessions s JOIN users u ON u.id = s.user_id
		WHERE s.hash = $1 AND s.expires > $2 AND s.seen > $3 AND NOT u.disabled`, hash, now, now.Add(-idle)).Scan(&yes)
	return wrapped("session lives", found(err))
}
