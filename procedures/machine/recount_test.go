package machine_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

func layered(t testing.TB, rows string) *legaltime.Calendar {
	t.Helper()
	cal, err := calendar(t).With("over", []byte("kind,date,name,source\n"+rows))
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func (k *tale) recount(on string, cal *legaltime.Calendar) {
	k.law = k.law.With(cal)
	k.must(machine.Event{Kind: machine.Calendar, On: day(on), Calendar: cal.Hash()})
}

func TestAnEndedCaseKeepsItsDays(t *testing.T) {
	k := tell(t, lawOf(t, petition()), "2026-07-06", nil).act("2026-07-07", "khong-thu-ly", nil)
	before := jsonOf(t, k.state)
	cal := layered(t, "off,2026-07-13,Bão,QĐ\n")
	k.law = k.law.With(cal)
	r := k.try(machine.Event{Kind: machine.Calendar, On: day("2026-07-08"), Calendar: cal.Hash()})
	if r == nil || r.Code != machine.CaseEnded || jsonOf(t, k.state) != before {
		t.Errorf("%v\n%s\n%s", r, before, jsonOf(t, k.state))
	}
}

func TestAnOpeningNamesTheCalendarThatItCountsBy(t *testing.T) {
	k := tell(t, lawOf(t, petition()), "2026-07-06", nil)
	e := k.events[0]
	e.Calendar = "another"
	if _, r := machine.Follow(lawOf(t, petition()), machine.State{}, e); r == nil || r.Code != machine.WrongCalendar {
		t.Errorf("%v", r)
	}
	other := layered(t, "off,2026-07-13,Bão,QĐ\n")
	e.Calendar = other.Hash()
	s, r := machine.Follow(k.law.With(other), machine.State{}, e)
	if r != nil {
		t.Fatal(r)
	}
	folded, err := machine.FoldWith(k.law, []machine.Event{e}, func(string) (*legaltime.Calendar, error) { return other, nil })
	if err != nil || jsonOf(t, folded) != jsonOf(t, s) {
		t.Errorf("the fold does not begin with it: %v", err)
	}
}

// A rung that was raised for the old date is raised once for the new one, and
// not again for either when the calendar comes back.
func TestRungsAreArmedOnceForEachDate(t *testing.T) {
	first, other := calendar(t), layered(t, "off,2026-08-14,Bão,QĐ\n")
	k := accepted(t) // due on 2026-08-14
	k.sleep("2026-08-05")
	k.recount("2026-08-06", other)
	k.due("giai-quyet", "2026-08-14", "2026-08-17", machine.Running)
	again := k.tick("2026-08-12")
	if n := len(again); n == 0 {
		t.Error("nothing is armed for the new date")
	}
	if more := k.tick("2026-08-12"); len(more) != 0 {
		t.Errorf("raised twice: %v", more)
	}
	k.recount("2026-08-12", first)
	if more := k.tick("2026-08-12"); slices.Contains(more, "giai-quyet remind 2026-08-04") {
		t.Errorf("raised again for the old date: %v", more)
	}
	seen := map[machine.Fired]bool{}
	for _, f := range k.clock("giai-quyet").Fired {
		key := machine.Fired{Rung: f.Rung, Due: f.Due}
		if seen[key] {
			t.Errorf("%+v twice", key)
		}
		seen[key] = true
	}
}

// Whatever happened to a case, another calendar and then the first one again
// leave its dates as they were.
func TestTheFirstCalendarAgainGivesTheFirstDates(t *testing.T) {
	law := lawOf(t, petition())
	rapid.Check(t, func(rt *rapid.T) {
		today := day("2026-07-06").Date
		open := machine.Event{Kind: machine.Opens, Act: machine.Reception, Command: "c", On: legaltime.Day(today), At: today.At(12, 0), Unit: "unit-a", With: fields{"nguoi": "token"}}
		s, r := machine.Follow(law, machine.State{}, open)
		if r != nil {
			rt.Fatal(r)
		}
		for range rapid.IntRange(0, 15).Draw(rt, "steps") {
			var e machine.Event
			e, today = wander(rt, law, s, today)
			s, _ = machine.Follow(law, s, e)
		}
		rows := "kind,date,name,source\n"
		for i := range rapid.IntRange(1, 5).Draw(rt, "days") {
			rows += "off," + today.AddDays(rapid.IntRange(0, 20).Draw(rt, "off")*5+i).String() + ",A,a\n"
		}
		cal, err := law.Calendar().With("over", []byte(rows))
		if err != nil {
			rt.Fatal(err)
		}
		to, r1 := machine.Follow(law.With(cal), s, machine.Event{Kind: machine.Calendar, On: legaltime.Day(today), Calendar: cal.Hash()})
		back, r2 := machine.Follow(law, to, machine.Event{Kind: machine.Calendar, On: legaltime.Day(today), Calendar: law.Calendar().Hash()})
		if s.Outcome != "" {
			if r1 == nil || r1.Code != machine.CaseEnded {
				rt.Fatalf("an ended case moved: %v", r1)
			}
			return
		}
		if r1 != nil || r2 != nil || back.Seq != s.Seq+2 {
			rt.Fatal(r1, r2, back.Seq)
		}
		for i, c := range back.Clocks {
			if old := s.Clocks[i]; c.Due != old.Due || c.Nominal != old.Nominal || c.WarnBy != old.WarnBy || len(c.Fired) != len(old.Fired) || over(old) != over(c) {
				rt.Fatalf("%+v, was %+v", c, old)
			}
		}
	})
}

func over(c machine.Clock) bool { return c.State == machine.Met || c.State == machine.Stopped }

// Another calendar moves dates; it does not begin a term anew, and a term that
// no calendar can count is refused aloud, never left without a date.
func TestAnotherCalendarRestartsNoTerm(t *testing.T) {
	k := accepted(t)
	k.sleep("2026-08-05")
	before := k.clock("giai-quyet")
	k.recount("2026-08-06", layered(t, "off,2026-08-14,Bão,QĐ\n"))
	after := k.clock("giai-quyet")
	if after.From != before.From || after.Started != before.Started || after.Term != before.Term || len(after.Fired) != len(before.Fired) {
		t.Errorf("%+v, was %+v", after, before)
	}
	open := machine.Event{Kind: machine.Opens, Act: machine.Reception, Command: "c", On: day("2199-12-30"), At: day("2199-12-30").Date.At(12, 0), Unit: "unit-a", With: fields{"nguoi": "token"}}
	if _, r := machine.Follow(lawOf(t, petition()), machine.State{}, open); r == nil || r.Code != machine.NotComputable || r.Sentence == "" {
		t.Errorf("a term that ends beyond every calendar: %v", r)
	}
}
