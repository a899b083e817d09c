package access_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/procedures/legaltime"
)

func date(s string) legaltime.Date {
	d, err := legaltime.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

var day = date("2026-07-06")

// organisation is a province with a commune, a district that ended on
// 2025-06-30 between them, and a Party body.
func organisation(t *testing.T) *store.Store {
	t.Helper()
	s := storetest.New(t)
	from := date("2020-01-01")
	for _, u := range []store.UnitRow{
		{ID: "tinh", Code: "KH", Name: "UBND tỉnh Khánh Hòa", Level: "tinh", Branch: "hanh-chinh", FirstDay: from},
		{ID: "huyen", Code: "NH", Name: "UBND huyện Ninh Hải", Level: "huyen", Branch: "hanh-chinh", Parent: "tinh", FirstDay: from, LastDay: date("2025-06-30")},
		{ID: "xa", Code: "PD", Name: "UBND xã Phước Dinh", Level: "xa", Branch: "hanh-chinh", Parent: "huyen", FirstDay: from},
		{ID: "dang", Code: "TU", Name: "Tỉnh ủy Khánh Hòa", Level: "tinh", Branch: "dang", FirstDay: from},
	} {
		must(t, s.PutUnit(t.Context(), u))
	}
	for _, id := range []string{"an", "binh", "chi", "dung"} {
		must(t, s.PutUser(t.Context(), store.UserRow{ID: id, Account: "CB." + id, Name: "Cán bộ " + id, Email: id + "@donthu.test"}))
	}
	return s
}

func appoint(t *testing.T, s *store.Store, user, unit, role, first, last string) {
	t.Helper()
	h := store.HoldingRow{User: user, Unit: unit, Role: role, FirstDay: date(first)}
	if last != "" {
		h.LastDay = date(last)
	}
	must(t, s.Appoint(t.Context(), h))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestSuperiorIsTheNearestBodyThatStillExists(t *testing.T) {
	s := organisation(t)
	for _, c := range []struct{ unit, on, want string }{
		{"xa", "2025-06-30", "huyen"}, {"xa", "2025-07-01", "tinh"}, {"tinh", "2026-07-06", ""}, {"dang", "2026-07-06", ""},
	} {
		got, err := access.Superior(t.Context(), s, c.unit, date(c.on))
		if err != nil || got != c.want {
			t.Errorf("above %s on %s: %q, %v", c.unit, c.on, got, err)
		}
	}
	if _, err := access.Superior(t.Context(), s, "khong-co", day); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("unknown unit: %v", err)
	}
}

func TestRolesHoldFromADayToADay(t *testing.T) {
	s := organisation(t)
	appoint(t, s, "an", "xa", access.Handles, "2026-07-01", "2026-07-31")
	for on, held := range map[string]bool{"2026-06-30": false, "2026-07-01": true, "2026-07-31": true, "2026-08-01": false} {
		scope, err := access.ScopeOf(t.Context(), s, "an", date(on))
		must(t, err)
		a, err := access.Holders(t.Context(), s, access.Call{Unit: "xa", Roles: []string{access.Handles}, Day: date(on)})
		must(t, err)
		if scope.Has("xa", access.Handles) != held || (len(a.People) == 1) != held {
			t.Errorf("%s: scope %v, holders %v", on, scope.Holds, a.People)
		}
		if held && scope.Superiors["xa"] != "tinh" {
			t.Errorf("superiors %v", scope.Superiors)
		}
	}
}

func TestAVacancyNeverSwallowsAMessage(t *testing.T) {
	s := organisation(t)
	find := func(excluded ...string) access.Addressees {
		t.Helper()
		a, err := access.Holders(t.Context(), s, access.Call{Unit: "xa", Roles: []string{access.Handles}, Day: day, Excluded: excluded})
		must(t, err)
		if a.Unit != "xa" || a.Roles[0] != access.Handles {
			t.Errorf("the legal addressee is lost: %+v", a)
		}
		return a
	}
	if a := find(); len(a.People) != 0 {
		t.Errorf("nobody holds anything, yet %v", a.People)
	}
	appoint(t, s, "dung", "tinh", access.Heads, "2026-01-01", "")
	if a := find(); a.Reached != "tinh" || a.People[0].ID != "dung" || !a.Vacant() {
		t.Errorf("the body above: %+v", a)
	}
	appoint(t, s, "chi", "xa", access.Heads, "2026-01-01", "")
	if a := find(); a.Reached != "xa" || a.Role != access.Heads || a.People[0].ID != "chi" || !a.Vacant() {
		t.Errorf("the head: %+v", a)
	}
	appoint(t, s, "an", "xa", access.Handles, "2026-01-01", "")
	appoint(t, s, "binh", "xa", access.Handles, "2026-01-01", "")
	if a := find(); len(a.People) != 2 || a.Vacant() {
		t.Errorf("the holders: %+v", a)
	}
	if a := find("an", "binh", "chi"); a.Reached != "tinh" {
		t.Errorf("excluded officers were not passed over: %+v", a)
	}
	must(t, s.PutUser(t.Context(), store.UserRow{ID: "an", Account: "cb.an", Name: "An", Disabled: true}))
	if a := find(); len(a.People) != 1 || a.People[0].ID != "binh" {
		t.Errorf("a disabled officer is told: %+v", a)
	}
}

func TestUnitsAndExclusions(t *testing.T) {
	s := organisation(t)
	units, err := s.Units(t.Context(), "hanh-chinh", "", day)
	if err != nil || len(units) != 2 {
		t.Errorf("units %v, %v", units, err)
	}
	if err := s.PutUnit(t.Context(), store.UnitRow{ID: "xa2", Code: "PD", Name: "x", Level: "xa", Branch: "dang", FirstDay: day}); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a code twice: %v", err)
	}
	const id = "7f3f7f3e-9d42-4a6c-8a55-0a4f3f1b6c11"
	must(t, s.Exclude(t.Context(), id, "an", "binh"))
	must(t, s.Exclude(t.Context(), id, "an"))
	if users, err := s.Excluded(t.Context(), id); err != nil || len(users) != 2 {
		t.Errorf("excluded %v, %v", users, err)
	}
}

