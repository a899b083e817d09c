package vault

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// orphanAge is how long an entry may wait for its case.
const orphanAge = 24 * time.Hour

// Sweep removes entries that have waited for a case for a day before now, at
// most 10,000 at a time. casesOf says to which case the record knows a token to
// belong (none: not in the map): an entry that a case points to, because the
// program died between recording and Attach, is attached and never removed. It
// reports both numbers.
func (v *Vault) Sweep(ctx context.Context, now time.Time, casesOf func(ctx context.Context, tokens []string) (map[string]string, error)) (attached, removed int, err error) {
	rows, _ := v.pool.Query(ctx, `SELECT token::text FROM vault.secrets WHERE case_id IS NULL AND put_at < $1 ORDER BY put_at LIMIT 10000`, now.Add(-orphanAge))
	tokens, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return 0, 0, fmt.Errorf("vault: sweep: %w", err)
	}
	if len(tokens) == 0 {
		return 0, 0, nil
	}
	owners, err := casesOf(ctx, tokens)
	if err != nil {
		return 0, 0, err
	}
	var orphans []string
	for _, token := range tokens {
		if owners[token] == "" {
			orphans = append(orphans, token)
			continue
		}
		if err := v.Attach(ctx, owners[token], token); err != nil {
			return attached, 0, err
		}
		attached++
	}
	tag, err := v.pool.Exec(ctx, `DELETE FROM vault.secrets WHERE token = ANY ($1::uuid[]) AND case_id IS NULL`, orphans)
	if err != nil {
		return attached, 0, fmt.Errorf("vault: sweep: %w", err)
	}
	return attached, int(tag.RowsAffected()), nil
}
