package store

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// CasesOfTokens says which case each of these vault tokens belongs to, by the
// fields of the recorded events, the reasons of corrections and the notes on
// lateness; a token that no case holds is not in the map.
// It reads the whole record once: for housekeeping, not for requests.
func (s *Store) CasesOfTokens(ctx context.Context, tokens []string) (map[string]string, error) {
	owners := map[string]string{}
	err := s.inTx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SET LOCAL statement_timeout = '10min'`); err != nil {
			return err
		}
		rows, _ := tx.Query(ctx, `SELECT f.value, s.case_id::text FROM steps s CROSS JOIN LATERAL
				(SELECT value FROM json_each_text(s.event -> 'with') UNION ALL SELECT s.event -> 'correct' ->> 'reason') f
			WHERE f.value = ANY ($1)
			UNION ALL SELECT note, case_id::text FROM lateness WHERE note = ANY ($1)`, tokens)
		var token, owner string
		_, err := pgx.ForEachRow(rows, []any{&token, &owner}, func() error {
			owners[token] = owner
			return nil
		})
		return err
	})
	return owners, wrapped("cases of tokens", err)
}
