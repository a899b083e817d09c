package runner

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// Errors that callers tell apart. A refusal by the law is a *machine.Refusal.
var (
	// ErrNotRunning says that no workflow runs for the case: it has ended, or
	// has to be restarted from the record.
	ErrNotRunning = errors.New("no workflow runs for this case")
	// ErrUnknown says that no answer came in time: the act may or may not
	// stand in the record. Sending the same command again is safe and tells.
	ErrUnknown = errors.New("outcome unknown")
)

const (
	patience = 30 * time.Second // for a caller without a deadline
	attempt  = 10 * time.Second // one try; the next one repeats the same update id
	firstGap = 50 * time.Millisecond
	mostGap  = 2 * time.Second
)

// Open starts a case and sends its first event in one call. Sending it again
// finds the case that the first call started. ErrNotRunning: the id was used by
// a run that has ended.
func (c *Client) Open(ctx context.Context, in contract.CaseInput, e machine.Event) (contract.Receipt, error) {
	return c.insist(ctx, in.Case, func(ctx context.Context) (client.WorkflowUpdateHandle, error) {
		start := c.temporal.NewWithStartWorkflowOperation(startOptions(in.Case), contract.CaseWorkflow, in)
		return c.temporal.UpdateWithStartWorkflow(ctx, client.UpdateWithStartWorkflowOptions{
			StartWorkflowOperation: start, UpdateOptions: update(in.Case, e.Command, e)})
	})
}

// Act sends an event to a running case. The answer is a receipt when the event
// stands in the record, a *machine.Refusal when the law says no, ErrNotRunning
// or ErrUnknown.
func (c *Client) Act(ctx context.Context, caseID string, e machine.Event) (contract.Receipt, error) {
	return c.insist(ctx, caseID, func(ctx context.Context) (client.WorkflowUpdateHandle, error) {
		return c.temporal.UpdateWorkflow(ctx, update(caseID, e.Command, e))
	})
}

// Tick raises what is due in a case on a date: the sweep's way to do what the
// case's own timer did not. Nothing due is no error.
func (c *Client) Tick(ctx context.Context, caseID string, on legaltime.Date) error {
	e := machine.Event{Kind: machine.Ticks, On: legaltime.Day(on), At: time.Now()}
	id := "sweep-" + rand.Text() // the workflow itself names the command
	_, err := c.insist(ctx, caseID, func(ctx context.Context) (client.WorkflowUpdateHandle, error) {
		return c.temporal.UpdateWorkflow(ctx, update(caseID, id, e))
	})
	var refusal *machine.Refusal
	if errors.As(err, &refusal) && refusal.Code == contract.NothingDue {
		return nil
	}
	return err
}

func update(caseID, id string, e machine.Event) client.UpdateWorkflowOptions {
	return client.UpdateWorkflowOptions{WorkflowID: caseID, UpdateID: id, UpdateName: contract.ActUpdate,
		WaitForStage: client.WorkflowUpdateStageCompleted, Args: []any{e}}
}

// insist sends an update until it is answered or the caller's time is up. Every
// try bears the same update id, so Temporal and the record apply it once.
func (c *Client) insist(ctx context.Context, caseID string,
	send func(context.Context) (client.WorkflowUpdateHandle, error)) (contract.Receipt, error) {
	ctx, cancel := limited(ctx)
	defer cancel()
	for gap := firstGap; ; gap = min(2*gap, mostGap) {
		receipt, err := once(ctx, send)
		if err == nil {
			return receipt, nil
		}
		if final := c.final(ctx, caseID, err); final != nil {
			return receipt, final
		}
		select {
		case <-ctx.Done():
			return receipt, fmt.Errorf("%w: %w", ErrUnknown, err)
		case <-time.After(gap):
		}
	}
}

func limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if _, set := ctx.Deadline(); set {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, patience)
}

func once(ctx context.Context, send func(context.Context) (client.WorkflowUpdateHandle, error)) (contract.Receipt, error) {
	var receipt contract.Receipt
	ctx, cancel := context.WithTimeout(ctx, attempt)
	defer cancel()
	handle, err := send(ctx)
	if err == nil {
		err = handle.Get(ctx, &receipt)
	}
	return receipt, err
}

// final is what an error means to the caller; nil where another try may do
// better.
func (c *Client) final(ctx context.Context, caseID string, err error) error {
	var app *temporal.ApplicationError
	if errors.As(err, &app) {
		return asRefusal(app)
	}
	var started *serviceerror.WorkflowExecutionAlreadyStarted
	if errors.As(err, &started) {
		return ErrNotRunning
	}
	var missing *serviceerror.NotFound
	if errors.As(err, &missing) { // the workflow, or only Temporal's memory of the update
		if runs, err := c.Running(ctx, caseID); err == nil && !runs {
			return ErrNotRunning
		}
		return nil
	}
	if hopeless(err) {
		return err
	}
	return nil
}

// hopeless errors come out the same at every try.
func hopeless(err error) bool {
	var invalid *serviceerror.InvalidArgument
	var denied *serviceerror.PermissionDenied
	var space *serviceerror.NamespaceNotFound
	return errors.As(err, &invalid) || errors.As(err, &denied) || errors.As(err, &space)
}

// asRefusal takes the law's answer out of its Temporal envelope.
func asRefusal(app *temporal.ApplicationError) error {
	if app.Type() != contract.RefusalType {
		return app
	}
	var refusal machine.Refusal
	if err := app.Details(&refusal); err != nil {
		return fmt.Errorf("read refusal: %w", err)
	}
	return &refusal
}
