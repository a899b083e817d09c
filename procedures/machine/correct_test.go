package machine_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// correction is an event of the head of unit-a, made on a day.
func correction(today string, c machine.Correction) machine.Event {
	c.Reason = "token"
	return machine.Event{Kind: machine.Corrects, On: day(today), Correct: &c, Actor: machine.Actor{User: "truong", Unit: "unit-a", Roles: []string{"thu-truong"}}}
}

func (k *tale) redate(today string, step int, on string) *tale {
	k.t.Helper()
	k.must(correction(today, machine.Correction{Step: step, On: day(on)}))
	return k
}

func (k *tale) void(today string, step int) *tale {
	k.t.Helper()
	k.must(correction(today, machine.Correction{Step: step, Void: true}))
	return k
}

func forgotten(today, on, act string, with fields) machine.Event {
	e := correction(today, machine.Correction{On: day(on)})
	e.Act, e.With = act, with
	return e
}

func (k *tale) insert(today, on, act string, with fields) *tale {
	k.t.Helper()
	k.must(forgotten(today, on, act, with))
	return k
}

func (k *tale) seqOf(act string) int {
	for _, d := range k.state.Done {
		if d.Act == act {
			return d.Seq
		}
	}
	k.t.Fatalf("%s was not done", act)
	return 0
}

func (k *tale) folds() {
	k.t.Helper()
	folded, err := machine.Fold(k.law, k.events)
	if err != nil || jsonOf(k.t, folded) != jsonOf(k.t, k.state) {
		k.t.Fatalf("the record folds to another state: %v\n%s\n%s", err, jsonOf(k.t, folded), jsonOf(k.t, k.state))
	}
}

// Traps of systems that went before this one, each by what was seen there.
func TestTrapsOfCorrections(t *testing.T) {
	t.Run("editing-the-record-restarts-the-clock", func(t *testing.T) {
		k := accepted(t).act("2026-07-16", "phuc-tap", fields{"phuc-tap": true}).act("2026-07-20", "gia-han", nil)
		before := k.clock("giai-quyet")
		k.insert("2026-08-10", "2026-07-18", "moi", fields{"ngay": "2026-09-20"})
		if after := k.clock("giai-quyet"); jsonOf(t, after) != jsonOf(t, before) {
			t.Errorf("an act beside the clock moved it:\n%s\n%s", jsonOf(t, before), jsonOf(t, after))
		}
		k.redate("2026-08-12", k.seqOf("thu-ly"), "2026-07-14") // one day earlier, whenever it is found out
		if c := k.clock("giai-quyet"); c.Started.String() != "2026-07-14" || c.Nominal.Date.AddDays(1) != before.Nominal.Date || len(c.Extensions) != 1 {
			t.Errorf("the clock is now %s, was %s", jsonOf(t, c), jsonOf(t, before))
		}
		k.folds()
	})
	t.Run("pause-in-working-days-restored-in-calendar-days", func(t *testing.T) {
		p := petition()
		p.Clocks = append(p.Clocks, plan.Clock{Name: "lam-viec", Title: "Làm việc", Cite: "NB Đ4", Starts: []plan.Start{{Act: "thu-ly"}}, Met: []string{"ban-hanh"},
			Terms: []plan.TermRule{{Is: term("10 working days")}}, Pauses: []plan.Pause{{From: "trung-cau", Until: "nhan-ket-qua"}}})
		k := tell(t, lawOf(t, p), "2026-07-06", nil).act("2026-07-13", "thu-ly", nil).due("lam-viec", "2026-07-27", "2026-07-27", machine.Running)
		k.act("2026-07-16", "trung-cau", nil).act("2026-07-21", "nhan-ket-qua", nil) // Thursday to Tuesday: three working days
		k.due("lam-viec", "2026-07-30", "2026-07-30", machine.Running)
		k.redate("2026-07-22", k.seqOf("nhan-ket-qua"), "2026-07-20").due("lam-viec", "2026-07-29", "2026-07-29", machine.Running)
		k.redate("2026-07-22", k.seqOf("trung-cau"), "2026-07-18").due("lam-viec", "2026-07-27", "2026-07-27", machine.Running) // a weekend holds nothing up
	})
	t.Run("pause-never-year-9999", func(t *testing.T) {
		k := accepted(t).act("2026-07-20", "trung-cau", nil).act("2026-07-24", "nhan-ket-qua", nil).due("giai-quyet", "2026-08-18", "2026-08-18", machine.Running)
		back := k.seqOf("nhan-ket-qua")
		k.void("2026-09-30", back).due("giai-quyet", "2026-08-14", "2026-08-14", machine.Paused)
		if c := k.clock("giai-quyet"); len(c.Pauses) != 1 || !c.Pauses[0].Open() || strings.Contains(jsonOf(t, k.state), "9999") {
			t.Errorf("pauses %v", c.Pauses)
		}
		k.insert("2026-10-02", "2026-07-24", "nhan-ket-qua", nil).due("giai-quyet", "2026-08-18", "2026-08-18", machine.Overdue)
		k.folds()
	})
}

