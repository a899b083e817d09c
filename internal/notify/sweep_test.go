package notify_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/notify"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// runs gives the case its clock, on the due date or so many days after it.
func (o *office) runs(c machine.ClockState, moved int, late bool) {
	o.t.Helper()
	to := legaltime.Day(due.AddDays(moved))
	o.state.Clocks = []machine.Clock{{Name: "giai-quyet", Started: due.AddDays(-14), From: legaltime.Day(due.AddDays(-14)),
		Term: legaltime.Term{N: 10, Unit: legaltime.WorkingDays}, Nominal: to, Due: to, WarnBy: to, State: c, Late: late}}
	clock := o.state.Clocks[0]
	o.step(machine.Acts, machine.Command{Kind: machine.SetClock, Clock: &clock})
}

func (o *office) sweep() notify.Sweep {
	return notify.Sweep{Store: o.store, Laws: o.laws, Now: func() time.Time { return o.now }}
}

func (o *office) raise(want int) {
	o.t.Helper()
	if n, err := o.sweep().Raise(o.t.Context()); err != nil || n != want {
		o.t.Errorf("%v: %d rungs raised, want %d: %v", o.now, n, want, err)
	}
}

// TestTheSweepAloneRaisesEachRungOnce: with no timer anywhere, and then with one
// that comes late.
func TestTheSweepAloneRaisesEachRungOnce(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", allRoles...)
	o.hire("tin", "tinh", access.Heads)
	o.alarm = due
	o.runs(machine.Running, 0, false)
	o.now = due.At(0, 10)
	o.raise(3)
	o.raise(0)
	o.step(machine.Ticks, raised(0, -5, plan.Remind, "nguoi-xu-ly"), raised(2, 0, plan.Escalate, "thu-truong"))
	o.raise(0) // the timer came; the machine would say the same again
	d := o.dispatcher(o.sink)
	o.once(d)
	if rows := o.inbox("an"); len(rows) != 1 || rows[0].Kind != "escalate" {
		t.Errorf("inbox %+v", rows)
	}
	o.now = due.AddDays(1).At(0, 10)
	o.raise(1)
	o.once(d)
	if rows := o.inbox("tin"); len(rows) != 1 {
		t.Errorf("the superior's inbox %+v", rows)
	}
}

// TestACaseThatMovedOnIsLookedAtAgain: a due date that is moved into the past is
// raised within the minute, not the next day.
func TestACaseThatMovedOnIsLookedAtAgain(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", allRoles...)
	o.now = due.At(9, 0)
	o.alarm = due
	o.runs(machine.Running, 30, false)
	o.raise(0)
	o.runs(machine.Running, 0, false)
	o.raise(3)
}

func TestWhatIsMootIsWithdrawn(t *testing.T) {
	for _, c := range []struct {
		name  string
		state machine.ClockState
		moved int
		late  bool
		mails int
	}{
		{"met in time", machine.Met, 0, false, 0},
		{"paused", machine.Paused, 0, false, 0},
		{"stopped", machine.Stopped, 0, false, 0},
		{"the date moved", machine.Running, 20, false, 0},
		{"still owed", machine.Running, 0, false, 1},
		{"met late: that it was late stays true", machine.Met, 0, true, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := open(t)
			o.hire("an", "xa", access.Heads)
			o.runs(machine.Running, 0, false)
			o.now = due.At(0, 10)
			o.step(machine.Ticks, raised(2, 0, plan.Escalate, "thu-truong"))
			d := o.dispatcher(o.sink)
			o.once(d) // in the night: the mail waits
			o.runs(c.state, c.moved, c.late)
			o.now = due.At(7, 30)
			o.once(d)
			if n := len(o.sink.List()); n != c.mails {
				t.Errorf("%d mails, want %d", n, c.mails)
			}
		})
	}
}

func TestMailsWaitForTheOfficeToOpen(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", access.Heads)
	o.must(o.store.SetHours(t.Context(), "xa", store.Hours{Opens: 8 * 60, Closes: 16 * 60}))
	saturday := legaltime.NewDate(2026, time.July, 11)
	o.now = saturday.At(9, 0)
	o.step(machine.Ticks, raised(2, 5, plan.Escalate, "thu-truong"))
	d := o.dispatcher(o.sink)
	for at, want := range map[time.Time]int{saturday.At(9, 1): 0, saturday.AddDays(2).At(7, 59): 0} {
		o.now = at
		if o.once(d); len(o.sink.List()) != want || len(o.inbox("an")) != 1 {
			t.Errorf("%v: %d mails", at, len(o.sink.List()))
		}
	}
	o.now = saturday.AddDays(2).At(8, 0)
	if o.once(d); len(o.sink.List()) != 1 {
		t.Error("the office is open, and no mail came")
	}
}

