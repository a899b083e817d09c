package workflows

import (
	"errors"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/procedures/machine"
)

// How long a step may wait for the record. A local activity costs one marker
// instead of three events and two trips through a task queue, but keeps the
// workflow task open: an outage longer than localPatience goes to a regular
// activity, which waits in Temporal's queue for as long as it takes.
const (
	attemptLimit  = 5 * time.Second
	localPatience = 15 * time.Second
	slowest       = 10 * time.Second // longest pause between two attempts
)

// record writes one step. Both ways are safe to repeat: the record knows a
// command that it has already written. There is no attempt limit, because a
// step that the law allowed must not be dropped for want of a database. Only a
// record that can never take the step (contract.BrokenType) is an error.
func record(ctx workflow.Context, in contract.RecordInput) (contract.RecordOutput, error) {
	return ask[contract.RecordOutput](ctx, contract.RecordName, in)
}

// past reads what led to the case.
func (r *run) past(ctx workflow.Context) ([]machine.Event, error) {
	out, err := ask[contract.PastOutput](ctx, contract.PastName, contract.PastInput{Case: r.in.Case, Seq: r.progress.State.Seq})
	return out.Events, err
}

// ask does one activity on the record, the local way first.
func ask[Out any](ctx workflow.Context, name string, in any) (out Out, err error) {
	local := workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		StartToCloseTimeout:    attemptLimit,
		ScheduleToCloseTimeout: localPatience,
		RetryPolicy:            backOff(50*time.Millisecond, 2*time.Second),
	})
	err = workflow.ExecuteLocalActivity(local, name, in).Get(local, &out)
	if err == nil || broken(err) {
		return out, err
	}
	regular := workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 2 * attemptLimit,
		RetryPolicy:         backOff(time.Second, slowest),
	})
	err = workflow.ExecuteActivity(regular, name, in).Get(regular, &out)
	return out, err
}

// broken says whether trying again would not help.
func broken(err error) bool {
	var app *temporal.ApplicationError
	return errors.As(err, &app) && app.Type() == contract.BrokenType
}

// backOff retries for ever, twice as late each time up to a longest pause.
func backOff(first, longest time.Duration) *temporal.RetryPolicy {
	return &temporal.RetryPolicy{InitialInterval: first, BackoffCoefficient: 2, MaximumInterval: longest}
}
