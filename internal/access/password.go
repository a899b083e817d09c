package access

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"
)

// ErrPassword says that a new password is too short or too long.
var ErrPassword = errors.New("access: a password has 10 to 200 characters")

// Hasher turns passwords into argon2id hashes. Each computation takes 64 MiB,
// so only a few run at once; the others wait.
type Hasher struct {
	params argon2id.Params
	slots  chan struct{}
	nobody string // hash of no password: checked where there is no account
}

// HasherOption changes a Hasher.
type HasherOption func(*Hasher)

// WithCost sets the memory (KiB), passes and lanes of the hash. Tests lower it.
func WithCost(memory, passes uint32, lanes uint8) HasherOption {
	return func(h *Hasher) { h.params.Memory, h.params.Iterations, h.params.Parallelism = memory, passes, lanes }
}

// AtOnce sets how many computations run at the same time.
func AtOnce(n int) HasherOption {
	return func(h *Hasher) { h.slots = make(chan struct{}, n) }
}

// NewHasher is a Hasher with 64 MiB, 3 passes, 2 lanes, 2 computations at once.
func NewHasher(options ...HasherOption) *Hasher {
	h := &Hasher{
		params: argon2id.Params{Memory: 64 << 10, Iterations: 3, Parallelism: 2, SaltLength: 16, KeyLength: 32},
		slots:  make(chan struct{}, 2),
	}
	for _, set := range options {
		set(h)
	}
	nobody, err := argon2id.CreateHash("", &h.params)
	if err != nil {
		panic(err) // the system has no randomness
	}
	h.nobody = nobody
	return h
}

// Hash is what may be stored of a new password.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	if !allowed(password) {
		return "", ErrPassword
	}
	if err := h.take(ctx); err != nil {
		return "", err
	}
	defer h.give()
	hash, err := argon2id.CreateHash(composed(password), &h.params)
	if err != nil {
		return "", fmt.Errorf("access: hash: %w", err)
	}
	return hash, nil
}

// Verify tells whether a password belongs to a hash. An empty hash matches
// nothing and takes as long as any other.
func (h *Hasher) Verify(ctx context.Context, password, hash string) (bool, error) {
	if err := h.take(ctx); err != nil {
		return false, err
	}
	defer h.give()
	nobody := hash == ""
	if nobody {
		hash = h.nobody
	}
	if len(password) > 800 {
		password = ""
	}
	match, err := argon2id.ComparePasswordAndHash(composed(password), hash)
	if err != nil {
		return false, errors.New("access: the stored password cannot be read")
	}
	return match && !nobody, nil
}

// composed is the one form of a text that can be typed in two: Vietnamese
// keyboards send letters and marks apart or together.
func composed(password string) string { return norm.NFC.String(password) }

func (h *Hasher) take(ctx context.Context) error {
	select {
	case h.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *Hasher) give() { <-h.slots }

// ChangePassword gives an officer who knows the old password a new one. All their
// sessions end; it answers with the id of a fresh one. Errors: those of SignIn, and
// ErrPassword.
func (d *Desk) ChangePassword(ctx context.Context, account, old, password string, from netip.Addr, now time.Time) (session string, err error) {
	if !allowed(password) {
		return "", ErrPassword
	}
	_, u, err := d.SignIn(ctx, account, old, from, now)
	if err != nil {
		return "", err
	}
	if err := d.SetPassword(ctx, u.ID, password); err != nil {
		return "", err
	}
	return d.begin(ctx, u.ID, from, now)
}

// allowed tells whether a password is neither too short nor too long.
func allowed(password string) bool {
	n := utf8.RuneCountInString(password)
	return n >= 10 && n <= 200
}

// SetPassword gives an officer a new password and ends their sessions.
func (d *Desk) SetPassword(ctx context.Context, user, password string) error {
	hash, err := d.hasher.Hash(ctx, password)
	if err != nil {
		return err
	}
	return d.records.SetPassword(ctx, user, hash)
}