func TestTheReceiptWasDatedWrongly(t *testing.T) {
	k := tell(t, lawOf(t, petition()), "2026-07-06", nil).due("thu-ly", "2026-07-15", "2026-07-15", machine.Running)
	k.tick("2026-07-10")
	k.redate("2026-07-10", 1, "2026-07-03").due("thu-ly", "2026-07-14", "2026-07-14", machine.Running)
	if k.state.Opened.String() != "2026-07-03" || k.events[0].On.String() != "2026-07-06" {
		t.Errorf("opened %s; the first step says %s", k.state.Opened, k.events[0].On)
	}
	k.folds()
}

func TestAnAlarmIsRaisedOnceForADueDate(t *testing.T) {
	k := accepted(t)
	same(t, k.tick("2026-08-10"), []string{"giai-quyet remind 2026-08-04"})
	k.redate("2026-08-10", 2, "2026-07-14") // due a day earlier: armed anew
	same(t, k.alarms(), []string{"giai-quyet remind 2026-08-03", "giai-quyet remind 2026-08-10"})
	k.redate("2026-08-10", 2, "2026-07-15") // as it was
	same(t, k.alarms(), nil)
	k.due("giai-quyet", "2026-08-14", "2026-08-14", machine.Running)
	same(t, k.tick("2026-08-14"), []string{"giai-quyet remind 2026-08-11", "giai-quyet escalate 2026-08-14"})
	k.folds()
}

// The clock of a machine that ran ahead, and was set back, changes no date of law
// and takes nothing back (and no alarm is told twice).
func TestAClockSetBackTakesNothingBack(t *testing.T) {
	k := accepted(t)
	k.tick("2026-08-20")
	k.due("giai-quyet", "2026-08-14", "2026-08-14", machine.Overdue)
	k.redate("2026-08-01", 2, "2026-07-15T08:00")
	k.due("giai-quyet", "2026-08-14", "2026-08-14", machine.Overdue)
	same(t, k.alarms(), nil)
	k.folds()
}

func TestAnActByMistake(t *testing.T) {
	k := accepted(t).act("2026-07-16", "tam-dinh-chi", nil).stage("tam-dung")
	k.void("2026-07-20", 3).stage("xac-minh").due("giai-quyet", "2026-08-14", "2026-08-14", machine.Running)
	if len(k.events) != 4 || k.events[2].Act != "tam-dinh-chi" {
		t.Error("the record lost a step")
	}
	k.void("2026-07-20", 2).stage("tiep-nhan") // the acceptance as well
	if slices.ContainsFunc(k.state.Clocks, func(c machine.Clock) bool { return c.Name == "giai-quyet" }) {
		t.Error("a clock runs that never began")
	}
	if !slices.Contains(k.kinds(), machine.DropClock) {
		t.Errorf("commands %v", k.kinds())
	}
	k.redate("2026-07-21", 2, "2026-07-15").stage("xac-minh") // and yet it was right
	k.folds()
}

func TestAForgottenActOfTheSameDay(t *testing.T) {
	k := accepted(t).act("2026-07-20", "tam-dinh-chi", nil)
	e := forgotten("2026-07-25", "2026-07-20", "bao-cao", fields{"con-khac-nhau": false})
	refusedFor(t, k, e, machine.NotOffered) // after the suspension it was not possible
	e.Correct.Before = 3
	k.must(e)
	k.stage("tam-dung").folds()
	if k.state.Done[2].Act != "bao-cao" || k.state.Done[2].Seq != 4 {
		t.Errorf("done %v", k.state.Done)
	}
}

