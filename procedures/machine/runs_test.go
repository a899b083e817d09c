package machine_test

import (
	"errors"
	"testing"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

func TestATermGivenUpWhileItStoodStillWasNotMissed(t *testing.T) {
	missed := func(k *tale) bool {
		c := k.clock("giai-quyet") // due on 14 August 2026
		return c.Missed(day("2027-01-01"))
	}
	for _, c := range []struct {
		k    *tale
		want bool
	}{
		{accepted(t).act("2026-08-10", "tam-dinh-chi", nil).act("2026-11-20", "dinh-chi", nil), false},
		{accepted(t).act("2026-08-10", "dinh-chi", nil), false},
		{accepted(t).act("2026-08-17", "dinh-chi", nil), true},
		{accepted(t).act("2026-08-17", "tam-dinh-chi", nil).act("2026-11-20", "dinh-chi", nil), true}, // a pause after the term
	} {
		if missed(c.k) != c.want {
			t.Errorf("%+v: missed %v", c.k.clock("giai-quyet"), !c.want)
		}
	}
}

// runs are the earlier runs of a case's clocks.
func (k *tale) runs() []machine.EarlierRun {
	k.t.Helper()
	runs, err := machine.EarlierRuns(k.law, k.events, func(string) (*legaltime.Calendar, error) { return nil, errors.New("one calendar") })
	if err != nil {
		k.t.Fatal(err)
	}
	return runs
}

func TestRunsThatGaveWayAreToldAsTheFactsAreKnown(t *testing.T) {
	k := tell(t, lawOf(t, petition()), "2026-07-06", nil)
	if runs := k.runs(); len(runs) != 0 {
		t.Errorf("%+v", runs)
	}
	k.tick("2026-07-17")
	k.act("2026-07-17", "chuyen-don", fields{"noi-nhan": "unit-b"}).act("2026-07-20", "nhan-don", nil)
	runs := k.runs()
	if len(runs) != 1 || runs[0].Name != "thu-ly" || runs[0].Run != 0 || runs[0].Unit != "unit-a" || runs[0].Ended.String() != "2026-07-20" || !runs[0].Missed(day("2026-07-20")) {
		t.Fatalf("%+v", runs)
	}
	for _, step := range []struct {
		nth int
		on  string
	}{{len(k.events) - 1, "2026-07-13"}, {len(k.events), "2026-07-14"}} { // both came in time: the due date is 15 July
		e := correction("2026-07-21", machine.Correction{Step: step.nth, On: day(step.on)})
		e.Actor.Unit = "unit-b"
		k.must(e)
	}
	if runs = k.runs(); len(runs) != 1 || runs[0].Missed(day("2026-07-21")) || runs[0].Unit != "unit-a" {
		t.Errorf("after the correction: %+v", runs)
	}
}
