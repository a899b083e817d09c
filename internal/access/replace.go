package access

import (
	"slices"

	"github.com/donthu/donthu/internal/store"
)

// MayReplace tells whether an officer may enter that another is away, or delegates:
// about themselves; an administrator; who heads a body in which the other works, or
// the one directly above it. Who heads it only in place of somebody may not: nobody
// prolongs what they were entrusted with.
func MayReplace(s, of Scope) bool {
	if s.User == "" {
		return false
	}
	if s.User == of.User || s.own().holds(Administers) {
		return true
	}
	return slices.ContainsFunc(of.Posts(), func(h store.HoldingRow) bool {
		return s.own().Has(h.Unit, Heads) || s.own().Has(of.Superiors[h.Unit], Heads)
	})
}

// MayReplaceAll tells whether an officer may enter absences of everybody.
func MayReplaceAll(s Scope) bool { return s.own().holds(Administers) }

// Headed lists the units that the officer heads themselves, sorted.
func (s Scope) Headed() []string {
	return s.own().units(func(role string) bool { return role == Heads })
}

// Posts are what the officer holds themselves and may delegate or be stood in for:
// roles in which one works on cases.
func (s Scope) Posts() []store.HoldingRow {
	return slices.DeleteFunc(slices.Clone(s.own().Holds), func(h store.HoldingRow) bool { return !onCases(h.Role) })
}

// own is the scope without what is held in place of others.
func (s Scope) own() Scope {
	s.Holds = slices.DeleteFunc(slices.Clone(s.Holds), func(h store.HoldingRow) bool { return len(h.For) > 0 })
	return s
}
