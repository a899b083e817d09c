package access

import (
	"context"
	"slices"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Superior is the body directly above a unit on a day: the nearest one above
// it that exists then. Empty: none.
func Superior(ctx context.Context, r Register, unit string, day legaltime.Date) (string, error) {
	chain, err := r.UnitChain(ctx, unit)
	if err != nil {
		return "", err
	}
	for _, above := range chain[1:] {
		if above.InForce(day) {
			return above.ID, nil
		}
	}
	return "", nil
}

// Addressees are the people who are told in place of a role. Unit and Roles are
// the legal addressee; Reached and Role say where somebody was found. They
// differ when the post is vacant: the duty to tell never ends with a vacancy.
type Addressees struct {
	Unit    string
	Roles   []string
	Reached string // unit in which People were found
	Role    string // role by which: one of Roles, or Heads; empty where it is one of Roles
	People  []store.UserRow
}

// Vacant tells whether the legal addressee is not who was reached.
func (a Addressees) Vacant() bool { return a.Reached != a.Unit || a.Role != "" }

// Holders finds who is told in place of the holders of roles in a unit on a
// day: its holders; where there is none, the head of the unit; where there is
// none, the head of the body above, and so on. Excluded officers are passed
// over like a vacancy. No people: nobody in the whole chain.
func Holders(ctx context.Context, r Register, unit string, roles []string, day legaltime.Date, excluded []string) (Addressees, error) {
	found := Addressees{Unit: unit, Roles: roles}
	chain, err := r.UnitChain(ctx, unit)
	if err != nil {
		return found, err
	}
	var asks []ask
	if chain[0].InForce(day) {
		asks = append(asks, ask{unit, roles, ""})
	}
	for _, above := range chain {
		if above.InForce(day) {
			asks = append(asks, ask{above.ID, []string{Heads}, Heads})
		}
	}
	for _, a := range asks {
		people, err := r.HoldersIn(ctx, a.unit, a.roles, day)
		if err != nil {
			return found, err
		}
		people = slices.DeleteFunc(people, func(u store.UserRow) bool { return slices.Contains(excluded, u.ID) })
		if len(people) > 0 {
			found.Reached, found.Role, found.People = a.unit, a.as, people
			return found, nil
		}
	}
	return found, nil
}

// ask is one place to look for somebody.
type ask struct {
	unit  string
	roles []string
	as    string
}
