package bench

import (
	"context"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	sdk "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/donthu/donthu/internal/store/floor"
	"github.com/donthu/donthu/worker/bench/life"
)

// The floor: the same life written by hand for this one procedure, the way an
// experienced engineer would, and no more. It knows the order of the steps by
// heart, has no calendar, no guards, no chain of hashes, no encryption; it
// writes what a hand-written system would write: the step, the case, the task.
const (
	floorQueue = "floor"
	floorType  = "floor"
)

type floorAct struct {
	N       int               `json:"n"` // 0: reception
	Command string            `json:"command"`
	Actor   string            `json:"actor"`
	With    map[string]string `json:"with"`
	At      time.Time         `json:"at"`
}

// floorCase is the whole workflow: eight steps in order, one timer that moves
// at the third.
func floorCase(ctx workflow.Context, id string) error {
	next := 0
	due := workflow.Now(ctx).Add(20 * 24 * time.Hour)
	var lock = workflow.NewMutex(ctx)
	act := func(ctx workflow.Context, a floorAct) (int, error) {
		if err := lock.Lock(ctx); err != nil {
			return 0, err
		}
		defer lock.Unlock()
		if a.N != next {
			return 0, temporal.NewNonRetryableApplicationError("not now", "refused", nil)
		}
		later := due
		if a.N == 3 {
			later = due.Add(30 * 24 * time.Hour)
		}
		step := floor.Step{Case: id, Seq: a.N, Stage: floorStage(a.N), Actor: a.Actor, Command: a.Command, With: a.With, At: a.At, Unit: life.Unit, Due: later}
		if a.N < len(life.Steps) {
			step.Next = floorStage(a.N + 1)
		}
		ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{StartToCloseTimeout: 5 * time.Second})
		if err := workflow.ExecuteLocalActivity(ctx, floorType, step).Get(ctx, nil); err != nil {
			return 0, err
		}
		next, due = next+1, later
		return next, nil
	}
	check := func(_ workflow.Context, a floorAct) error {
		if a.N != next || a.Actor == "" {
			return temporal.NewNonRetryableApplicationError("not now", "refused", nil)
		}
		return nil
	}
	if err := workflow.SetUpdateHandlerWithOptions(ctx, "act", act, workflow.UpdateHandlerOptions{Validator: check}); err != nil {
		return err
	}
	for next <= len(life.Steps) {
		if err := floorWait(ctx, &next, &due); err != nil {
			return err
		}
	}
	return workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) })
}

// floorWait sleeps until the alarm, or until it moves, or the case is over.
func floorWait(ctx workflow.Context, next *int, due *time.Time) error {
	armed := *due
	timed, cancel := workflow.WithCancel(ctx)
	timer := workflow.NewTimer(timed, armed.Sub(workflow.Now(ctx)))
	err := workflow.Await(ctx, func() bool { return timer.IsReady() || *due != armed || *next > len(life.Steps) })
	if *next <= len(life.Steps) {
		cancel()
	}
	return err
}

func floorStage(n int) string {
	if n == 0 {
		return "tiep-nhan"
	}
	return life.Steps[n-1]
}

// hand drives floor cases: the hand-written side of the comparison.
type hand struct {
	client client.Client
	book   *floor.Book
	worker sdk.Worker
}

func newFloor(ctx context.Context, address, namespace, database string) (*hand, error) {
	book, err := floor.Open(ctx, database)
	if err != nil {
		return nil, err
	}
	c, err := client.DialContext(ctx, client.Options{HostPort: address, Namespace: namespace, Logger: silent{}})
	if err != nil {
		return nil, err
	}
	w := sdk.New(c, floorQueue, sdk.Options{
		DisableRegistrationAliasing: true,
		WorkflowTaskPollerBehavior:  sdk.NewPollerBehaviorAutoscaling(sdk.PollerBehaviorAutoscalingOptions{}),
		ActivityTaskPollerBehavior:  sdk.NewPollerBehaviorAutoscaling(sdk.PollerBehaviorAutoscalingOptions{}),
	})
	w.RegisterWorkflowWithOptions(floorCase, workflow.RegisterOptions{Name: floorType})
	w.RegisterActivityWithOptions(book.Record, activity.RegisterOptions{Name: floorType})
	return &hand{client: c, book: book, worker: w}, w.Start()
}

func (f *hand) stop() {
	f.worker.Stop()
	f.client.Close()
	f.book.Close()
}
