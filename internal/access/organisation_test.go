package access_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/procedures/legaltime"
)

// body is a made-up organisation as it was written into the record.
type body struct {
	units    []store.UnitRow // each below one before it
	users    []store.UserRow
	holdings []store.HoldingRow
	instead  []store.ReplacementRow
	excluded []string
}

var someRoles = []string{access.Handles, access.Heads, access.Deputises}

// draw makes up an organisation of one to four bodies and two to seven officers, of
// whom many are away, left, delegated or are excluded, in circles too, and writes it
// down. Ids begin with a prefix: every organisation is its own.
func draw(rt *rapid.T, t *testing.T, s *store.Store, prefix string) (b body) {
	near := func(label string) legaltime.Date { return day.AddDays(rapid.IntRange(-3, 3).Draw(rt, label)) }
	for i := range rapid.IntRange(1, 4).Draw(rt, "units") {
		u := store.UnitRow{ID: fmt.Sprintf("%s-u%d", prefix, i), Code: fmt.Sprintf("U%s%d", prefix, i), Name: "Đơn vị", Level: "xa", Branch: "hanh-chinh", FirstDay: date("2020-01-01")}
		if i > 0 {
			u.Parent = b.units[rapid.IntRange(0, i-1).Draw(rt, "parent")].ID
		}
		if rapid.IntRange(0, 5).Draw(rt, "ended") == 0 {
			u.LastDay = day.AddDays(-1)
		}
		must(t, s.PutUnit(t.Context(), u))
		b.units = append(b.units, u)
	}
	for i := range rapid.IntRange(2, 7).Draw(rt, "users") {
		u := store.UserRow{ID: fmt.Sprintf("%s-p%d", prefix, i), Account: fmt.Sprintf("%s-p%d", prefix, i), Name: "Cán bộ", Disabled: rapid.IntRange(0, 7).Draw(rt, "disabled") == 0}
		must(t, s.PutUser(t.Context(), u))
		b.users = append(b.users, u)
		if rapid.IntRange(0, 6).Draw(rt, "excluded") == 0 {
			b.excluded = append(b.excluded, u.ID)
		}
	}
	for range rapid.IntRange(3, 16).Draw(rt, "holdings") {
		b.hold(rt, t, s, near)
	}
	for range rapid.IntRange(0, 10).Draw(rt, "replacements") {
		b.replace(rt, t, s, near)
	}
	return b
}

func (b *body) hold(rt *rapid.T, t *testing.T, s *store.Store, near func(string) legaltime.Date) {
	h := store.HoldingRow{User: rapid.SampledFrom(b.users).Draw(rt, "who").ID, Unit: rapid.SampledFrom(b.units).Draw(rt, "unit").ID,
		Role: rapid.SampledFrom(someRoles).Draw(rt, "role"), FirstDay: date("2026-01-01")}
	if rapid.IntRange(0, 4).Draw(rt, "left") == 0 {
		h.LastDay = near("last day")
	}
	if h.Role == access.Deputises {
		h.Charge = rapid.SampledFrom([][]string{nil, {"complaint"}, {"khieu-nai-lan-dau"}, {"to-cao", "denunciation"}}).Draw(rt, "charge")
	}
	if slices.ContainsFunc(b.holdings, func(x store.HoldingRow) bool { return x.User == h.User && x.Unit == h.Unit && x.Role == h.Role }) {
		return
	}
	must(t, s.Appoint(t.Context(), h))
	b.holdings = append(b.holdings, h)
}

