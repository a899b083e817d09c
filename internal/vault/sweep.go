package vault

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// orphanAge is how long an entry may wait for its case.
const orphanAge = 24 * time.Hour

// Owners says to which case the record knows tokens to belong. A token that it
// does not know is not in the map; one that it knows and no case has yet stands
// there with an empty case.
type Owners func(ctx context.Context, tokens []string) (map[string]string, error)

// Sweep removes secrets that have waited for a case for a day before now, at
// most 10,000 at a time. One that a case points to, because the program died
// between recording and Attach, is attached and never removed. It reports both
// numbers.
func (v *Vault) Sweep(ctx context.Context, now time.Time, owners Owners) (attached, removed int, err error) {
	return v.sweep(ctx, "vault.secrets", now, owners, v.Attach)
}

// SweepFiles does for files what Sweep does for secrets. It comes after the
// record's own sweep, which forgets the files that nothing points to.
func (v *Vault) SweepFiles(ctx context.Context, now time.Time, owners Owners) (attached, removed int, err error) {
	return v.sweep(ctx, "vault.files", now, owners, v.AttachFiles)
}

func (v *Vault) sweep(ctx context.Context, table string, now time.Time, owners Owners, attach func(ctx context.Context, caseID string, tokens ...string) error) (attached, removed int, err error) {
	before := now.Add(-orphanAge)
	rows, _ := v.pool.Query(ctx, `SELECT token::text FROM `+table+` WHERE case_id IS NULL AND put_at < $1 ORDER BY put_at LIMIT 10000`, before)
	tokens, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return 0, 0, fmt.Errorf("vault: sweep: %w", err)
	}
	if len(tokens) == 0 {
		return 0, 0, nil
	}
	cases, err := owners(ctx, tokens)
	if err != nil {
		return 0, 0, err
	}
	var orphans []string
	for _, token := range tokens {
		owner, known := cases[token]
		switch {
		case !known:
			orphans = append(orphans, token)
			continue
		case owner == "":
			continue
		}
		if err := attach(ctx, owner, token); err != nil {
			return attached, 0, err
		}
		attached++
	}
	tag, err := v.pool.Exec(ctx, `DELETE FROM `+table+` WHERE token = ANY ($1::uuid[]) AND case_id IS NULL AND put_at < $2`, orphans, before)
	if err != nil {
		return attached, 0, fmt.Errorf("vault: sweep: %w", err)
	}
	return attached, int(tag.RowsAffected()), nil
}
