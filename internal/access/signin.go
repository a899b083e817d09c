package access

import (
	"context"
	"crypto/sha256"
	"errors"
	"net/netip"
	"strings"
	"time"

	"github.com/donthu/donthu/internal/store"
)

// ErrWrong says that account and password do not belong together. It is the
// same whether the account is missing, disabled or has another password.
var ErrWrong = errors.New("access: wrong account or password")

// WaitError says that there were too many failures: the next attempt is
// looked at from Until on. Nobody is locked out for longer than 15 minutes.
type WaitError struct{ Until time.Time }

func (e *WaitError) Error() string { return "access: too many attempts, wait" }

// Outcomes in the sign-in log.
const (
	signedIn   = "signed-in"
	wrong      = "wrong"
	toldToWait = "told-to-wait"
	disabled   = "disabled"
	signedOut  = "signed-out"
)

const (
	forget   = 12 * time.Hour      // failures older than this no longer count
	familiar = 30 * 24 * time.Hour // an address from which the officer signed in so recently
)

// SignIn checks a password and begins a session. It answers with the id for
// the cookie. Errors: ErrWrong, *WaitError.
func (d *Desk) SignIn(ctx context.Context, account, password string, from netip.Addr, now time.Time) (session string, u store.UserRow, err error) {
	u, hash, err := d.records.Account(ctx, account)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return "", u, err
	}
	keys, err := d.count(ctx, u.ID, account, from, now)
	if err != nil {
		return "", u, err
	}
	match, err := d.hasher.Verify(ctx, password, hash)
	if err != nil {
		return "", u, err
	}
	if !match || u.Disabled {
		return "", store.UserRow{}, d.refused(ctx, u, match, from, now)
	}
	if err := d.records.ForgiveSignIn(ctx, keys.own, keys.address); err != nil {
		return "", u, err
	}
	session, err = d.begin(ctx, u.ID, from, now)
	return session, u, err
}

func (d *Desk) refused(ctx context.Context, u store.UserRow, match bool, from netip.Addr, now time.Time) error {
	outcome := wrong
	if match {
		outcome = disabled
	}
	if err := d.records.RecordSignIn(ctx, u.ID, from, outcome, now); err != nil {
		return err
	}
	return ErrWrong
}

// limitKeys are the counters of one attempt: own for the account, address for
// where it comes from.
type limitKeys struct{ own, address [][]byte }

// count counts the attempt under three keys. Account and address together
// slow a guesser down to one attempt in 15 minutes; the address alone, one who
// tries many accounts; the account alone, one who has many addresses. The last
// one waits 30 seconds at most and is left out for an address that the officer
// is known to use, so that a stranger cannot keep an officer out.
func (d *Desk) count(ctx context.Context, user, account string, from netip.Addr, now time.Time) (limitKeys, error) {
	name, where := strings.ToLower(account), network(from)
	address, pair, whole := key("address", where), key("pair", name, where), key("account", name)
	limits := []store.SignInLimit{
		{Key: address, Delay: delay(30, 5*time.Minute), Forget: forget},
		{Key: pair, Delay: delay(5, 15*time.Minute), Forget: forget},
	}
	known, err := d.records.SignedInFrom(ctx, user, from, now.Add(-familiar))
	if err != nil {
		return limitKeys{}, err
	}
	if !known {
		limits = append(limits, store.SignInLimit{Key: whole, Delay: delay(10, 30*time.Second), Forget: forget})
	}
	until, err := d.records.CountSignIn(ctx, limits, now)
	if err != nil {
		return limitKeys{}, err
	}
	if !until.IsZero() {
		if err := d.records.RecordSignIn(ctx, user, from, toldToWait, now); err != nil {
			return limitKeys{}, err
		}
		return limitKeys{}, &WaitError{Until: until}
	}
	return limitKeys{own: [][]byte{pair, whole}, address: [][]byte{address}}, nil
}

// delay doubles from one second on after so many free failures, up to a
// ceiling.
func delay(free int, ceiling time.Duration) func(failures int) time.Duration {
	return func(failures int) time.Duration {
		over := failures - free
		if over < 0 {
			return 0
		}
		if over > 20 {
			return ceiling
		}
		return min(ceiling, time.Second<<over)
	}
}

// network is the address, or for IPv6 its /64: one household has 2^64 of
// them.
func network(a netip.Addr) string {
	a = a.Unmap()
	if a.Is6() {
		if p, err := a.WithZone("").Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}

func key(parts ...string) []byte {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return sum[:]
}