func (b *body) replace(rt *rapid.T, t *testing.T, s *store.Store, near func(string) legaltime.Date) {
	x := store.ReplacementRow{ID: uuid.NewString(), User: rapid.SampledFrom(b.users).Draw(rt, "away").ID, FirstDay: near("from"), Entered: start}
	x.Substitute = rapid.SampledFrom(b.users).Draw(rt, "substitute").ID
	if rapid.IntRange(0, 3).Draw(rt, "open") > 0 {
		x.LastDay = x.FirstDay.AddDays(rapid.IntRange(0, 4).Draw(rt, "days"))
	}
	if rapid.IntRange(0, 2).Draw(rt, "delegated") == 0 {
		h := rapid.SampledFrom(b.holdings).Draw(rt, "post")
		x.Unit, x.Role, x.LastDay = h.Unit, h.Role, x.FirstDay.AddDays(2)
	} else if rapid.IntRange(0, 4).Draw(rt, "nobody") == 0 || x.Substitute == x.User {
		x.Substitute = ""
	}
	if x.Substitute == x.User {
		return
	}
	err := s.PutReplacement(t.Context(), x)
	if errors.Is(err, store.ErrConflict) {
		return
	}
	must(t, err)
	if rapid.IntRange(0, 5).Draw(rt, "early") == 0 {
		back := near("back")
		if err := s.EndReplacement(t.Context(), x.ID, back, x.User, start); err == nil {
			x.Ended = back
			if back.Before(x.FirstDay) {
				x.Ended = x.FirstDay
			}
		}
	}
	b.instead = append(b.instead, x)
}

// The slow reading of the rule, from the rows alone.

func (b body) there(user string) bool {
	i := slices.IndexFunc(b.users, func(u store.UserRow) bool { return u.ID == user })
	return i >= 0 && !b.users[i].Disabled && !slices.Contains(b.excluded, user)
}

func between(d, first, last legaltime.Date) bool {
	return d.Compare(first) >= 0 && (last.IsZero() || d.Compare(last) <= 0)
}

func (b body) holds(x store.ReplacementRow) bool {
	return between(day, x.FirstDay, x.LastDay) && (x.Ended.IsZero() || day.Compare(x.Ended) < 0)
}

func (b body) isAway(user string) bool {
	return slices.ContainsFunc(b.instead, func(x store.ReplacementRow) bool { return x.User == user && x.Role == "" && b.holds(x) })
}

// steps is how many substitutions lead from one officer to another through others
// who are away; 0: none do. It squares the graph until nothing changes.
func (b body) steps(from, to string) int {
	at := map[string]int{from: 0}
	for range b.users {
		for _, x := range b.instead {
			n, reached := at[x.User]
			if !reached || x.Role != "" || x.Substitute == "" || !b.holds(x) || !b.there(x.User) || !b.there(x.Substitute) || !b.isAway(x.User) {
				continue
			}
			if m, known := at[x.Substitute]; !known || n+1 < m {
				at[x.Substitute] = n + 1
			}
		}
	}
	return at[to]
}

// answers tells whether somebody answers for the post of a holder.
func (b body) answers(user string, h store.HoldingRow) bool {
	if !b.there(user) || !b.there(h.User) || b.isAway(user) {
		return false
	}
	delegated, mine := false, false
	for _, x := range b.instead {
		if x.User == h.User && x.Unit == h.Unit && x.Role == h.Role && b.holds(x) && b.there(x.Substitute) && !b.isAway(x.Substitute) {
			delegated, mine = true, mine || x.Substitute == user
		}
	}
	if delegated {
		return mine
	}
	return user == h.User || b.isAway(h.User) && b.steps(h.User, user) > 0
}

