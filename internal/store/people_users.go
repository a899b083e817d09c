package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/donthu/donthu/procedures/legaltime"
)

// UserRow is an officer. It does not carry the password.
type UserRow struct {
	ID       string
	Account  string // lower case
	Name     string
	Email    string // empty: told in the inbox only
	Disabled bool
}

// HoldingRow says that an officer holds a role in a unit from a day to a day.
type HoldingRow struct {
	User     string
	Unit     string
	UnitName string // set when read
	Role     string
	FirstDay legaltime.Date
	LastDay  legaltime.Date // counted; zero: still held
	Basis    string         // the decision that appoints
	Charge   []string       // of a deputy in charge: names of kinds or procedures; empty: the whole
	// For names the officers in whose place it is held: who holds the post, then
	// whoever stood in for them before and is away too. Empty: it is their own.
	For []string
}

const userColumns = `u.id, u.account, u.name, u.email, u.disabled`

// heldOn is the condition that holding h is in force on the day in the first
// parameter.
const heldOn = ` h.first_day <= $1::text::date AND (h.last_day IS NULL OR h.last_day >= $1::text::date) `

func userRow(row pgx.CollectableRow) (u UserRow, err error) {
	return u, row.Scan(&u.ID, &u.Account, &u.Name, &u.Email, &u.Disabled)
}

// PutUser creates an officer, or changes the one of the same id. It leaves the
// password as it is. ErrConflict: somebody else has the account.
func (s *Store) PutUser(ctx context.Context, u UserRow) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO users (id, account, name, email, disabled) VALUES ($1, lower($2), $3, $4, $5)
		ON CONFLICT (id) DO UPDATE SET account = excluded.account, name = excluded.name, email = excluded.email, disabled = excluded.disabled`,
		u.ID, u.Account, u.Name, u.Email, u.Disabled)
	if sqlState(err) == uniqueViolation {
		return ErrConflict
	}
	return wrapped("put user", err)
}

// User is the officer of that id.
func (s *Store) User(ctx context.Context, id string) (UserRow, error) {
	rows, _ := s.pool.Query(ctx, `SELECT `+userColumns+` FROM users u WHERE u.id = $1`, id)
	u, err := pgx.CollectExactlyOneRow(rows, userRow)
	return u, wrapped("user", found(err))
}

// Users lists the officers who hold a role on a day, by name. unit and role
// narrow it where they are not empty.
func (s *Store) Users(ctx context.Context, unit, role string, day legaltime.Date) ([]UserRow, error) {
	rows, _ := s.pool.Query(ctx, `SELECT `+userColumns+` FROM users u WHERE NOT u.disabled AND EXISTS (
			SELECT FROM holdings h WHERE h.user_id = u.id AND`+heldOn+`AND ($2 = '' OR h.unit = $2) AND ($3 = '' OR h.role = $3))
		ORDER BY u.name, u.id`, day.String(), unit, role)
	users, err := pgx.CollectRows(rows, userRow)
	return users, wrapped("users", err)
}

// Appoint records that an officer holds a role. The same appointment again
// changes its last day, basis and charge.
func (s *Store) Appoint(ctx context.Context, h HoldingRow) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO holdings (user_id, unit, role, first_day, last_day, basis, charge)
		VALUES ($1, $2, $3, $4::text::date, nullif($5, '')::date, $6, coalesce($7::text[], '{}'))
		ON CONFLICT (user_id, unit, role, first_day) DO UPDATE SET last_day = excluded.last_day, basis = excluded.basis, charge = excluded.charge`,
		h.User, h.Unit, h.Role, h.FirstDay.String(), h.LastDay.String(), h.Basis, h.Charge)
	return wrapped("appoint", err)
}

// HoldingsOf lists what an officer holds on a day, in units that exist on that
// day, by unit and role.
func (s *Store) HoldingsOf(ctx context.Context, user string, day legaltime.Date) ([]HoldingRow, error) {
	rows, _ := s.pool.Query(ctx, `SELECT h.user_id, h.unit, n.name, h.role, h.first_day::text, coalesce(h.last_day::text, ''), h.basis, h.charge
		FROM holdings h JOIN units n ON n.id = h.unit
		WHERE`+heldOn+`AND h.user_id = $2 AND n.first_day <= $1::text::date AND (n.last_day IS NULL OR n.last_day >= $1::text::date)
		ORDER BY h.unit, h.role, h.first_day`, day.String(), user)
	held, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (h HoldingRow, err error) {
		var first, last string
		if err := row.Scan(&h.User, &h.Unit, &h.UnitName, &h.Role, &first, &last, &h.Basis, &h.Charge); err != nil {
			return h, err
		}
		h.FirstDay, h.LastDay, err = period(first, last)
		return h, err
	})
	return held, wrapped("holdings", err)
}
