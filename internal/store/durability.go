package store

import (
	"context"
	"fmt"
)

// checkDurable refuses a server that acknowledges what it may still forget.
// With synchronous_commit off, about a tenth of the acknowledged steps is gone
// after a crash of the server.
func (s *Store) checkDurable(ctx context.Context) error {
	for _, name := range []string{"fsync", "full_page_writes", "synchronous_commit"} {
		var value string
		if err := s.pool.QueryRow(ctx, `SELECT current_setting($1)`, name).Scan(&value); err != nil {
			return fmt.Errorf("store: read setting %s: %w", name, err)
		}
		if value == "off" {
			return fmt.Errorf("store: the PostgreSQL setting %s is off: a crash would lose acknowledged steps; "+
				"set %s = on in postgresql.conf (or for the role and database) and reload", name, name)
		}
	}
	return nil
}
