package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/donthu/donthu/procedures/legaltime"
)

// UnitRow is an organisation: a State, Party or judicial body.
type UnitRow struct {
	ID       string
	Code     string // stands in case codes
	Name     string
	Level    string // trung-uong, tinh, khu-vuc, xa
	Branch   string // hanh-chinh, dang, tu-phap
	Parent   string // id of the direct superior; empty: none
	FirstDay legaltime.Date
	LastDay  legaltime.Date // counted; zero: still there
	Inspects string         // id of the body for which it is the inspectorate; empty: none
}

// InForce tells whether the unit exists on a day.
func (u UnitRow) InForce(day legaltime.Date) bool {
	return !day.Before(u.FirstDay) && (u.LastDay.IsZero() || !day.After(u.LastDay))
}

const unitColumns = `u.id, u.code, u.name, u.level, u.branch, coalesce(u.parent, ''), u.first_day::text, coalesce(u.last_day::text, ''), coalesce(u.inspects, '')`

func unitRow(row pgx.CollectableRow) (u UnitRow, err error) {
	var first, last string
	if err := row.Scan(&u.ID, &u.Code, &u.Name, &u.Level, &u.Branch, &u.Parent, &first, &last, &u.Inspects); err != nil {
		return u, err
	}
	u.FirstDay, u.LastDay, err = period(first, last)
	return u, err
}

// period reads two civil dates; the second may be empty.
func period(first, last string) (from, to legaltime.Date, err error) {
	if err := from.UnmarshalText([]byte(first)); err != nil {
		return from, to, err
	}
	err = to.UnmarshalText([]byte(last))
	return from, to, err
}

// PutUnit creates a unit, or changes the one of the same id. The parent must
// exist.
func (s *Store) PutUnit(ctx context.Context, u UnitRow) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO units (id, code, name, level, branch, parent, first_day, last_day, inspects)
		VALUES ($1, $2, $3, $4, $5, nullif($6, ''), $7::text::date, nullif($8, '')::date, nullif($9, ''))
		ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, level = excluded.level,
			branch = excluded.branch, parent = excluded.parent, first_day = excluded.first_day, last_day = excluded.last_day, inspects = excluded.inspects`,
		u.ID, u.Code, u.Name, u.Level, u.Branch, u.Parent, u.FirstDay.String(), u.LastDay.String(), u.Inspects)
	if sqlState(err) == uniqueViolation {
		return ErrConflict
	}
	return wrapped("put unit", err)
}

// Unit is the unit of that id, in force or not.
func (s *Store) Unit(ctx context.Context, id string) (UnitRow, error) {
	rows, _ := s.pool.Query(ctx, `SELECT `+unitColumns+` FROM units u WHERE u.id = $1`, id)
	u, err := pgx.CollectExactlyOneRow(rows, unitRow)
	return u, wrapped("unit", found(err))
}

// Units lists the units in force on a day, by name; branch and level narrow it
// where they are not empty.
func (s *Store) Units(ctx context.Context, branch, level string, day legaltime.Date) ([]UnitRow, error) {
	rows, _ := s.pool.Query(ctx, `SELECT `+unitColumns+` FROM units u
		WHERE ($1 = '' OR u.branch = $1) AND ($2 = '' OR u.level = $2)
			AND u.first_day <= $3::text::date AND (u.last_day IS NULL OR u.last_day >= $3::text::date)
		ORDER BY u.name, u.id`, branch, level, day.String())
	units, err := pgx.CollectRows(rows, unitRow)
	return units, wrapped("units", err)
}

// UnitChain is a unit and all units above it, nearest first, in force or not.
func (s *Store) UnitChain(ctx context.Context, id string) ([]UnitRow, error) {
	rows, _ := s.pool.Query(ctx, `WITH RECURSIVE chain AS (
			SELECT id, parent, 0 AS depth FROM units WHERE id = $1
			UNION ALL
			SELECT p.id, p.parent, c.depth + 1 FROM chain c JOIN units p ON p.id = c.parent WHERE c.depth < 32
		) SELECT `+unitColumns+` FROM chain JOIN units u ON u.id = chain.id ORDER BY chain.depth`, id)
	units, err := pgx.CollectRows(rows, unitRow)
	if err == nil && len(units) == 0 {
		err = ErrNotFound
	}
	return units, wrapped("unit chain", err)
}

// Inspectorate is the unit that inspects for the nearest of a unit and those
// above it that has one on a day; empty: none has.
func (s *Store) Inspectorate(ctx context.Context, unit string, day legaltime.Date) (id string, err error) {
	err = s.pool.QueryRow(ctx, `WITH RECURSIVE chain AS (
			SELECT id, parent, 0 AS depth FROM units WHERE id = $1
			UNION ALL
			SELECT p.id, p.parent, c.depth + 1 FROM chain c JOIN units p ON p.id = c.parent WHERE c.depth < 32
		) SELECT u.id FROM chain JOIN units u ON u.inspects = chain.id AND u.first_day <= $2::text::date AND (u.last_day IS NULL OR u.last_day >= $2::text::date)
		ORDER BY chain.depth, u.id LIMIT 1`, unit, day.String()).Scan(&id)
	if found(err) == ErrNotFound {
		return "", nil
	}
	return id, wrapped("inspectorate", err)
}

// wrapped says which call failed; the errors that callers tell apart stay as
// they are.
func wrapped(call string, err error) error {
	if err == nil || err == ErrNotFound || err == ErrConflict {
		return err
	}
	return fmt.Errorf("store: %s: %w", call, err)
}
