package access

import (
	"context"
	"strings"
	"time"

	"github.com/donthu/donthu/internal/store"
)

// FeedPrefix begins the secret of every calendar feed, so that scanners of
// leaked secrets know one when they see it.
const FeedPrefix = "dtf_"

// IssueFeed makes the secret of an officer's calendar feed; an earlier one ends.
// The secret itself is only in this answer; its hash is stored.
func (d *Desk) IssueFeed(ctx context.Context, user string, now time.Time) (string, error) {
	secret := FeedPrefix + random()
	return secret, d.records.PutFeed(ctx, user, hashed(secret), now)
}

// FeedOf is the feed that an officer has; store.ErrNotFound: none.
func (d *Desk) FeedOf(ctx context.Context, user string) (store.FeedRow, error) {
	return d.records.Feed(ctx, user)
}

// EndFeed ends the feed of an officer.
func (d *Desk) EndFeed(ctx context.Context, user string) error { return d.records.EndFeed(ctx, user) }

// Feed is the officer whose feed a secret opens; ErrNobody otherwise. It opens
// nothing else.
func (d *Desk) Feed(ctx context.Context, secret string, now time.Time) (store.UserRow, error) {
	if !strings.HasPrefix(secret, FeedPrefix) {
		return store.UserRow{}, ErrNobody
	}
	u, err := d.records.FeedUser(ctx, hashed(secret), now)
	return u, nobody(err)
}

// Lives says whether a session is alive, without keeping it so: what follows the
// inbox for hours is no sign that somebody sits there. ErrNobody: it is not.
func (d *Desk) Lives(ctx context.Context, id string, now time.Time) error {
	return nobody(d.records.SessionLives(ctx, hashed(id), d.o.Idle, now))
}
