package access

import (
	"context"
	"slices"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Scope is an officer on a day: what they hold in which units, themselves or in
// place of others, and which body is directly above each of these.
type Scope struct {
	User      string
	Day       legaltime.Date
	Holds     []store.HoldingRow // their own first
	Superiors map[string]string  // unit -> direct superior on that day; absent: none
}

// ScopeOf reads the scope of an officer on a day.
func ScopeOf(ctx context.Context, r Register, user string, day legaltime.Date) (Scope, error) {
	held, err := holdings(ctx, r, user, day)
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

// holdings are an officer's own and what they hold in place of others.
func holdings(ctx context.Context, r Register, user string, day legaltime.Date) ([]store.HoldingRow, error) {
	held, err := r.HoldingsOf(ctx, user, day)
	if err != nil {
		return nil, err
	}
	behind, err := r.PostsBehind(ctx, user, day)
	if err != nil || len(behind) == 0 {
		return held, err
	}
	posts := slices.Clone(behind)
	for _, p := range behind {
		if p.Role == Deputises {
			posts = append(posts, store.Post{Unit: p.Unit, Role: Heads})
		}
	}
	roster, err := r.Roster(ctx, posts, day)
	if err != nil {
		return nil, err
	}
	return append(held, newBench(roster, nil).held(user, behind)...), nil
}

// Without is the scope in a case from which officers are excluded: what is held in
// the place of one of them counts for nothing there. That it is not a scope at all
// where the officer is one of them is for MaySee to say.
func (s Scope) Without(excluded []string) Scope {
	void := func(h store.HoldingRow) bool {
		return slices.ContainsFunc(h.For, func(id string) bool { return slices.Contains(excluded, id) })
	}
	s.Holds = slices.DeleteFunc(slices.Clone(s.Holds), void)
	return s
}

// Reading is what the record is asked with: the units in which the officer works
// on cases, what they hold there, and in whose place.
func (s Scope) Reading() store.Scope {
	own, out := s.own(), store.Scope{User: s.User, Roles: map[string][]string{}}
	for _, unit := range own.CaseUnits() {
		out.Roles[unit] = own.RolesIn(unit)
	}
	for _, h := range s.Holds {
		if len(h.For) > 0 && onCases(h.Role) {
			out.For = append(out.For, store.Standing{Unit: h.Unit, Role: h.Role, Of: h.For})
		}
	}
	return out
}

// InPlaceOf names the officer in whose place one of roles is held in a unit; empty
// where one of them is the officer's own, or none is held.
func (s Scope) InPlaceOf(unit string, roles ...string) string {
	for _, h := range s.Holds { // their own come first
		if h.Unit != unit || !slices.Contains(roles, h.Role) {
			continue
		}
		if len(h.For) == 0 {
			return ""
		}
		return h.For[0]
	}
	return ""
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
