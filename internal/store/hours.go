package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
)

// Hours are when an office is open on a working day, in minutes of the day at
// +07:00: from Opens to before Closes.
type Hours struct {
	Opens  int
	Closes int
}

// OfficeHours are the hours of a unit that never set its own: 07:30 to 17:00.
var OfficeHours = Hours{Opens: 7*60 + 30, Closes: 17 * 60}

// Hours are the hours of a unit.
func (s *Store) Hours(ctx context.Context, unit string) (Hours, error) {
	h, err := one(ctx, s, "hours", pgx.RowToStructByPos[Hours], `SELECT opens, closes FROM office_hours WHERE unit = $1`, unit)
	if errors.Is(err, ErrNotFound) {
		return OfficeHours, nil
	}
	return h, err
}

// SetHours sets the hours of a unit; Opens lies before Closes within one day.
func (s *Store) SetHours(ctx context.Context, unit string, h Hours) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO office_hours (unit, opens, closes) VALUES ($1, $2, $3)
		ON CONFLICT (unit) DO UPDATE SET opens = excluded.opens, closes = excluded.closes`, unit, h.Opens, h.Closes)
	return wrapped("set hours", err)
}

// UnitHours are the hours that a unit set for itself.
type UnitHours struct {
	Unit string
	Name string
	Hours
}

// OwnHours lists the units that set hours of their own, by name.
func (s *Store) OwnHours(ctx context.Context) ([]UnitHours, error) {
	return all(ctx, s, "own hours", pgx.RowToStructByPos[UnitHours], `SELECT h.unit, coalesce(u.name, h.unit), h.opens, h.closes
		FROM office_hours h LEFT JOIN units u ON u.id = h.unit ORDER BY 2, 1`)
}

// DropHours lets a unit keep OfficeHours again.
func (s *Store) DropHours(ctx context.Context, unit string) error {
	_, err := s.pool.Exec(ctx, `DELETE FROM office_hours WHERE unit = $1`, unit)
	return wrapped("drop hours", err)
}
