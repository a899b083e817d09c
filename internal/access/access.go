// Package access says who somebody is and what they may do: logins, sessions
// and API tokens; the roles an officer holds in a unit on a day; who may see a
// case, read a name, receive a petition, write or publish a procedure; and who
// answers for a role when its post is vacant.
//
// The rules are pure functions over Scope and Case. What they need is read
// through Records, which internal/store implements.
package access

import (
	"context"
	"net/netip"
	"time"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Register is what the rules read of the organisation.
type Register interface {
	UnitChain(ctx context.Context, unit string) ([]store.UnitRow, error)
	HoldingsOf(ctx context.Context, user string, day legaltime.Date) ([]store.HoldingRow, error)
	PostsBehind(ctx context.Context, user string, day legaltime.Date) ([]store.Post, error)
	Roster(ctx context.Context, posts []store.Post, day legaltime.Date) (store.Roster, error)
}

// Records is all that a Desk reads and writes.
type Records interface {
	Register
	Account(ctx context.Context, account string) (store.UserRow, string, error)
	SetPassword(ctx context.Context, user, hash string) error
	CountSignIn(ctx context.Context, limits []store.SignInLimit, now time.Time) (time.Time, error)
	ForgiveSignIn(ctx context.Context, all, one [][]byte) error
	RecordSignIn(ctx context.Context, user string, from netip.Addr, outcome string, now time.Time) error
	SignedInFrom(ctx context.Context, user string, from netip.Addr, since time.Time) (bool, error)
	PutSession(ctx context.Context, r store.SessionRow) error
	SessionUser(ctx context.Context, hash []byte, idle time.Duration, now time.Time) (store.UserRow, error)
	EndSession(ctx context.Context, hash []byte) (string, error)
	PutToken(ctx context.Context, t store.TokenRow) error
	TokenUser(ctx context.Context, hash []byte, now time.Time) (store.UserRow, error)
	Tokens(ctx context.Context, user string) ([]store.TokenRow, error)
	EndToken(ctx context.Context, user, id string) error
	SessionLives(ctx context.Context, hash []byte, idle time.Duration, now time.Time) error
	PutFeed(ctx context.Context, user string, hash []byte, now time.Time) error
	Feed(ctx context.Context, user string) (store.FeedRow, error)
	EndFeed(ctx context.Context, user string) error
	FeedUser(ctx context.Context, hash []byte, now time.Time) (store.UserRow, error)
}

var _ Records = (*store.Store)(nil)

// Desk is where people sign in. It is safe for concurrent use.
type Desk struct {
	records Records
	hasher  *Hasher
	o       Options
}

// Options tune a Desk. A zero field takes its default.
type Options struct {
	Idle   time.Duration // a session ends after this long without a request; 30 minutes
	Limit  time.Duration // a session ends this long after the login; 12 hours
	Hasher *Hasher       // NewHasher()
}

// New is a Desk over records.
func New(records Records, o Options) *Desk {
	if o.Idle == 0 {
		o.Idle = 30 * time.Minute
	}
	if o.Limit == 0 {
		o.Limit = 12 * time.Hour
	}
	if o.Hasher == nil {
		o.Hasher = NewHasher()
	}
	return &Desk{records: records, hasher: o.Hasher, o: o}
}
