package store

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Names are names by id.
type Names struct {
	Units, Users map[string]string
}

// Names reads the names of units and officers, in force or not, in one query:
// lists name many. An id that the record does not know is not in the maps.
func (s *Store) Names(ctx context.Context, units, users []string) (Names, error) {
	out := Names{map[string]string{}, map[string]string{}}
	if len(units)+len(users) == 0 {
		return out, nil
	}
	rows, _ := s.pool.Query(ctx, `SELECT true, id, name FROM units WHERE id = ANY ($1::text[])
		UNION ALL SELECT false, id, name FROM users WHERE id = ANY ($2::text[])`, units, users)
	var unit bool
	var id, name string
	_, err := pgx.ForEachRow(rows, []any{&unit, &id, &name}, func() error {
		if unit {
			out.Units[id] = name
		} else {
			out.Users[id] = name
		}
		return nil
	})
	return out, wrapped("names", err)
}
