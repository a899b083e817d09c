package notify_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// asked is an office whose rung on the due date asks to be acknowledged within a
// working day, and was told that morning to the head of the commune.
func asked(t *testing.T) (*office, *notifyParts) {
	o := open(t)
	o.hire("an", "xa", access.Heads)
	o.hire("tin", "tinh", access.Heads)
	o.runs(machine.Running, 0, false)
	o.now = due.At(8, 0)
	rung := raised(rungAsking, 0, plan.Escalate, "thu-truong")
	rung.Notice.Asks = true
	o.step(machine.Ticks, rung)
	p := &notifyParts{o}
	p.pass(due.At(8, 1), 0)
	return o, p
}

// rungAsking is the rung of thePlan that asks.
const rungAsking = 4

type notifyParts struct{ o *office }

// pass sweeps and tells at an instant; so many rungs are told again.
func (p *notifyParts) pass(at time.Time, want int) {
	p.o.t.Helper()
	p.o.now = at
	if n, err := p.o.sweep().RaiseAgain(p.o.t.Context()); err != nil || n != want {
		p.o.t.Errorf("%v: %d told again, want %d: %v", at, n, want, err)
	}
	p.o.once(p.o.dispatcher(p.o.sink))
}

func TestWhatNobodyAcknowledgesIsToldOneStepHigherOnce(t *testing.T) {
	o, p := asked(t)
	first := o.inbox("an")
	if len(first) != 1 || first[0].Answer != store.Asked || !strings.Contains(first[0].Body, "trước hết ngày 07/07/2026") {
		t.Fatalf("%+v", first)
	}
	p.pass(due.AddDays(1).At(23, 59), 0)
	p.pass(due.AddDays(2).At(8, 0), 1)
	p.pass(due.AddDays(2).At(8, 1), 0)
	above := o.inbox("tin")
	if len(above) != 1 || !strings.Contains(above[0].Body, "Người giải quyết khiếu nại, UBND xã Phước Dinh chưa xác nhận") || above[0].Answer != store.Asked {
		t.Fatalf("%+v", above)
	}
	p.pass(due.AddDays(30).At(8, 0), 0) // nobody is above the province
	rows, err := o.store.Told(t.Context(), o.id)
	if err != nil || len(rows) != 2 || rows[1].Unit != "xa" || rows[1].Role != "thu-truong" || rows[1].Reached != "tinh" || rows[1].AsRole != access.Heads {
		t.Errorf("addressees %+v, %v", rows, err)
	}
	if n := len(o.inbox("an")) + len(o.sink.List()); n != 1+2 {
		t.Errorf("told more than once: %d", n)
	}
}

func TestWhatIsAcknowledgedIsNotToldHigher(t *testing.T) {
	o, p := asked(t)
	o.hire("binh", "xa", access.Handles)
	entry := o.inbox("an")[0].ID
	if err := o.store.Acknowledge(t.Context(), "binh", entry, o.now); err != store.ErrNotFound {
		t.Errorf("an entry of somebody else: %v", err)
	}
	for range 2 {
		o.must(o.store.Acknowledge(t.Context(), "an", entry, o.now))
	}
	if e := o.inbox("an")[0]; e.Answer != store.AnsweredBy || !e.Read {
		t.Errorf("%+v", e)
	}
	p.pass(due.AddDays(2).At(8, 0), 0)
	if n := len(o.inbox("tin")); n != 0 {
		t.Errorf("%d entries above", n)
	}
}

// The day is that of +07:00, in the morning too.
func TestWhatIsToldHigherBearsTheDayOnWhichItIs(t *testing.T) {
	for _, hour := range []int{1, 8, 23} {
		o, _ := asked(t)
		o.now = due.AddDays(2).At(hour, 0)
		if n, err := o.sweep().RaiseAgain(t.Context()); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		rows, err := o.store.ClaimNotices(t.Context(), o.now, 10, time.Minute)
		if err != nil || len(rows) != 1 || rows[0].Date != due.AddDays(2) {
			t.Errorf("%d o'clock: %+v, %v", hour, rows, err)
		}
	}
}

// Who acknowledges late still takes back what was raised and not told yet.
func TestAcknowledgedBetweenRaisingAndTelling(t *testing.T) {
	o, _ := asked(t)
	o.now = due.AddDays(2).At(8, 0)
	if n, err := o.sweep().RaiseAgain(t.Context()); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	o.must(o.store.Acknowledge(t.Context(), "an", o.inbox("an")[0].ID, o.now))
	o.once(o.dispatcher(o.sink))
	if n := len(o.inbox("tin")); n != 0 {
		t.Errorf("%d entries above", n)
	}
}

func TestWhatIsMootIsNotToldHigher(t *testing.T) {
	for name, then := range map[string]func(o *office){
		"met late":       func(o *office) { o.runs(machine.Met, 0, true) },
		"paused":         func(o *office) { o.runs(machine.Paused, 0, false) },
		"the date moved": func(o *office) { o.runs(machine.Running, 20, false) },
	} {
		t.Run(name, func(t *testing.T) {
			o, p := asked(t)
			then(o)
			p.pass(due.AddDays(2).At(8, 0), 0)
			if e := o.inbox("an")[0]; e.Answer != "" {
				t.Errorf("it still asks: %+v", e)
			}
			o, _ = asked(t) // raised already, not told
			o.now = due.AddDays(2).At(8, 0)
			if n, err := o.sweep().RaiseAgain(t.Context()); n != 1 || err != nil {
				t.Fatal(n, err)
			}
			then(o)
			o.once(o.dispatcher(o.sink))
			if n := len(o.inbox("tin")); n != 0 {
				t.Errorf("%d entries above", n)
			}
		})
	}
}

// Two sweeps at the same time, again and again: each step up is told once.
func TestTwoSweepsAtOnceTellAStepOnce(t *testing.T) {
	o, _ := asked(t)
	o.now = due.AddDays(2).At(8, 0)
	var sweeps sync.WaitGroup
	var counted sync.Mutex
	all := 0
	for range 8 {
		sweeps.Go(func() {
			n, err := o.sweep().RaiseAgain(t.Context())
			counted.Lock()
			defer counted.Unlock()
			if all += n; err != nil {
				t.Error(err)
			}
		})
	}
	sweeps.Wait()
	o.once(o.dispatcher(o.sink))
	if n := len(o.inbox("tin")); all != 1 || n != 1 {
		t.Errorf("raised %d times, told %d times", all, n)
	}
}
