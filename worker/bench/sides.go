package bench

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/runner"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/worker"
	"github.com/donthu/donthu/worker/bench/life"
	"github.com/donthu/donthu/worker/bench/stand"
)

// side is one of the two systems that are compared.
type side interface {
	// prepare does for a new case what is done before it starts, unmeasured.
	prepare(ctx context.Context) (contract.CaseInput, error)
	// step sends step n of the life, 0 being the one that opens the case.
	step(ctx context.Context, in contract.CaseInput, n int) error
}

// silent keeps the SDK's log out of the figures.
type silent struct{}

func (silent) Debug(string, ...any) {}
func (silent) Info(string, ...any)  {}
func (silent) Warn(string, ...any)  {}
func (silent) Error(string, ...any) {}

func (f *hand) prepare(context.Context) (contract.CaseInput, error) {
	return contract.CaseInput{Case: uuid.NewString()}, nil
}

func (f *hand) step(ctx context.Context, in contract.CaseInput, n int) error {
	e := life.Event(n, time.Now())
	a := floorAct{N: n, Command: e.Command, Actor: e.Actor.User, At: e.At, With: map[string]string{}}
	for k, v := range e.With {
		a.With[k] = fmt.Sprint(v)
	}
	update := client.UpdateWorkflowOptions{WorkflowID: in.Case, UpdateID: a.Command, UpdateName: "act",
		WaitForStage: client.WorkflowUpdateStageCompleted, Args: []any{a}}
	handle, err := f.send(ctx, in.Case, n, update)
	if err != nil {
		return err
	}
	return handle.Get(ctx, nil)
}

func (f *hand) send(ctx context.Context, id string, n int, update client.UpdateWorkflowOptions) (client.WorkflowUpdateHandle, error) {
	if n > 0 {
		return f.client.UpdateWorkflow(ctx, update)
	}
	start := f.client.NewWithStartWorkflowOperation(client.StartWorkflowOptions{ID: id, TaskQueue: floorQueue,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING}, floorType, id)
	return f.client.UpdateWithStartWorkflow(ctx, client.UpdateWithStartWorkflowOptions{StartWorkflowOperation: start, UpdateOptions: update})
}

// product is Donthu's side: the runner, the worker and the store of the real
// program.
type product struct {
	stand  *stand.Stand
	client *runner.Client
	store  *store.Store
	worker *worker.Worker
}

func newProduct(ctx context.Context, s *stand.Stand) (*product, error) {
	st, err := s.OpenStore(ctx)
	if err != nil {
		return nil, err
	}
	c, err := s.Dial(ctx)
	if err != nil {
		return nil, err
	}
	w, err := worker.New(c, worker.Options{Laws: s, Store: st})
	if err != nil {
		return nil, err
	}
	return &product{stand: s, client: c, store: st, worker: w}, w.Start()
}

func (p *product) stop() {
	p.worker.Stop()
	p.client.Close()
	p.store.Close()
}

func (p *product) prepare(ctx context.Context) (contract.CaseInput, error) {
	return p.stand.Reserve(ctx, p.store)
}

func (p *product) step(ctx context.Context, in contract.CaseInput, n int) error {
	e := life.Event(n, time.Now())
	if n == 0 {
		_, err := p.client.Open(ctx, in, e)
		return err
	}
	_, err := p.client.Act(ctx, in.Case, e)
	return err
}
