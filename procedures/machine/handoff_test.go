package machine_test

import (
	"slices"
	"testing"

	"github.com/donthu/donthu/procedures/machine"
)

func offered(t *testing.T) *tale {
	t.Helper()
	k := tell(t, lawOf(t, petition()), "2026-07-06", nil)
	k.refused("2026-07-08", "chuyen-don", nil, machine.BadForm)
	k.refused("2026-07-08", "chuyen-don", fields{"noi-nhan": "unit-a"}, machine.BadForm)
	return k.act("2026-07-08", "chuyen-don", fields{"noi-nhan": "unit-b"}).stage("cho-nhan")
}

func (k *tale) body(unit string, pending bool) *tale {
	k.t.Helper()
	if k.state.Responsible != unit || (k.state.Handoff != nil) != pending {
		k.t.Fatalf("responsible %s, offer %v; want %s, %v", k.state.Responsible, k.state.Handoff, unit, pending)
	}
	return k
}

func TestHandoverAccepted(t *testing.T) {
	k := offered(t).body("unit-a", true).due("xac-nhan", "2026-07-13", "2026-07-13", machine.Running)
	if !slices.Contains(k.kinds(), machine.HandOver) {
		t.Error("an offer is not told")
	}
	e := k.event("2026-07-10", "nhan-don", nil)
	e.Actor.Unit = "unit-a" // the sender cannot accept for the receiver
	if r := k.try(e); r == nil || r.Code != machine.NotYourUnit {
		t.Errorf("%v", r)
	}
	k.act("2026-07-10", "nhan-don", nil).body("unit-b", false).stage("tiep-nhan")
	k.due("xac-nhan", "2026-07-13", "2026-07-13", machine.Met).due("thu-ly", "2026-07-21", "2026-07-21", machine.Running)
	if c := k.clock("thu-ly"); c.Round != 1 || c.From.String() != "2026-07-10" || k.state.Superior != "unit-s2" {
		t.Errorf("%+v, superior %s", c, k.state.Superior)
	}
	if !slices.Contains(k.kinds(), machine.HandOver) {
		t.Error("a hand-over is not told")
	}
	e = k.event("2026-07-15", "thu-ly", nil)
	e.Actor.Unit = "unit-a"
	if r := k.try(e); r == nil || r.Code != machine.NotYourUnit {
		t.Errorf("the former body still acts: %v", r)
	}
	k.act("2026-07-15", "thu-ly", nil)
}

func TestHandoverDeclinedAndWithdrawn(t *testing.T) {
	for _, answer := range []string{"tu-choi", "thu-hoi"} {
		k := offered(t)
		k.act("2026-07-10", answer, nil).body("unit-a", false).stage("tiep-nhan").due("thu-ly", "2026-07-15", "2026-07-15", machine.Running)
		if len(k.state.Trail) != 0 {
			t.Errorf("%s: trail %v", answer, k.state.Trail)
		}
		k.act("2026-07-13", "chuyen-don", fields{"noi-nhan": "unit-c"}).body("unit-a", true)
	}
}

func TestOfferWhileWorkGoesOn(t *testing.T) {
	k := accepted(t).act("2026-07-16", "chuyen-don", fields{"noi-nhan": "unit-b"}).stage("xac-minh").body("unit-a", true)
	k.refused("2026-07-17", "chuyen-don", fields{"noi-nhan": "unit-c"}, machine.HandoffPending)
	k.act("2026-07-17", "bao-cao", nil)
	ended := *k
	ended.act("2026-07-18", "dinh-chi", nil).body("unit-a", false)
	k.act("2026-07-18", "nhan-don", nil).body("unit-b", false).stage("tiep-nhan").due("giai-quyet", "2026-08-14", "2026-08-14", machine.Stopped)
	k.act("2026-07-20", "thu-ly", nil)
	same(t, k.tasks(), []string{"bao-cao"}) // what the former body did no longer counts
	k.refused("2026-07-21", "ban-hanh", nil, machine.Requires)
}

func TestTakeOver(t *testing.T) {
	k := accepted(t).act("2026-07-16", "chuyen-don", fields{"noi-nhan": "unit-b"})
	k.act("2026-07-17", "rut-len", nil).body("unit-s", false).stage("tiep-nhan")
	k.due("thu-ly", "2026-07-28", "2026-07-28", machine.Running).due("giai-quyet", "2026-08-14", "2026-08-14", machine.Stopped)
	k = tell(t, lawOf(t, petition()), "2026-07-06", nil)
	k.state.Superior = "" // nobody above: nobody can take it over
	e := k.event("2026-07-08", "rut-len", nil)
	e.Actor = machine.Actor{Roles: []string{"thu-truong"}}
	k.act("2026-07-07", "chuyen-don", fields{"noi-nhan": "unit-b"})
	if r := k.try(e); r == nil || r.Code != machine.NotYourUnit {
		t.Errorf("%v", r)
	}
}
