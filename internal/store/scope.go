package store

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// Scope is on whose behalf something is read: an officer and the roles they
// hold, unit by unit. The zero Scope sees nothing. A role of a procedure that
// goes by another name than the role of the organisation that fills it
// (plan.Role.HeldBy) is to be listed beside it.
type Scope struct {
	User  string
	Roles map[string][]string // unit id -> roles held there
	For   []Standing          // roles held in place of others
}

// Standing is a role that is held in place of others. It counts for nothing in a
// case from which one of them is excluded.
type Standing struct {
	Unit, Role string
	Of         []string // officers
}

// desk is a unit with the roles by which an officer works there: their own, or
// those that they hold in place of the same others.
type desk struct {
	unit, of string // of: ids of those others, with commas between
	roles    []string
}

// desks are in order: an officer's own, by unit, then those held for others.
func (s Scope) desks() (list []desk) {
	for unit, roles := range s.Roles {
		list = append(list, desk{unit: unit, roles: roles})
	}
	slices.SortFunc(list, func(a, b desk) int { return strings.Compare(a.unit, b.unit) })
	for _, x := range s.For {
		of := strings.Join(x.Of, ",")
		i := slices.IndexFunc(list, func(d desk) bool { return d.unit == x.Unit && d.of == of })
		if i < 0 {
			i = len(list)
			list = append(list, desk{unit: x.Unit, of: of})
		}
		list[i].roles = append(slices.Clip(list[i].roles), x.Role)
	}
	return list
}

// units are the scope's units, and, beside each, its roles in one text and those
// in whose place they are held: PostgreSQL knows no arrays of arrays of different
// lengths. Names of roles and officers hold no comma.
func (s Scope) units() (units, roles, of []string) {
	units, roles, of = []string{}, []string{}, []string{}
	for _, d := range s.desks() {
		units, roles, of = append(units, d.unit), append(roles, strings.Join(d.roles, ",")), append(of, d.of)
	}
	return units, roles, of
}

// posts are what a scope may see cases by: each unit as a whole (role empty) and
// each role there, side by side, with those in whose place it is held.
func (s Scope) posts() (units, roles, of []string) {
	units, roles, of = []string{}, []string{}, []string{}
	for _, d := range s.desks() {
		held := slices.Concat([]string{""}, d.roles)
		slices.Sort(held)
		for _, role := range slices.Compact(held) {
			units, roles, of = append(units, d.unit), append(roles, role), append(of, d.of)
		}
	}
	return units, roles, of
}

// seen is the condition that a case may be seen by one of the scope's posts,
// which stand in the three parameters (see the table case_units).
func seen(caseColumn, units, roles, of string) string {
	return sqlf(` EXISTS (SELECT FROM case_units u JOIN unnest(%[2]s::text[], %[3]s::text[], %[4]s::text[]) AS p (unit, role, via)
		ON p.unit = u.unit AND p.role = u.role WHERE u.case_id = %[1]s AND `, caseColumn, units, roles, of) + valid(caseColumn) + `) `
}

// valid is the condition that post p is not held in place of somebody who is
// excluded from a case: it stands wherever posts open cases.
func valid(caseColumn string) string {
	return sqlf(` (p.via = '' OR NOT EXISTS (SELECT FROM case_exclusions e WHERE e.case_id = %s AND e.user_id = ANY (string_to_array(p.via, ',')))) `, caseColumn)
}

// barred is the condition that keeps officers out of cases about themselves.
// It stands in every query that shows cases; $1 is the officer.
func barred(caseColumn string) string {
	return ` NOT EXISTS (SELECT FROM case_exclusions e WHERE e.case_id = ` + caseColumn + ` AND e.user_id = $1) `
}

// ErrCursor says that a cursor was not given out by this program.
var ErrCursor = errors.New("store: the cursor cannot be read")

// Page is how much of a list is wanted. A cursor is the Next of the page before
// and holds the place of its last row, so rows that come or go meanwhile neither
// repeat nor hide others.
type Page struct {
	Cursor string
	Limit  int // 1 to 200; 0: 50
}

func (p Page) limit() int {
	if p.Limit <= 0 {
		return 50
	}
	return min(p.Limit, 200)
}

// read puts the cursor's place into to; an empty cursor leaves it as it is.
func (p Page) read(to any) error {
	if p.Cursor == "" {
		return nil
	}
	text, err := base64.RawURLEncoding.DecodeString(p.Cursor)
	if err != nil || json.Unmarshal(text, to) != nil {
		return ErrCursor
	}
	return nil
}

// badPlace names the error of a query to which a made-up cursor gave values that
// are no dates or ids.
func badPlace(err error) error {
	switch sqlState(err) {
	case "22007", "22008", "22P02":
		return ErrCursor
	}
	return err
}

// pageOf cuts what was read with limit+1 back to the limit and gives the cursor
// of the next page; empty: there is none.
func pageOf[R any](rows []R, limit int, place func(R) any) ([]R, string) {
	if len(rows) <= limit {
		return rows, ""
	}
	return rows[:limit], base64.RawURLEncoding.EncodeToString(jsonArg(place(rows[limit-1])))
}
