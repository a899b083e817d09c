package store_test

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/procedures/machine"
)

func link(id string, later bool) machine.Command {
	return machine.Command{Kind: machine.LinkCase, Link: &machine.Link{Case: id, Field: "ho-so-lien-ket", Later: later}}
}

func scopeIn(unit string) store.Scope {
	return store.Scope{User: "an-" + unit, Roles: map[string][]string{unit: {"nguoi-tiep-nhan"}}}
}

func bar(t *testing.T, s *store.Store, caseID, user string) {
	t.Helper()
	if err := s.PutUser(t.Context(), store.UserRow{ID: user, Account: user, Name: user}); err != nil {
		t.Fatal(err)
	}
	if err := s.Exclude(t.Context(), caseID, user); err != nil {
		t.Fatal(err)
	}
}

// TestLinks: an act of the first case names the second; each officer sees of
// the other case what their unit may.
func TestLinks(t *testing.T) {
	s := storetest.New(t)
	putLaw(t, s)
	ctx := context.Background()
	first, second := begin(t, s, commune, day(5)), begin(t, s, "other", day(40))
	first.act("ghi-nhan", day(41), link(second.id, true), link("mau-ho-so", true), link(uuid.NewString(), true), link(first.id, true))
	second.act("nhac-lai", day(42), link(first.id, true)) // the other way round comes too late

	below, err := s.Links(ctx, scopeIn(commune), first.id)
	if err != nil || len(below) != 0 {
		t.Errorf("a later case of another body is shown: %+v, %v", below, err)
	}
	above, err := s.Links(ctx, scopeIn("other"), second.id)
	if err != nil || len(above) != 1 || above[0].ID != first.id || above[0].Later || above[0].Shown || above[0].Above {
		t.Errorf("the earlier case: %+v, %v", above, err)
	}
	superior, err := s.Links(ctx, scopeIn(province), second.id)
	if err != nil || len(superior) != 1 || !superior[0].Above {
		t.Errorf("to its superior: %+v, %v", superior, err)
	}
	bar(t, s, first.id, "an-other")
	if barred, err := s.Links(ctx, scopeIn("other"), second.id); err != nil || len(barred) != 0 {
		t.Errorf("whom it is about sees it: %+v, %v", barred, err)
	}
}

func TestCaseBelow(t *testing.T) {
	s := storetest.New(t)
	putLaw(t, s)
	ctx := context.Background()
	c := begin(t, s, commune, day(5))
	for unit, knows := range map[string]bool{commune: true, province: true, ministry: false} {
		row, st, err := s.CaseBelow(ctx, scopeIn(unit), []string{unit}, c.code)
		if (err == nil) != knows || knows && (row.ID != c.id || st.Seq != 1) {
			t.Errorf("%s: %+v, %v", unit, row, err)
		}
	}
	bar(t, s, c.id, "an-"+province)
	if _, _, err := s.CaseBelow(ctx, scopeIn(province), []string{province}, c.code); err == nil {
		t.Error("whom it is about knows of it")
	}
}
