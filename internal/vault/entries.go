package vault

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/donthu/donthu/procedures/plan"
)

// The kinds of entry.
const (
	Petitioner = "identity"  // who sent a complaint or a recommendation
	Denouncer  = "denouncer" // who sent a denunciation: never shown, not even masked
	Unsorted   = "unsorted"  // who sent a petition that is not yet classified, and may be a denouncer: never shown either
	Narrative  = "narrative" // free text
)

// Sender is the kind of entry for who sent a petition of a kind.
func Sender(kind plan.Kind) string {
	switch kind {
	case plan.Denunciation:
		return Denouncer
	case plan.Petition, plan.Reception:
		return Unsorted
	}
	return Petitioner
}

// limit is the longest text that Put takes, in bytes.
const limit = 256 << 10

// place is where a secret stands. It is the associated data of the
// encryption: an entry that somebody moves to another case, field or row does
// not open there.
type place struct{ kind, field, token, caseID string }

func (p place) bytes() []byte {
	return []byte(strings.Join([]string{"donthu vault 1", p.kind, p.field, p.token, p.caseID}, "\x00"))
}

type entry struct {
	at     place
	sealed []byte
}

var fieldName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Put stores a secret and answers with its token, a random UUID: all that the
// record and Temporal may know of it. field is the form's field. Until Attach
// the entry belongs to no case, and Sweep removes it after a day.
func (v *Vault) Put(ctx context.Context, kind, field string, s Secret) (string, error) {
	at := place{kind: kind, field: field, token: uuid.NewString()}
	if !slices.Contains([]string{Petitioner, Denouncer, Unsorted, Narrative}, kind) || !fieldName.MatchString(field) || len(field) > 64 {
		return "", ErrName
	}
	text := s.Reveal()
	if len(text) > limit {
		return "", ErrTooLong
	}
	sealed, err := v.keys.seal(text, at)
	if err != nil {
		return "", err
	}
	_, err = v.pool.Exec(ctx, `INSERT INTO vault.secrets (token, kind, field, ciphertext) VALUES ($1, $2, $3, $4)`,
		at.token, at.kind, at.field, sealed)
	if err != nil {
		return "", fmt.Errorf("vault: put: %w", err)
	}
	return at.token, nil
}

// Get is the secret at token.
func (v *Vault) Get(ctx context.Context, token string) (Secret, error) {
	e, err := v.entry(ctx, v.pool, token, "")
	if err != nil {
		return Secret{}, err
	}
	text, err := v.keys.unseal(ctx, e.sealed, e.at)
	if err != nil {
		return Secret{}, err
	}
	return NewSecret(text), nil
}

// Identity is the identity at token.
func (v *Vault) Identity(ctx context.Context, token string) (Identity, error) {
	s, err := v.Get(ctx, token)
	if err != nil {
		return Identity{}, err
	}
	return IdentityOf(s)
}

// Copy stores the secret at token once more, as Put would: the same person
// stands behind another case. Nobody sees it on the way. The kind follows that
// of the other case; a narrative stays one, and is nothing else.
func (v *Vault) Copy(ctx context.Context, token, kind, field string) (string, error) {
	e, err := v.entry(ctx, v.pool, token, "")
	if err != nil {
		return "", err
	}
	if (e.at.kind == Narrative) != (kind == Narrative) {
		return "", ErrName
	}
	text, err := v.keys.unseal(ctx, e.sealed, e.at)
	if err != nil {
		return "", err
	}
	return v.Put(ctx, kind, field, NewSecret(text))
}

// Attach gives the entries at tokens to a case, all or none. It may be
// repeated; an entry of another case is refused with ErrElsewhere. Each entry
// is encrypted afresh, bound to the case.
func (v *Vault) Attach(ctx context.Context, caseID string, tokens ...string) error {
	return v.attachAll(ctx, caseID, tokens, v.attach)
}

func (v *Vault) attachAll(ctx context.Context, caseID string, tokens []string, attach func(ctx context.Context, tx pgx.Tx, caseID, token string) error) error {
	if caseID == "" || len(caseID) > 100 || strings.ContainsRune(caseID, 0) {
		return ErrName
	}
	return pgx.BeginFunc(ctx, v.pool, func(tx pgx.Tx) error {
		for _, token := range tokens {
			if err := attach(ctx, tx, caseID, token); err != nil {
				return err
			}
		}
		return nil
	})
}

func (v *Vault) attach(ctx context.Context, tx pgx.Tx, caseID, token string) error {
	e, err := v.entry(ctx, tx, token, "FOR UPDATE")
	if err != nil || e.at.caseID == caseID {
		return err
	}
	if e.at.caseID != "" {
		return ErrElsewhere
	}
	text, err := v.keys.unseal(ctx, e.sealed, e.at)
	if err != nil {
		return err
	}
	e.at.caseID = caseID
	sealed, err := v.keys.seal(text, e.at)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE vault.secrets SET case_id = $2, ciphertext = $3, attached_at = now() WHERE token = $1`, e.at.token, caseID, sealed)
	if err != nil {
		return fmt.Errorf("vault: attach: %w", err)
	}
	return nil
}

type querier interface {
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
}

func (v *Vault) entry(ctx context.Context, q querier, token, lock string) (entry, error) {
	id, err := uuid.Parse(token)
	if err != nil {
		return entry{}, ErrNotFound
	}
	e := entry{at: place{token: id.String()}}
	err = q.QueryRow(ctx, `SELECT kind, field, coalesce(case_id, ''), ciphertext FROM vault.secrets WHERE token = $1 `+lock, id.String()).
		Scan(&e.at.kind, &e.at.field, &e.at.caseID, &e.sealed)
	if errors.Is(err, pgx.ErrNoRows) {
		return entry{}, ErrNotFound
	}
	if err != nil {
		return entry{}, fmt.Errorf("vault: get: %w", err)
	}
	return e, nil
}
