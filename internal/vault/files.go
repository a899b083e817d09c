package vault

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// FileLimit is the largest attachment, in bytes.
const FileLimit = 20 << 20

// atOnce is how many contents are sealed or opened at the same time: each takes
// several times its size. The others wait.
const atOnce = 3

// PutFile keeps an attachment under a token of the caller's, a UUID, and
// answers with the SHA-256 of what it stored, in hex: a sum over the sealed
// content, which tells a changed file from an unchanged one and nobody what is
// in it. The same file again changes nothing but begins its day anew (see
// SweepFiles); another file under the same token is refused with ErrElsewhere.
func (v *Vault) PutFile(ctx context.Context, token string, f File) (digest string, err error) {
	id, err := uuid.Parse(token)
	p := f.Reveal()
	if err != nil || p.Name == "" {
		return "", ErrName
	}
	if p.Size > FileLimit {
		return "", ErrTooLong
	}
	if err := v.take(ctx); err != nil {
		return "", err
	}
	defer v.give()
	digest, err = v.again(ctx, id.String(), p)
	if !errors.Is(err, ErrNotFound) {
		return digest, err
	}
	if digest, err = v.insertFile(ctx, id.String(), p); err != nil || digest != "" {
		return digest, err
	}
	return v.again(ctx, id.String(), p) // another try was faster
}

// insertFile answers with no digest where the token is taken.
func (v *Vault) insertFile(ctx context.Context, token string, p Paper) (digest string, err error) {
	l := newLabel(p)
	sealed, err := l.sealContent(p.Content, token)
	if err != nil {
		return "", err
	}
	cover, err := v.keys.sealLabel(l, token, "")
	if err != nil {
		return "", err
	}
	done, err := v.pool.Exec(ctx, `INSERT INTO vault.files (token, label, content) VALUES ($1, $2, $3) ON CONFLICT (token) DO NOTHING`, token, cover, sealed)
	if err != nil {
		return "", fmt.Errorf("vault: put file: %w", err)
	}
	if done.RowsAffected() == 0 {
		return "", nil
	}
	return digestOf(sealed), nil
}

// again is the digest of a file that stands there already; ErrNotFound: none.
func (v *Vault) again(ctx context.Context, token string, p Paper) (digest string, err error) {
	var caseID string
	var cover []byte
	err = v.pool.QueryRow(ctx, `UPDATE vault.files SET put_at = now() WHERE token = $1
		RETURNING coalesce(case_id, ''), label, encode(sha256(content), 'hex')`, token).Scan(&caseID, &cover, &digest)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", ErrNotFound
	}
	if err != nil {
		return "", fmt.Errorf("vault: put file: %w", err)
	}
	l, err := v.keys.openLabel(ctx, cover, token, caseID)
	if err == nil && l.SHA256 != p.SHA256 {
		err = ErrElsewhere
	}
	return digest, err
}

func digestOf(sealed []byte) string {
	sum := sha256.Sum256(sealed)
	return hex.EncodeToString(sum[:])
}

// File is the attachment at token with its content. caseID is the case that the
// record gives it to (empty: none yet) and digest what PutFile answered: where
// record and vault disagree, one of them was changed, and nothing opens
// (ErrSealed). A file that still waits for AttachFiles opens for the case.
func (v *Vault) File(ctx context.Context, token, caseID, digest string) (File, error) {
	id, err := uuid.Parse(token)
	if err != nil {
		return File{}, ErrNotFound
	}
	if err := v.take(ctx); err != nil {
		return File{}, err
	}
	defer v.give()
	var owner string
	var cover, sealed []byte
	err = v.pool.QueryRow(ctx, `SELECT coalesce(case_id, ''), label, content FROM vault.files WHERE token = $1`, id.String()).Scan(&owner, &cover, &sealed)
	if errors.Is(err, pgx.ErrNoRows) {
		return File{}, ErrNotFound
	}
	if err != nil {
		return File{}, fmt.Errorf("vault: file: %w", err)
	}
	if owner != "" && owner != caseID || digestOf(sealed) != digest {
		return File{}, ErrSealed
	}
	l, err := v.keys.openLabel(ctx, cover, id.String(), owner)
	if err != nil {
		return File{}, err
	}
	content, err := l.openContent(sealed, id.String())
	if err != nil {
		return File{}, err
	}
	return fileOf(l.paper(content)), nil
}

// Labels are the files at tokens without their content, by token; those that
// are not there, do not open, or belong to another case than caseID, are left
// out.
func (v *Vault) Labels(ctx context.Context, caseID string, tokens ...string) (map[string]File, error) {
	out := map[string]File{}
	if len(tokens) == 0 {
		return out, nil
	}
	rows, _ := v.pool.Query(ctx, `SELECT token::text, coalesce(case_id, ''), label FROM vault.files
		WHERE token::text = ANY ($1) AND coalesce(case_id, $2) = $2`, tokens, caseID)
	var token, owner string
	var cover []byte
	_, err := pgx.ForEachRow(rows, []any{&token, &owner, &cover}, func() error {
		l, err := v.keys.openLabel(ctx, cover, token, owner)
		if errors.Is(err, ErrSealed) {
			return nil
		}
		out[token] = fileOf(l.paper(nil))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("vault: labels: %w", err)
	}
	return out, nil
}

// AttachFiles gives the files at tokens to a case, all or none, like Attach.
func (v *Vault) AttachFiles(ctx context.Context, caseID string, tokens ...string) error {
	return v.attachAll(ctx, caseID, tokens, v.attachFile)
}

func (v *Vault) attachFile(ctx context.Context, tx pgx.Tx, caseID, token string) error {
	id, err := uuid.Parse(token)
	if err != nil {
		return ErrNotFound
	}
	var owner string
	var cover []byte
	err = tx.QueryRow(ctx, `SELECT coalesce(case_id, ''), label FROM vault.files WHERE token = $1 FOR UPDATE`, id.String()).Scan(&owner, &cover)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return ErrNotFound
	case err != nil:
		return fmt.Errorf("vault: attach file: %w", err)
	case owner == caseID:
		return nil
	case owner != "":
		return ErrElsewhere
	}
	l, err := v.keys.openLabel(ctx, cover, id.String(), "")
	if err != nil {
		return err
	}
	if cover, err = v.keys.sealLabel(l, id.String(), caseID); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE vault.files SET case_id = $2, label = $3, attached_at = now() WHERE token = $1`, id.String(), caseID, cover)
	if err != nil {
		return fmt.Errorf("vault: attach file: %w", err)
	}
	return nil
}

func (v *Vault) take(ctx context.Context) error {
	select {
	case v.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (v *Vault) give() { <-v.slots }