// found are who answers for a role in a unit, of deputies those with a charge.
func (b body) found(unit, role string, charge func([]string) bool) (ids []string) {
	for _, u := range b.users {
		if slices.ContainsFunc(b.holdings, func(h store.HoldingRow) bool {
			return h.Unit == unit && h.Role == role && between(day, h.FirstDay, h.LastDay) && (role != access.Deputises || charge(h.Charge)) && b.answers(u.ID, h)
		}) {
			ids = append(ids, u.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

func (b body) deputies(unit string) []string {
	for _, h := range b.holdings {
		if h.Unit == unit && h.Role == access.Heads && between(day, h.FirstDay, h.LastDay) && slices.Contains(b.excluded, h.User) {
			return nil
		}
	}
	for _, charge := range []func([]string) bool{
		func(c []string) bool { return slices.Contains(c, "khieu-nai-lan-dau") },
		func(c []string) bool { return slices.Contains(c, "complaint") },
		func(c []string) bool { return c == nil },
	} {
		if ids := b.found(unit, access.Deputises, charge); len(ids) > 0 {
			return ids
		}
	}
	return nil
}

func (b body) exists(unit string) bool {
	for _, u := range b.units {
		if u.ID == unit {
			return u.LastDay.IsZero()
		}
	}
	return false
}

func (b body) above(unit string) string {
	for _, u := range b.units {
		if u.ID == unit {
			return u.Parent
		}
	}
	return ""
}

// read is the whole rule: where, by which role, who.
func (b body) read(unit, role string) (string, string, []string) {
	if b.exists(unit) {
		ids := b.found(unit, role, func([]string) bool { return true })
		if role == access.Deputises {
			ids = b.deputies(unit)
		}
		if len(ids) > 0 {
			return unit, "", ids
		}
	}
	for at := unit; at != ""; at = b.above(at) {
		if !b.exists(at) {
			continue
		}
		if ids := b.found(at, access.Heads, nil); len(ids) > 0 {
			return at, access.Heads, ids
		}
		if ids := b.deputies(at); len(ids) > 0 {
			return at, access.Deputises, ids
		}
	}
	return "", "", nil
}

// TestEveryPostFindsWhoTheRuleSays holds what the record is asked against the slow
// reading, and whoever is told against what they then may see and do.
func TestEveryPostFindsWhoTheRuleSays(t *testing.T) {
	s, n := storetest.New(t), 0
	told, climbed, instead, nobody := 0, 0, 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		b := draw(rt, t, s, fmt.Sprint(n))
		for _, unit := range b.units {
			for _, role := range someRoles {
				got, err := access.Holders(t.Context(), s, access.Call{Unit: unit.ID, Roles: []string{role}, Day: day, Excluded: b.excluded, Procedure: "khieu-nai-lan-dau", Kind: "complaint"})
				if err != nil {
					rt.Fatal(err)
				}
				reached, as, ids := b.read(unit.ID, role)
				if got.Reached != reached || got.Role != as || !slices.Equal(idsOf(got), ids) {
					rt.Fatalf("%s of %s: %s, %q, %v; the rule says %s, %q, %v", role, unit.ID, got.Reached, got.Role, idsOf(got), reached, as, ids)
				}
				agree(rt, t, s, b, got)
				switch {
				case len(ids) == 0:
					nobody++
				case as != "":
					climbed++
				default:
					told++
				}
				for _, p := range got.People {
					if p.For != "" {
						instead++
					}
				}
			}
		}
	})
	t.Logf("%d organisations: %d posts reached themselves, %d climbed, %d nobody; %d people told in place of others", n, told, climbed, nobody, instead)
}

func idsOf(a access.Addressees) (ids []string) {
	for _, p := range a.People {
		ids = append(ids, p.ID)
	}
	return ids
}

// agree: who is told is neither excluded nor away nor gone, and holds the post on
// that day in the scope by which they see, list and act.
func agree(rt *rapid.T, t *testing.T, s *store.Store, b body, a access.Addressees) {
	roles := a.Roles
	if a.Role != "" {
		roles = []string{a.Role}
	}
	for _, p := range a.People {
		if !b.there(p.ID) || b.isAway(p.ID) {
			rt.Fatalf("%s is told, though excluded, away or gone", p.ID)
		}
		scope, err := access.ScopeOf(t.Context(), s, p.ID, day)
		if err != nil {
			rt.Fatal(err)
		}
		if scope = scope.Without(b.excluded); !scope.Has(a.Reached, roles...) {
			rt.Fatalf("%s is told as %v of %s, and holds %+v", p.ID, roles, a.Reached, scope.Holds)
		}
		if p.For != "" && !slices.ContainsFunc(b.holdings, func(h store.HoldingRow) bool {
			return h.User == p.For && h.Unit == a.Reached && slices.Contains(roles, h.Role)
		}) {
			rt.Fatalf("%s is told in place of %s, who holds nothing there", p.ID, p.For)
		}
	}
}
