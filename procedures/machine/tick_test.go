package machine_test

import (
	"testing"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// sleep ticks on every date on which the case asks to be woken.
func (k *tale) sleep(until string) []string {
	k.t.Helper()
	var all []string
	for ticks := 0; ; ticks++ {
		on, ok := machine.Wake(k.law, k.state)
		if !ok || on.After(day(until).Date) {
			return all
		}
		all = append(all, k.tick(on.String())...)
		if ticks > 1000 {
			k.t.Fatal("never sleeps")
		}
	}
}

var ladder = []string{
	"giai-quyet remind 2026-08-04", "giai-quyet remind 2026-08-11", "giai-quyet escalate 2026-08-14", "giai-quyet escalate 2026-08-19",
}

func TestLadder(t *testing.T) {
	k := accepted(t)
	same(t, k.sleep("2026-08-20"), ladder)
	same(t, k.tick("2026-08-20"), nil)
	seq := k.state.Seq
	k.tick("2027-08-20")
	if k.state.Seq == seq { // "tuoi" is overdue by then
		t.Error("nothing was overdue")
	}
}

func TestALateTickRaisesWhatWasMissed(t *testing.T) {
	k := accepted(t)
	same(t, k.tick("2026-08-25"), ladder)
	k.due("giai-quyet", "2026-08-14", "2026-08-14", machine.Overdue)
}

func TestAnEarlyTickDoesNothing(t *testing.T) {
	k := accepted(t)
	seq := k.state.Seq
	same(t, k.tick("2026-08-03"), nil)
	if k.state.Seq != seq {
		t.Error("a tick with nothing to do is a step")
	}
}

func TestRungsFollowTheDueDate(t *testing.T) {
	k := accepted(t)
	k.sleep("2026-08-10")
	k.act("2026-08-10", "phuc-tap", fields{"phuc-tap": true}) // due 3 September, nominal 29 August
	same(t, k.sleep("2026-09-10"), []string{
		"giai-quyet remind 2026-08-24", "giai-quyet remind 2026-08-26", "giai-quyet escalate 2026-09-03", "giai-quyet escalate 2026-09-08"})
}

// The body that takes a petition over on its first day has the same last day as
// the one that was told before, and must be told itself.
func TestAClockThatStartsAnewOwesItsRungsAnew(t *testing.T) {
	k := tell(t, lawOf(t, petition()), "2026-07-06", nil)
	same(t, k.tick("2026-07-10"), []string{"thu-ly remind 2026-07-09"})
	k.act("2026-07-06", "chuyen-don", fields{"noi-nhan": "unit-b"}).act("2026-07-06", "nhan-don", nil)
	k.due("thu-ly", "2026-07-15", "2026-07-15", machine.Running)
	same(t, k.tick("2026-07-10"), []string{"thu-ly remind 2026-07-09"})
	if n := k.commands[len(k.commands)-1].Notice; k.clock("thu-ly").Run != 1 || n == nil || n.Run != 1 {
		t.Errorf("%+v, %+v", k.clock("thu-ly"), n)
	}
}

func TestPausedAndMetClocksAreSilent(t *testing.T) {
	k := accepted(t).act("2026-08-03", "tam-dinh-chi", nil)
	for _, a := range k.sleep("2026-12-01") {
		if a[:10] == "giai-quyet" {
			t.Error(a)
		}
	}
	k = accepted(t).act("2026-08-03", "bao-cao", nil).act("2026-08-03", "ban-hanh", nil)
	same(t, k.sleep("2026-08-29"), nil)
}

func TestALateRecordLowersNothing(t *testing.T) {
	k := accepted(t)
	same(t, k.sleep("2026-08-14"), ladder[:3])
	fired := len(k.clock("giai-quyet").Fired)
	k.act("2026-08-10", "bao-cao", nil).act("2026-08-10", "ban-hanh", nil)
	if c := k.clock("giai-quyet"); c.State != machine.Met || c.Late || len(c.Fired) != fired {
		t.Errorf("%+v", c)
	}
}

func TestRemindersOfTheEarlierSource(t *testing.T) {
	k := tell(t, lawOf(t, petition()), "2026-07-06", nil)
	same(t, k.sleep("2026-07-20"), []string{"thu-ly remind 2026-07-09", "thu-ly escalate 2026-07-15", "thu-ly escalate 2026-07-16"})
}

func TestReportsTheView(t *testing.T) {
	k := accepted(t)
	for _, c := range machine.Clocks(k.law, k.state, day("2026-08-15")) {
		if c.Name == "giai-quyet" && c.State != machine.Overdue {
			t.Error("a view without a tick does not see that the term is over")
		}
	}
	k.due("giai-quyet", "2026-08-14", "2026-08-14", machine.Running)
}

func TestCalendarChange(t *testing.T) {
	k := accepted(t)
	k.sleep("2026-08-14")
	other, err := calendar(t).With("other", []byte("kind,date,name,source\noff,2026-07-15,Nghỉ bão,QĐ\noff,2026-08-14,Nghỉ bão,QĐ\n"))
	if err != nil {
		t.Fatal(err)
	}
	e := machine.Event{Kind: machine.Calendar, On: day("2026-08-20"), Calendar: other.Hash()}
	if r := k.try(e); r == nil || r.Code != machine.WrongCalendar {
		t.Errorf("%v", r)
	}
	k.law = k.law.With(other)
	k.must(e)
	if k.state.Calendar != other.Hash() {
		t.Error("the calendar is not noted")
	}
	k.due("giai-quyet", "2026-08-14", "2026-08-17", machine.Running).due("thu-ly", "2026-07-15", "2026-07-15", machine.Met)
	seq := k.state.Seq
	k.must(e)
	if k.state.Seq != seq {
		t.Error("the same calendar twice is a step")
	}
	folded, err := machine.FoldWith(lawOf(t, petition()), k.events, func(string) (*legaltime.Calendar, error) { return other, nil })
	if err != nil || jsonOf(t, folded) != jsonOf(t, k.state) {
		t.Errorf("folds to another state: %v", err)
	}
	if _, err := machine.Fold(lawOf(t, petition()), k.events); err == nil {
		t.Error("folded by a calendar that it does not have")
	}
}

// TestAheadIsWhatSleepingBrings: what is foreseen is what then happens.
func TestAheadIsWhatSleepingBrings(t *testing.T) {
	k := accepted(t)
	var told []string
	overdue := false
	for _, f := range machine.Ahead(k.law, k.state, k.state.Last, 20) {
		if f.Notice != nil {
			told = append(told, f.Clock+" "+string(f.Notice.Does)+" "+f.On.String())
		}
		overdue = overdue || f.Overdue && f.Clock == "giai-quyet" && f.On == day("2026-08-15").Date
	}
	same(t, told[:len(ladder)], ladder)
	if !overdue {
		t.Error("that the term passes is not foreseen")
	}
	seq := k.state.Seq
	if len(machine.Ahead(k.law, k.state, k.state.Last, 2)) != 2 || k.state.Seq != seq {
		t.Error("two things were asked for")
	}
}