func TestWhatIsDueAtAnHourGoesOutAtOnce(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", access.Heads)
	o.now = due.At(22, 0)
	urgent := raised(2, 0, plan.Escalate, "thu-truong")
	urgent.Notice.Due.Minute = 23 * 60
	o.step(machine.Ticks, urgent)
	if o.once(o.dispatcher(o.sink)); len(o.sink.List()) != 1 {
		t.Error("an alarm of hours waited for the morning")
	}
}

func TestAnUrgentRungGoesOutAtAnyHour(t *testing.T) {
	for urgent, want := range map[bool]int{false: 0, true: 1} {
		o := open(t)
		o.hire("an", "xa", access.Heads)
		o.now = due.At(22, 0)
		rung := raised(2, 0, plan.Escalate, "thu-truong")
		rung.Notice.Urgent = urgent
		o.step(machine.Ticks, rung)
		if o.once(o.dispatcher(o.sink)); len(o.sink.List()) != want {
			t.Errorf("urgent %v: %d mails at night, want %d", urgent, len(o.sink.List()), want)
		}
	}
}

func TestALawThatCannotBeReadHoldsUpTheSweepOnly(t *testing.T) {
	o := open(t)
	o.alarm, o.now = due, due.At(0, 10)
	o.runs(machine.Running, 0, false)
	o.laws.missing = true
	if n, err := o.sweep().Raise(t.Context()); n != 0 || err == nil {
		t.Errorf("%d raised, %v", n, err)
	}
	o.laws.missing = false
	o.raise(3)
}

func TestTheSweepWakesCasesThatMissedTheirDay(t *testing.T) {
	o := open(t)
	var woken []string
	s := o.sweep()
	s.Tick = func(_ context.Context, id string) error { woken = append(woken, id); return nil }
	start := due.AddDays(1).At(0, 0) // the alarm's day begins
	for after, want := range map[time.Duration]int{-time.Hour: 0, 6 * time.Hour: 0, 7 * time.Hour: 1} {
		woken, o.now = nil, start.Add(after)
		if err := s.Once(t.Context()); err != nil || len(woken) != want {
			t.Errorf("%v after: %v, %v", after, woken, err)
		}
	}
	o.now = start.Add(7 * time.Hour)
	s.Tick = func(context.Context, string) error { return errors.New("down") }
	if err := s.Once(t.Context()); err == nil {
		t.Error("a failure was swallowed")
	}
}

func TestTheHeartbeatSaysWhatWaits(t *testing.T) {
	o := open(t)
	o.runs(machine.Running, 0, false)
	o.now = due.At(7, 0)
	o.rung(2, 0, plan.Escalate, "thu-truong")
	o.now = due.At(7, 2)
	o.must(o.sweep().Once(t.Context()))
	beats, err := o.store.Heartbeats(t.Context())
	if err != nil || len(beats) != 1 || beats[0].Open != 1 || beats[0].Waiting != 1 || !beats[0].At.Equal(o.now) {
		t.Fatalf("%+v, %v", beats, err)
	}
	o.laws.missing = true
	o.once(o.dispatcher(o.sink)) // tried again later, and no less late for that
	o.now = due.At(7, 10)
	o.must(o.sweep().Once(t.Context()))
	if beats, _ = o.store.Heartbeats(t.Context()); beats[0].Lateness < 10*time.Minute {
		t.Errorf("an attempt that failed made the lateness %v", beats[0].Lateness)
	}
}

// TestCasesThatCannotBeWokenHoldUpNoAlarm: where Temporal hangs, what is due is
// raised as if it did not.
func TestCasesThatCannotBeWokenHoldUpNoAlarm(t *testing.T) {
	o := open(t)
	o.alarm = due
	o.runs(machine.Running, 30, false)
	o.now = due.At(9, 0)
	hangs := make(chan struct{}, 1)
	s := o.sweep()
	s.Every = 10 * time.Millisecond
	s.Tick = func(ctx context.Context, _ string) error {
		hangs <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { s.Run(ctx); close(ended) }()
	defer func() { stop(); <-ended }()
	<-hangs
	o.runs(machine.Running, 0, false) // what a petition that is written down late does
	for range 500 {
		if n, err := o.store.NoticesWaiting(t.Context()); err != nil || n == 3 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the alarm waits for Temporal")
}
