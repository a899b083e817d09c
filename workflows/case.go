// Package workflows holds the one Temporal workflow that runs any plan. It has
// no meaning of its own: an act is an Update, the machine says what follows, a
// local activity writes it into the record, and one timer waits for the next
// day on which the machine has something to say.
package workflows

import (
	"fmt"

	"go.temporal.io/sdk/workflow"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// Laws finds the law of a case by the content hashes of its plan and calendar.
// Content under a hash never changes, so a look-up is as deterministic as a
// constant. An implementation may wait briefly (well under Temporal's deadlock
// limit of one second) for the record to hand the content over.
type Laws interface {
	Law(plan, calendar string) (*machine.Law, error)
}

// Case is the workflow of one case, with the registry it reads laws from.
type Case struct {
	Laws Laws
}

// run is one run of a case. Everything in it that must outlive the run is in
// progress.
type run struct {
	laws      Laws
	in        contract.CaseInput
	progress  contract.Progress
	turn      workflow.Mutex // acts of one case are applied one at a time
	wake      legaltime.Date // next date with something to do; zero: none
	ticked    legaltime.Date // date of the last tick of this run
	tickedSeq int            // seq after it: an act recorded late may make the same day due again
	updates   int            // updates answered by this run
}

// Run lives until the case has its outcome and owes nothing more. It ignores
// cancellation: only the law ends a case.
func (c Case) Run(ctx workflow.Context, in contract.CaseInput) error {
	ctx, _ = workflow.NewDisconnectedContext(ctx)
	r := &run{laws: c.Laws, in: in, turn: workflow.NewMutex(ctx)}
	if in.Progress != nil {
		r.progress = *in.Progress
		r.wake = r.nextWake()
	}
	if err := r.listen(ctx); err != nil {
		return err
	}
	return r.live(ctx)
}

// listen answers acts and questions from now on.
func (r *run) listen(ctx workflow.Context) error {
	ask := func() (contract.Progress, error) { return r.progress, nil }
	if err := workflow.SetQueryHandler(ctx, contract.StateQuery, ask); err != nil {
		return fmt.Errorf("set query handler: %w", err)
	}
	options := workflow.UpdateHandlerOptions{Validator: r.validate}
	if err := workflow.SetUpdateHandlerWithOptions(ctx, contract.ActUpdate, r.act, options); err != nil {
		return fmt.Errorf("set update handler: %w", err)
	}
	return nil
}

// live waits for alarms until the case is over or moves to another run.
func (r *run) live(ctx workflow.Context) error {
	if err := r.awaitOpening(ctx); err != nil {
		return err
	}
	for {
		fired, err := r.sleep(ctx)
		switch {
		case err != nil:
			return err
		case r.over(ctx):
			return nil
		case r.full(ctx):
			return r.handOver(ctx)
		case fired && r.empty():
			return r.giveUp(ctx)
		case fired:
			r.tick(ctx)
		}
	}
}

// awaitOpening lets an opening that came together with the start be recorded
// before any timer is set, which saves every case two events. Coroutines take
// turns: at the second look, the update has had its own.
func (r *run) awaitOpening(ctx workflow.Context) error {
	looks := 0
	return workflow.Await(ctx, func() bool {
		looks++
		return !r.empty() || looks > 1 && workflow.AllHandlersFinished(ctx)
	})
}

// empty says whether no event was ever accepted.
func (r *run) empty() bool { return r.progress.State.Seq == 0 }

// over says whether the case has its outcome, owes nothing and answers nobody.
func (r *run) over(ctx workflow.Context) bool {
	return r.progress.State.Outcome != "" && r.wake.IsZero() && workflow.AllHandlersFinished(ctx)
}

// giveUp ends a run whose opening was refused and not sent again. An opening
// that is still being recorded is waited for.
func (r *run) giveUp(ctx workflow.Context) error {
	err := workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) })
	if err != nil || r.empty() {
		return err
	}
	return r.live(ctx)
}

// law is the law under which e is to be judged. When it cannot be had the
// workflow panics: that fails the workflow task, which Temporal tries again,
// and not the case.
func (r *run) law(e machine.Event) *machine.Law {
	calendar := r.in.Calendar
	switch {
	case e.Calendar != "" && (e.Kind == machine.Calendar || r.empty()):
		calendar = e.Calendar
	case !r.empty():
		calendar = r.progress.State.Calendar
	}
	law, err := r.laws.Law(r.in.Plan, calendar)
	if err != nil {
		panic(fmt.Sprintf("law %s with calendar %s: %v", r.in.Plan, calendar, err))
	}
	return law
}

// nextWake asks the machine for the next date with something to do.
func (r *run) nextWake() legaltime.Date {
	if r.empty() {
		return legaltime.Date{}
	}
	wake, _ := machine.Wake(r.law(machine.Event{}), r.progress.State)
	return wake
}
