package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// GatewayAddresses is how the installation's gateway knows these officers; who
// has no address is missing.
func (s *Store) GatewayAddresses(ctx context.Context, users []string) (map[string]string, error) {
	rows, _ := s.pool.Query(ctx, `SELECT user_id, address FROM gateway_addresses WHERE user_id = ANY ($1)`, users)
	known := map[string]string{}
	var user, address string
	_, err := pgx.ForEachRow(rows, []any{&user, &address}, func() error {
		known[user] = address
		return nil
	})
	return known, wrapped("gateway addresses", err)
}

// GatewayRow is how the gateway knows an officer, and who said so.
type GatewayRow struct {
	Address string
	Author  string // user id; empty: a file
	At      time.Time
}

// GatewayAddress is that of one officer. ErrNotFound: there is none.
func (s *Store) GatewayAddress(ctx context.Context, user string) (GatewayRow, error) {
	return one(ctx, s, "gateway address", pgx.RowToStructByPos[GatewayRow], `SELECT address, author, at FROM gateway_addresses WHERE user_id = $1`, user)
}

// PutGatewayAddress says how the gateway knows an officer; empty: not at all.
func (s *Store) PutGatewayAddress(ctx context.Context, user, address, author string, now time.Time) error {
	sql, args := `INSERT INTO gateway_addresses (user_id, address, author, at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (user_id) DO UPDATE SET address = excluded.address, author = excluded.author, at = excluded.at`, []any{user, address, author, now}
	if address == "" {
		sql, args = `DELETE FROM gateway_addresses WHERE user_id = $1`, []any{user}
	}
	_, err := s.pool.Exec(ctx, sql, args...)
	return wrapped("put gateway address", err)
}
