package access

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/netip"
	"time"

	"github.com/donthu/donthu/internal/store"
)

// ErrNobody says that a session id or token is nobody's: unknown, expired,
// ended, or of a disabled officer.
var ErrNobody = errors.New("access: not signed in")

// begin makes a session with an id of 256 random bits, new at every login. Only
// its hash is stored.
func (d *Desk) begin(ctx context.Context, user string, from netip.Addr, now time.Time) (string, error) {
	id := random()
	err := d.records.PutSession(ctx, store.SessionRow{Hash: hashed(id), User: user, Address: from, Created: now, Expires: now.Add(d.o.Limit)})
	if err != nil {
		return "", err
	}
	return id, d.records.RecordSignIn(ctx, user, from, signedIn, now)
}

// Session is the officer of a live session; ErrNobody otherwise.
func (d *Desk) Session(ctx context.Context, id string, now time.Time) (store.UserRow, error) {
	u, err := d.records.SessionUser(ctx, hashed(id), d.o.Idle, now)
	return u, nobody(err)
}

// SignOut ends a session. Ending one that is over is no error.
func (d *Desk) SignOut(ctx context.Context, id string, from netip.Addr, now time.Time) error {
	user, err := d.records.EndSession(ctx, hashed(id))
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return d.records.RecordSignIn(ctx, user, from, signedOut, now)
}

func nobody(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return ErrNobody
	}
	return err
}

func random() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails: see crypto/rand
	return base64.RawURLEncoding.EncodeToString(b[:])
}

func hashed(id string) []byte {
	sum := sha256.Sum256([]byte(id))
	return sum[:]
}
