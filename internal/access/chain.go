package access

import (
	"context"

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

// Call asks who is told in place of the holders of roles in a unit on a day.
type Call struct {
	Unit      string
	Roles     []string // of the organisation
	Day       legaltime.Date
	Excluded  []string // officers whom the case is about, or who are close to them
	Procedure string   // of the case; with Kind it finds the deputy in charge
	Kind      string
}

// Told is an officer who is told, in place of another or as themselves.
type Told struct {
	store.UserRow
	For string // id of the holder in whose place; empty: as themselves
}

// Addressees are the people who are told in place of a role. Unit and Roles are
// the legal addressee; Reached and Role say where somebody was found. They
// differ when the post is vacant: the duty to tell never ends with a vacancy.
type Addressees struct {
	Unit    string
	Roles   []string
	Reached string // unit in which People were found
	Role    string // role by which: Heads or Deputises; empty where it is one of Roles
	People  []Told // each once, by id
}

// Vacant tells whether the legal addressee is not who was reached.
func (a Addressees) Vacant() bool { return a.Reached != a.Unit || a.Role != "" }

// Holders finds who is told in place of the holders of roles in a unit on a
// day: the holders who are there, or who stands in for them; where there is
// nobody, the head of the unit, else its deputy in charge; where there is nobody,
// the same of the body above, and so on.
//
// An officer is passed over whose account is disabled or who is excluded, and
// with them everybody who would act in their name. Who is away is stood in for by
// their delegate in that role, else by their substitute; who is there and
// delegated the role, by the delegate. A substitute who is away is stood in for by
// their own; a delegate is not: what was delegated is not delegated on (Nghị định
// 30/2020/NĐ-CP Điều 13.3), it returns. No people: nobody in the whole chain.
func Holders(ctx context.Context, r Register, c Call) (Addressees, error) {
	found := Addressees{Unit: c.Unit, Roles: c.Roles}
	chain, err := r.UnitChain(ctx, c.Unit)
	if err != nil {
		return found, err
	}
	asks := c.asks(chain)
	posts := []store.Post{}
	for _, a := range asks {
		for _, role := range a.roles {
			posts = append(posts, store.Post{Unit: a.unit, Role: role})
		}
	}
	roster, err := r.Roster(ctx, posts, c.Day)
	if err != nil {
		return found, err
	}
	b := newBench(roster, c.Excluded)
	for _, a := range asks {
		if people := b.told(a, c); len(people) > 0 {
			found.Reached, found.Role, found.People = a.unit, a.as, people
			return found, nil
		}
	}
	return found, nil
}

// asks are the places to look for somebody, in order.
func (c Call) asks(chain []store.UnitRow) (asks []ask) {
	if chain[0].InForce(c.Day) {
		asks = append(asks, ask{c.Unit, c.Roles, ""})
	}
	for _, above := range chain {
		if above.InForce(c.Day) {
			asks = append(asks, ask{above.ID, []string{Heads}, Heads}, ask{above.ID, []string{Deputises}, Deputises})
		}
	}
	return asks
}

// ask is one place to look for somebody.
type ask struct {
	unit  string
	roles []string
	as    string
}
