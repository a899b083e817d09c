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
}

// units are the scope's units, and, beside each, its roles in one text:
// PostgreSQL knows no arrays of arrays of different lengths. Names of roles
// hold no comma.
func (s Scope) units() (units, roles []string) {
	units, roles = []string{}, []string{}
	for unit := range s.Roles {
		units = append(units, unit)
	}
	slices.Sort(units)
	for _, unit := range units {
		roles = append(roles, strings.Join(s.Roles[unit], ","))
	}
	return units, roles
}

// posts are what a scope may see cases by: each unit as a whole (role empty) and
// each role there, side by side.
func (s Scope) posts() (units, roles []string) {
	names, _ := s.units()
	units, roles = []string{}, []string{}
	for _, unit := range names {
		held := slices.Concat([]string{""}, s.Roles[unit])
		slices.Sort(held)
		for _, role := range slices.Compact(held) {
			units, roles = append(units, unit), append(roles, role)
		}
	}
	return units, roles
}

// seen is the condition that a case may be seen by one of the scope's posts,
// which stand in the two parameters (see the table case_units).
func seen(caseColumn, units, roles string) string {
	return sqlf(` EXISTS (SELECT FROM case_units u WHERE u.case_id = %s
		AND (u.unit, u.role) IN (SELECT * FROM unnest(%s::text[], %s::text[]))) `, caseColumn, units, roles)
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
