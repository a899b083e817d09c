package machine_test

import (
	"slices"
	"testing"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

func TestOpening(t *testing.T) {
	k := tell(t, lawOf(t, petition()), "2026-07-06", fields{"vung-sau": true, "so-nguoi": 3})
	k.due("thu-ly", "2026-07-15", "2026-07-15", machine.Running)
	if c := k.clock("thu-ly"); c.WarnBy.String() != "2026-07-14" {
		t.Errorf("warned by %s, want the earlier source's 2026-07-14", c.WarnBy)
	}
	if k.state.Responsible != "unit-a" || k.state.Superior != "unit-s" || k.state.Seq != 1 || k.state.Facts["so-nguoi"] != 3.0 {
		t.Errorf("state: %s", jsonOf(t, k.state))
	}
	if _, kept := k.state.Facts["nguoi"]; kept {
		t.Error("a token of an identity became a fact")
	}
}

func TestReadingOfADoubt(t *testing.T) {
	k := &tale{t: t, law: lawOf(t, petition())}
	open := machine.Event{Kind: machine.Opens, On: day("2026-07-06"), With: fields{"nguoi": "x"}, Unit: "u", Policies: map[string]string{"han": "luat", "khac": "1"}}
	k.must(open)
	k.due("thu-ly", "2026-07-16", "2026-07-16", machine.Running)
	if k.state.Policies["khac"] != "" {
		t.Error("a setting of another procedure was kept")
	}
	k = &tale{t: t, law: k.law}
	open.Policies = map[string]string{"han": "sai"}
	if r := k.try(open); r == nil || r.Code != machine.BadForm {
		t.Errorf("an unknown reading was taken: %v", r)
	}
}

func TestCeilingAndHolidays(t *testing.T) {
	k := accepted(t).due("giai-quyet", "2026-08-14", "2026-08-14", machine.Running).due("thu-ly", "2026-07-15", "2026-07-15", machine.Met)
	k.act("2026-08-10", "phuc-tap", fields{"phuc-tap": true}).due("giai-quyet", "2026-08-29", "2026-09-03", machine.Running)
	k.act("2026-08-10", "phuc-tap", fields{"phuc-tap": false}).due("giai-quyet", "2026-08-14", "2026-08-14", machine.Running)
}

func TestCeilingRevivesAnOverdueClock(t *testing.T) {
	k := accepted(t)
	k.tick("2026-08-20")
	k.due("giai-quyet", "2026-08-14", "2026-08-14", machine.Overdue)
	k.act("2026-08-14", "phuc-tap", fields{"phuc-tap": true}) // recorded late, dated in time
	k.due("giai-quyet", "2026-08-29", "2026-09-03", machine.Running)
	k.refused("2026-09-04", "phuc-tap", fields{"phuc-tap": false}, machine.PastDue)
}

func TestSuspensionsOverlap(t *testing.T) {
	k := accepted(t)
	k.act("2026-07-20", "trung-cau", nil).act("2026-07-24", "tam-dinh-chi", nil).act("2026-07-28", "nhan-ket-qua", nil)
	k.due("giai-quyet", "2026-08-14", "2026-08-14", machine.Paused)
	k.act("2026-07-30", "tiep-tuc", nil).stage("xac-minh").due("giai-quyet", "2026-08-24", "2026-08-24", machine.Running) // 20..29 July: 10 days
	if c := k.clock("giai-quyet"); len(c.Pauses) != 1 || c.PausedBy != nil {
		t.Errorf("pauses: %v, held by %v", c.Pauses, c.PausedBy)
	}
	k.act("2026-08-03", "tam-dinh-chi", nil).act("2026-08-03", "tiep-tuc", nil).due("giai-quyet", "2026-08-24", "2026-08-24", machine.Running)
	if c := k.clock("giai-quyet"); len(c.Pauses) != 1 {
		t.Errorf("a pause of no day left a trace: %v", c.Pauses)
	}
}

func TestWithinAPausedTerm(t *testing.T) {
	k := accepted(t).act("2026-07-20", "trung-cau", nil)
	k.act("2026-08-20", "phuc-tap", nil).act("2026-08-20", "gia-han", fields{"phuc-tap": true}) // the term stands still
	k.act("2026-08-21", "nhan-ket-qua", nil).due("giai-quyet", "2026-10-30", "2026-10-30", machine.Running)
}

func TestFreshTermAfterAPause(t *testing.T) {
	k := accepted(t).due("tuoi", "2026-09-15", "2026-09-15", machine.Running)
	k.act("2026-08-03", "tam-dinh-chi", nil).act("2026-08-10", "tiep-tuc", nil).due("tuoi", "2026-09-10", "2026-09-10", machine.Running)
	k.act("2026-08-10", "phuc-tap", fields{"phuc-tap": true}).due("tuoi", "2026-09-10", "2026-09-10", machine.Running)
	if k.clock("tuoi").Run != 1 {
		t.Errorf("a fresh term is another run of its clock: %+v", k.clock("tuoi"))
	}
}

func TestPauseAfterTheTerm(t *testing.T) {
	k := accepted(t)
	k.act("2026-08-20", "tam-dinh-chi", nil)
	if c := k.clock("giai-quyet"); c.State == machine.Paused {
		t.Error("a term that had ended was paused")
	}
	if c := k.clock("tuoi"); c.State != machine.Paused {
		t.Error("a term that was not over was not paused")
	}
}

func TestExtension(t *testing.T) {
	k := accepted(t)
	k.refused("2026-08-01", "gia-han", nil, machine.ExtensionLimit)
	k.act("2026-08-01", "gia-han", fields{"phuc-tap": true}) // the decision itself finds the case complex
	k.due("giai-quyet", "2026-09-28", "2026-09-28", machine.Running)
	if r := k.refused("2026-08-02", "gia-han", nil, machine.ExtensionLimit); r.Cite != "LTC Đ30.2" {
		t.Errorf("cite %q", r.Cite)
	}
	k.act("2026-08-03", "gia-han", fields{"dac-biet": true}).due("giai-quyet", "2026-10-28", "2026-10-28", machine.Running)
	k.refused("2026-08-04", "gia-han", nil, machine.ExtensionLimit)
	k.refused("2026-10-29", "gia-han", nil, machine.PastDue)
}

func TestMetLate(t *testing.T) {
	k := accepted(t).act("2026-08-14", "bao-cao", nil)
	late := *k
	k.act("2026-08-14", "ban-hanh", nil)
	if c := k.clock("giai-quyet"); c.State != machine.Met || c.Late || c.Ended.String() != "2026-08-14" {
		t.Errorf("met on its last day: %+v", c)
	}
	late.tick("2026-08-17")
	late.due("giai-quyet", "2026-08-14", "2026-08-14", machine.Overdue).act("2026-08-15", "ban-hanh", nil)
	if c := late.clock("giai-quyet"); c.State != machine.Met || !c.Late {
		t.Errorf("met a day late: %+v", c)
	}
}

func TestLapse(t *testing.T) {
	k := accepted(t).act("2026-07-31", "bao-cao", nil).act("2026-07-31", "ban-hanh", nil)
	k.due("hieu-luc", "2026-08-30", "2026-08-30", machine.Running) // a Sunday, and stays there
	same(t, k.tick("2026-08-30"), []string{"hieu-luc remind 2026-08-30"})
	k.stage("da-ban-hanh")
	if wake(k) != "2026-08-31" {
		t.Errorf("wakes on %s", wake(k))
	}
	unticked := *k
	k.tick("2026-09-05")
	k.stage("co-hieu-luc").due("hieu-luc", "2026-08-30", "2026-08-30", machine.Met)
	if k.state.Entered.String() != "2026-08-31" || k.state.Last.String() != "2026-08-31" {
		t.Errorf("entered %s, last %s", k.state.Entered, k.state.Last)
	}
	k.refused("2026-08-30", "ket-thuc", nil, machine.WrongDateOrder)
	unticked.act("2026-09-05", "ket-thuc", nil).stage("het") // the act finds the term lapsed though no tick came
}

func TestALapseGivesWayToWhatWasDoneInTime(t *testing.T) {
	k := accepted(t).act("2026-07-31", "bao-cao", nil).act("2026-07-31", "ban-hanh", nil)
	k.tick("2026-09-05")
	gone := *k
	gone.act("2026-08-31", "du", fields{"so": 1}).refused("2026-08-28", "tam-dinh-chi", nil, machine.NotOffered) // too late: work went on
	k.stage("co-hieu-luc").act("2026-08-28", "tam-dinh-chi", nil).stage("tam-dung")                              // recorded after the lapse
	k.due("hieu-luc", "2026-08-30", "2026-08-30", machine.Running)
	k.act("2026-08-29", "tiep-tuc", nil).stage("da-ban-hanh")
	k.tick("2026-09-05")
	k.stage("co-hieu-luc").act("2026-09-05", "ket-thuc", nil).stage("het")
}

func TestLapseElsewhere(t *testing.T) {
	k := accepted(t).act("2026-07-31", "bao-cao", nil).act("2026-07-31", "ban-hanh", nil).act("2026-08-03", "tam-dinh-chi", nil)
	k.tick("2026-09-01")
	k.stage("tam-dung").due("hieu-luc", "2026-08-30", "2026-08-30", machine.Met)
}

func TestLapseIntoTheEnd(t *testing.T) {
	p := petition()
	p.Clock("hieu-luc").Lapse.To = "het"
	p.Clock("gui").Starts = []plan.Start{{Act: "ban-hanh"}}
	p.Clock("gui").Terms[0].Is = term("90 days")
	k := tell(t, lawOf(t, p), "2026-07-06", nil).act("2026-07-15", "thu-ly", nil).act("2026-07-31", "bao-cao", nil).act("2026-07-31", "ban-hanh", nil)
	k.tick("2026-09-05")
	k.stage("het")
	if c := k.clock("gui"); c.State != machine.Stopped || c.Ended.String() != "2026-08-31" {
		t.Errorf("%s %s", c.State, c.Ended)
	}
	if !slices.Contains(k.kinds(), machine.End) {
		t.Error("the end is not told")
	}
}

func TestBackwardTerm(t *testing.T) {
	k := accepted(t).act("2026-07-20", "moi", fields{"ngay": "2026-08-12"})
	k.due("bao-truoc", "2026-08-07", "2026-08-07", machine.Running)
	same(t, k.tick("2026-08-05"), []string{"giai-quyet remind 2026-08-04", "bao-truoc remind 2026-08-05"})
	k.act("2026-08-05", "moi", fields{"ngay": "2026-08-11"})
	same(t, k.tick("2026-08-06"), nil) // due on the 6th, its reminder would have come before the invitation
}

func TestHours(t *testing.T) {
	k := accepted(t).act("2026-07-20T09:30", "moi", fields{"ngay": "2026-08-30"})
	k.due("tam-giu", "2026-07-21T09:30", "2026-07-21T09:30", machine.Running)
	ok := *k
	ok.act("2026-07-20", "phuc-tap", nil)
	k.must(machine.Event{Kind: machine.Acts, Act: "bao-cao", On: day("2026-07-21T10:00"), With: fields{"con-khac-nhau": true}, Actor: machine.SampleActor(k.law, k.state, "bao-cao", "")})
	k.act("2026-07-21T10:00", "thong-bao", nil)
	if c := k.clock("tam-giu"); !c.Late {
		t.Error("half an hour late is late")
	}
}

func TestEndStopsWhatRuns(t *testing.T) {
	k := accepted(t).act("2026-07-20", "tam-dinh-chi", nil).act("2026-07-22", "dinh-chi", nil).stage("het")
	for _, c := range k.state.Clocks {
		if c.State != machine.Met && c.State != machine.Stopped {
			t.Errorf("%s is %s after the end", c.Name, c.State)
		}
	}
	if p := k.clock("giai-quyet").Pauses; len(p) != 1 || p[0].String() != "2026-07-20/2026-07-22" {
		t.Errorf("pauses %v", p)
	}
	if wake(k) != "" || machine.Tasks(k.law, k.state) != nil {
		t.Error("an ended case still has work")
	}
	k.refused("2026-07-23", "tiep-tuc", nil, machine.CaseEnded)
}

func TestExplain(t *testing.T) {
	k := accepted(t).act("2026-07-20", "tam-dinh-chi", nil)
	for asOf, due := range map[string]string{"2026-07-20": "2026-08-14", "2026-07-25": "2026-08-19"} {
		r, err := machine.Explain(k.law, k.state, "giai-quyet", day(asOf).Date)
		if err != nil || r.Due.String() != due || len(r.Why) == 0 {
			t.Errorf("as of %s: %s, %v", asOf, r.Due, err)
		}
	}
	if _, err := machine.Explain(k.law, k.state, "khong-co", day("2026-07-25").Date); err == nil {
		t.Error("explained a clock that is not there")
	}
}

// TestReadingsThatNoProcedureDeclares: how an installation reads the doubts about
// counting holds in every procedure, and only from the opening of a case on.
func TestReadingsThatNoProcedureDeclares(t *testing.T) {
	law := lawOf(t, petition())
	read := func(settings map[string]string, accepted string) *tale {
		k := &tale{t: t, law: law}
		k.must(machine.Event{Kind: machine.Opens, On: day("2026-07-06"), With: fields{"nguoi": "x"}, Unit: "unit-a", Superior: "unit-s", Policies: settings})
		return k.act(accepted, "thu-ly", nil)
	}
	for _, x := range []struct{ name, nominal, due, resumed string }{ // 45 days from 16 July end on Sunday 30 August before three days off
		{"", "2026-09-29", "2026-09-29", "2026-08-20"},
		{machine.NominalPolicy, "2026-10-03", "2026-10-05", "2026-08-20"},
		{machine.ResumptionPolicy, "2026-09-29", "2026-09-29", "2026-08-21"},
	} {
		off := map[string]string{x.name: "khong"}
		read(off, "2026-07-16").act("2026-08-10", "gia-han", fields{"phuc-tap": true}).due("giai-quyet", x.nominal, x.due, machine.Running)
		read(off, "2026-07-15").act("2026-07-24", "tam-dinh-chi", nil).act("2026-07-30", "tiep-tuc", nil).due("giai-quyet", x.resumed, x.resumed, machine.Running)
	}
	read(nil, "2026-07-15").refused("2026-08-15", "gia-han", fields{"phuc-tap": true}, machine.PastDue)
	late := read(map[string]string{machine.BeforeEndPolicy: "khong"}, "2026-07-15")
	late.tick("2026-08-15")
	late.act("2026-08-15", "gia-han", fields{"phuc-tap": true}).due("giai-quyet", "2026-09-28", "2026-09-28", machine.Running)
	late.refused("2026-08-16", "gia-han", nil, machine.ExtensionLimit)
	k := read(map[string]string{machine.CompensatoryPolicy: "khong"}, "2026-07-15")
	if got := k.state.Policies[machine.CompensatoryPolicy]; got != "khong" {
		t.Errorf("the case does not keep how it is read: %q", got)
	}
	wrong := machine.Event{Kind: machine.Opens, On: day("2026-07-06"), With: fields{"nguoi": "x"}, Unit: "u", Policies: map[string]string{machine.SaturdayPolicy: "sai"}}
	if (&tale{t: t, law: law}).try(wrong) == nil {
		t.Error("an unknown reading was taken")
	}
}
