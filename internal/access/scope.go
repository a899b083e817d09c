package access

import (
	"context"
	"slices"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Scope is an officer on a day: what they hold in which units, and which body
// is directly above each of these.
type Scope struct {
	User      string
	Day       legaltime.Date
	Holds     []store.HoldingRow
	Superiors map[string]string // unit -> direct superior on that day; absent: none
}

// ScopeOf reads the scope of an officer on a day.
func ScopeOf(ctx context.Context, r Register, user string, day legaltime.Date) (Scope, error) {
	held, err := r.HoldingsOf(ctx, user, day)
	if err != nil {
		return Scope{}, err
	}
	s := Scope{User: user, Day: day, Holds: held, Superiors: map[string]string{}}
	for _, unit := range s.units(func(string) bool { return true }) {
		above, err := Superior(ctx, r, unit, day)
		if err != nil {
			return Scope{}, err
		}
		if above != "" {
			s.Superiors[unit] = above
		}
	}
	return s, nil
}

// RolesIn lists the roles that the officer holds in a unit, sorted.
func (s Scope) RolesIn(unit string) (roles []string) {
	for _, h := range s.Holds {
		if h.Unit == unit {
			roles = append(roles, h.Role)
		}
	}
	slices.Sort(roles)
	return slices.Compact(roles)
}

// Has tells whether the officer holds one of roles in a unit.
func (s Scope) Has(unit string, roles ...string) bool {
	return slices.ContainsFunc(s.Holds, func(h store.HoldingRow) bool { return h.Unit == unit && slices.Contains(roles, h.Role) })
}

// CaseUnits lists the units for which the officer works on cases, sorted: lists
// of cases and tasks are asked for these.
func (s Scope) CaseUnits() []string { return s.units(onCases) }

// IntakeUnits lists the units for which the officer may receive petitions.
func (s Scope) IntakeUnits() []string {
	return s.units(func(role string) bool { return role == Receives })
}

func (s Scope) units(counts func(role string) bool) (units []string) {
	for _, h := range s.Holds {
		if counts(h.Role) {
			units = append(units, h.Unit)
		}
	}
	slices.Sort(units)
	return slices.Compact(units)
}
