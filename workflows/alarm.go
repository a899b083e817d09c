package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// openingPatience is how long a run without any accepted event waits for one.
const openingPatience = 10 * time.Minute

// sleep waits, with at most one timer, until the alarm of the case is due
// (true) or something happened that live must look at. The timer is left alone
// while the date stays: re-arming costs two events.
func (r *run) sleep(ctx workflow.Context) (bool, error) {
	armed := r.wake
	stirred := func() bool { return r.wake != armed || r.over(ctx) || r.full(ctx) }
	wait, ok := r.untilAlarm(ctx)
	if !ok {
		return false, workflow.Await(ctx, stirred)
	}
	timed, cancel := workflow.WithCancel(ctx)
	timer := workflow.NewTimer(timed, wait)
	opening := r.empty()
	err := workflow.Await(ctx, func() bool { return timer.IsReady() || opening != r.empty() || stirred() })
	if err == nil && timer.IsReady() {
		return true, nil
	}
	if !r.over(ctx) && !r.full(ctx) { // the end of a run ends its timer without an event
		cancel()
	}
	return false, err
}

// untilAlarm is how long to wait for the alarm; false when there is none. An
// alarm that is already due waits for nothing.
func (r *run) untilAlarm(ctx workflow.Context) (time.Duration, bool) {
	if r.empty() {
		started := workflow.GetInfo(ctx).WorkflowStartTime
		return max(0, started.Add(openingPatience).Sub(workflow.Now(ctx))), true
	}
	if r.wake.IsZero() {
		return 0, false
	}
	day := r.wake
	if !day.After(r.ticked) && r.tickedSeq == r.progress.State.Seq { // nothing happened since: never spin on one date
		day = r.ticked.AddDays(1)
	}
	at := day.At(0, 0).Add(contract.NightBegins + jitter(r.in.Case))
	return max(0, at.Sub(workflow.Now(ctx))), true
}

// tick raises what is due today. An act may have changed the alarm while the
// tick waited for its turn. A tick that the record will not take is left to the
// sweep and to the next morning: it must not end the case.
func (r *run) tick(ctx workflow.Context) {
	if err := r.turn.Lock(ctx); err != nil {
		return // only on cancellation, which this context never sees
	}
	defer r.turn.Unlock()
	now := workflow.Now(ctx)
	today := legaltime.DateOf(now)
	r.ticked = today
	if _, err := r.tickOn(ctx, machine.Event{Kind: machine.Ticks, On: legaltime.Day(today), At: now}); err != nil {
		workflow.GetLogger(ctx).Error("the tick was not recorded", "Error", err)
	}
	r.tickedSeq = r.progress.State.Seq
}

// tickOn records a tick under a command that both the timer and the sweep
// arrive at, so that one date is raised once.
func (r *run) tickOn(ctx workflow.Context, e machine.Event) (contract.Receipt, error) {
	e.Command = fmt.Sprintf("tick-%s-%d", e.On.Date, r.progress.State.Seq+1)
	return r.settle(ctx, e)
}

// jitter spreads the alarms of many cases over the night: the same for a case
// every day. Temporal fires some eighty timers a second, and a province may have
// more than that due on one morning.
func jitter(id string) time.Duration {
	h := uint32(2166136261) // FNV-1a
	for i := range len(id) {
		h = (h ^ uint32(id[i])) * 16777619
	}
	return time.Duration(h) * time.Millisecond % (contract.NightEnds - contract.NightBegins)
}