// TestCirclesOfSubstitutesEnd: three heads who are away for one another, each with
// an account that works, are passed over, and whoever stands above them is told.
func TestCirclesOfSubstitutesEnd(t *testing.T) {
	s := organisation(t)
	for i, id := range []string{"an", "binh", "chi"} {
		appoint(t, s, id, "xa", access.Heads, "2026-01-01", "")
		must(t, s.PutReplacement(t.Context(), store.ReplacementRow{ID: uuid.NewString(), User: id, Substitute: []string{"binh", "chi", "an"}[i], FirstDay: day, Entered: start}))
	}
	appoint(t, s, "dung", "tinh", access.Heads, "2026-01-01", "")
	a, err := access.Holders(t.Context(), s, access.Call{Unit: "xa", Roles: []string{access.Handles}, Day: day})
	if err != nil || a.Reached != "tinh" || len(a.People) != 1 || a.People[0].ID != "dung" {
		t.Errorf("%+v, %v", a, err)
	}
	scope, err := access.ScopeOf(t.Context(), s, "an", day)
	if err != nil || len(scope.Holds) != 1 {
		t.Errorf("%+v, %v", scope.Holds, err)
	}
}

// TestTheDeputyInChargeOfTheWholeHeadsAVacantUnit and only as long as it is vacant.
func TestTheDeputyInChargeOfTheWholeHeadsAVacantUnit(t *testing.T) {
	s := organisation(t)
	appoint(t, s, "chi", "xa", access.Heads, "2026-01-01", "2026-07-03")
	appoint(t, s, "an", "xa", access.Deputises, "2026-01-01", "")
	must(t, s.Appoint(t.Context(), store.HoldingRow{User: "binh", Unit: "xa", Role: access.Deputises, FirstDay: date("2026-01-01"), Charge: []string{"complaint"}}))
	for on, heads := range map[string]bool{"2026-07-03": false, "2026-07-04": true} {
		for user, want := range map[string]bool{"an": heads, "binh": false} {
			scope, err := access.ScopeOf(t.Context(), s, user, date(on))
			if err != nil || scope.Has("xa", access.Heads) != want {
				t.Errorf("%s on %s: %+v, %v", user, on, scope.Holds, err)
			}
		}
	}
	a, err := access.Holders(t.Context(), s, access.Call{Unit: "xa", Roles: []string{access.Handles}, Day: day, Kind: "complaint"})
	if err != nil || a.Role != access.Deputises || len(a.People) != 1 || a.People[0].ID != "binh" {
		t.Errorf("of a complaint: %+v, %v", a, err)
	}
	must(t, s.PutReplacement(t.Context(), store.ReplacementRow{ID: uuid.NewString(), User: "an", Substitute: "dung", FirstDay: day, Entered: start}))
	if scope, err := access.ScopeOf(t.Context(), s, "dung", day); err != nil || !scope.Has("xa", access.Heads) || !slices.Equal(scope.Holds[len(scope.Holds)-1].For, []string{"an"}) {
		t.Errorf("who stands in for the deputy: %+v, %v", scope.Holds, err)
	}
	if got := scopeWithout(t, s, "dung", "an"); got.Has("xa", access.Heads) {
		t.Error("and in a case that is about the deputy, too")
	}
}

func scopeWithout(t *testing.T, s *store.Store, user, excluded string) access.Scope {
	t.Helper()
	scope, err := access.ScopeOf(t.Context(), s, user, day)
	must(t, err)
	return scope.Without([]string{excluded})
}
