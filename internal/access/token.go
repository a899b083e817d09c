package access

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/store"
)

// TokenPrefix begins every API token, so that scanners of leaked secrets know
// one when they see it.
const TokenPrefix = "dt_"

// longest is the longest life of a token, in days.
const longest = 365

// ErrToken says that a token was asked for without a name, or for a life of
// less than 1 or more than 365 days.
var ErrToken = errors.New("access: a token has a name of at most 100 characters and lives 1 to 365 days")

// IssueToken makes a token with which a program acts for an officer. The token
// itself is only in this answer; its hash is stored.
func (d *Desk) IssueToken(ctx context.Context, user, name string, days int, now time.Time) (id, token string, err error) {
	name = strings.TrimSpace(name)
	if name == "" || utf8.RuneCountInString(name) > 100 || days < 1 || days > longest {
		return "", "", ErrToken
	}
	id, token = uuid.NewString(), TokenPrefix+random()
	err = d.records.PutToken(ctx, store.TokenRow{ID: id, User: user, Name: name, Hash: hashed(token), Created: now, Expires: now.AddDate(0, 0, days)})
	return id, token, err
}

// Token is the officer for whom a token acts; ErrNobody otherwise.
func (d *Desk) Token(ctx context.Context, token string, now time.Time) (store.UserRow, error) {
	if !strings.HasPrefix(token, TokenPrefix) {
		return store.UserRow{}, ErrNobody
	}
	u, err := d.records.TokenUser(ctx, hashed(token), now)
	return u, nobody(err)
}

// Tokens lists the tokens of an officer, newest first.
func (d *Desk) Tokens(ctx context.Context, user string) ([]store.TokenRow, error) {
	return d.records.Tokens(ctx, user)
}

// EndToken removes a token of an officer; store.ErrNotFound: they have none of
// that id.
func (d *Desk) EndToken(ctx context.Context, user, id string) error {
	return d.records.EndToken(ctx, user, id)
}
