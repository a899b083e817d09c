package access_test

import (
	"testing"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/plan"
)

func officer(user string, holds ...string) access.Scope {
	s := access.Scope{User: user, Day: day}
	for i := 0; i < len(holds); i += 2 {
		s.Holds = append(s.Holds, store.HoldingRow{User: user, Unit: holds[i], Role: holds[i+1]})
	}
	return s
}

func TestWhoSeesAndReads(t *testing.T) {
	complaint := access.Case{Kind: plan.Complaint, Responsible: "xa", Units: []string{"xa", "tinh"}, Excluded: []string{"bi"}}
	denunciation := complaint
	denunciation.Kind = plan.Denunciation
	unsorted := complaint
	unsorted.Kind = plan.Petition
	wish := complaint
	wish.Protected = true
	received := complaint
	received.Kind = plan.Reception
	hushed := received
	hushed.Protected = true
	for _, c := range []struct {
		name                  string
		s                     access.Scope
		see, read, readSecret bool
	}{
		{"nobody", access.Scope{}, false, false, false},
		{"handler of the body that answers", officer("a", "xa", access.Handles), true, true, true},
		{"head of it", officer("a", "xa", access.Heads), true, true, true},
		{"verifier of it", officer("a", "xa", access.Verifies), true, true, false},
		{"receiver of it", officer("a", "xa", access.Receives), true, true, false},
		{"head of a body that was told", officer("a", "tinh", access.Heads), true, false, false},
		{"handler elsewhere", officer("a", "khac", access.Handles), false, false, false},
		{"administrator", officer("a", "xa", access.Administers), false, false, false},
		{"author of procedures", officer("a", "xa", access.Writes, "xa", access.Publishes), false, false, false},
		{"whom it is about, though head", officer("bi", "xa", access.Heads, "tinh", access.Heads), false, false, false},
	} {
		if got := access.MaySee(complaint, c.s); got != c.see {
			t.Errorf("%s: sees %v", c.name, got)
		}
		if got := access.MayReveal(complaint, c.s); got != c.read {
			t.Errorf("%s: reads %v", c.name, got)
		}
		for _, secret := range []access.Case{denunciation, unsorted, wish, hushed} {
			if got := access.MayReveal(secret, c.s); got != c.readSecret {
				t.Errorf("%s: reads a protected identity: %v", c.name, got)
			}
		}
		if got := access.MayReveal(received, c.s); got != (c.readSecret || c.name == "receiver of it") {
			t.Errorf("%s: reads who was received: %v", c.name, got)
		}
	}
}

func TestWhoReceivesWritesPublishes(t *testing.T) {
	author := officer("a", "xa", access.Receives, "tinh", access.Writes, "tinh", access.Publishes)
	if !access.MayIntake(author, "xa") || access.MayIntake(author, "tinh") || access.MayIntake(access.Scope{}, "xa") {
		t.Error("intake")
	}
	if !access.MayEditProcedures(author) || access.MayEditProcedures(officer("b", "xa", access.Heads)) {
		t.Error("editing")
	}
	if access.MayPublish(author, "a") || !access.MayPublish(author, "b") || access.MayPublish(officer("b", "xa", access.Writes), "a") {
		t.Error("publishing")
	}
}

func TestScopeLists(t *testing.T) {
	s := officer("a", "xa", access.Receives, "xa", access.Handles, "xa", access.Handles, "b", access.Writes, "a", access.Heads)
	if got := s.CaseUnits(); len(got) != 2 || got[0] != "a" || got[1] != "xa" {
		t.Errorf("case units %v", got)
	}
	if got := s.RolesIn("xa"); len(got) != 2 || got[0] != access.Receives {
		t.Errorf("roles %v", got)
	}
	if got := s.IntakeUnits(); len(got) != 1 || got[0] != "xa" {
		t.Errorf("intake units %v", got)
	}
}