func refusedFor(t *testing.T, k *tale, e machine.Event, code string) *machine.Refusal {
	t.Helper()
	r := k.try(e)
	if r == nil || r.Code != code {
		t.Fatalf("refused %+v, want %s", r, code)
	}
	return r
}

func TestCorrectionsThatAreRefused(t *testing.T) {
	k := accepted(t).act("2026-07-20", "bao-cao", nil)
	k.tick("2026-08-20")
	r := refusedFor(t, k, correction("2026-08-20", machine.Correction{Step: 2, Void: true}), machine.Contradicts)
	if !strings.Contains(r.Sentence, "«Việc bao-cao» ngày 20/07/2026") {
		t.Errorf("the sentence does not name the act: %s", r.Sentence)
	}
	refusedFor(t, k, correction("2026-08-20", machine.Correction{Step: 2, On: day("2026-07-21")}), machine.Contradicts)
	refusedFor(t, k, correction("2026-08-20", machine.Correction{Step: 1, On: day("2026-07-16")}), machine.Contradicts)
	refusedFor(t, k, correction("2026-08-20", machine.Correction{Step: 1, Void: true}), machine.NotToCorrect)
	refusedFor(t, k, correction("2026-08-20", machine.Correction{Step: 1, On: day("2026-06-30")}), machine.NotInForce)
	refusedFor(t, k, correction("2026-08-20", machine.Correction{Step: 2, On: day("2026-07-15")}), machine.NotToCorrect)
	refusedFor(t, k, correction("2026-08-20", machine.Correction{Step: 2, On: day("2026-08-21")}), machine.FutureDate)
	refusedFor(t, k, correction("2026-08-20", machine.Correction{Step: 4, On: day("2026-08-19")}), machine.NotToCorrect) // a tick
	refusedFor(t, k, correction("2026-08-20", machine.Correction{Step: 9, Void: true}), machine.NotToCorrect)
	refusedFor(t, k, correction("2026-08-20", machine.Correction{}), machine.NotToCorrect)
	refusedFor(t, k, forgotten("2026-08-20", "2026-07-16", "khong-co", nil), machine.NotToCorrect)
	refusedFor(t, k, forgotten("2026-08-20", "2026-07-16", "tiep-tuc", nil), machine.NotOffered)
	refusedFor(t, k, forgotten("2026-08-20", "2026-07-16", "moi", nil), machine.BadForm)
	for code, change := range map[string]func(*machine.Event){
		machine.NotYourRole:  func(e *machine.Event) { e.Actor.Roles = []string{"nguoi-xu-ly"} },
		machine.NotYourUnit:  func(e *machine.Event) { e.Actor.Unit = "unit-s" },
		machine.NotToCorrect: func(e *machine.Event) { e.Correct.Reason = "" },
	} {
		e := correction("2026-08-20", machine.Correction{Step: 2, On: day("2026-07-14")})
		change(&e)
		refusedFor(t, k, e, code)
	}
	k.act("2026-08-20", "dinh-chi", nil)
	refusedFor(t, k, correction("2026-08-20", machine.Correction{Step: 2, On: day("2026-07-14")}), machine.CaseEnded)
	if _, _, r := machine.Advance(k.law, accepted(t).state, correction("2026-08-20", machine.Correction{Step: 2, On: day("2026-07-14")})); r == nil || r.Code != machine.NotToCorrect {
		t.Errorf("without its past a correction was let through: %v", r)
	}
}

func TestStandingIsWhatCounts(t *testing.T) {
	k := accepted(t).act("2026-07-20", "bao-cao", nil).act("2026-07-21", "moi", fields{"ngay": "2026-08-20"})
	k.redate("2026-07-30", 3, "2026-07-22").void("2026-07-30", 4).insert("2026-07-30", "2026-07-18", "moi", fields{"ngay": "2026-08-22"})
	var got []string
	for _, e := range machine.Standing(k.events) {
		got = append(got, string(e.Kind)+" "+e.Act+" "+e.On.String())
	}
	same(t, got, []string{"open  2026-07-06", "act thu-ly 2026-07-15", "act moi 2026-07-18", "act bao-cao 2026-07-22"})
}
