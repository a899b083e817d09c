package bench

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	sdk "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/donthu/donthu/bench/life"
)

// The floor: the same life written by hand for this one procedure, the way an
// experienced engineer would, and no more. It knows the order of the steps by
// heart, has no calendar, no guards, no chain of hashes, no encryption; it
// writes what a hand-written system would write: the step, the case, the task.
const (
	floorQueue = "floor"
	floorType  = "floor"
)

const floorSchema = `
CREATE TABLE IF NOT EXISTS floor_cases (id uuid PRIMARY KEY, stage text NOT NULL, seq int NOT NULL, due date, updated timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS floor_steps (case_id uuid NOT NULL, seq int NOT NULL, act text NOT NULL, actor text NOT NULL,
	command text NOT NULL, body json NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (case_id, seq), UNIQUE (case_id, command));
CREATE TABLE IF NOT EXISTS floor_tasks (case_id uuid NOT NULL, act text NOT NULL, unit text NOT NULL, due date, PRIMARY KEY (case_id, act));
CREATE INDEX IF NOT EXISTS floor_tasks_list ON floor_tasks (unit, due);`

type floorAct struct {
	N       int               `json:"n"` // 0: reception
	Command string            `json:"command"`
	Actor   string            `json:"actor"`
	With    map[string]string `json:"with"`
	At      time.Time         `json:"at"`
}

type floorStep struct {
	Case string
	Act  floorAct
	Due  time.Time
	Done bool
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
		step := floorStep{Case: id, Act: a, Due: later, Done: a.N == len(life.Steps)}
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

// floorRecord writes a step in one transaction and one round trip.
func floorRecord(pool *pgxpool.Pool) func(context.Context, floorStep) error {
	return func(ctx context.Context, s floorStep) error {
		b := &pgx.Batch{}
		b.Queue(`INSERT INTO floor_cases (id, stage, seq, due, updated) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (id) DO UPDATE SET stage = excluded.stage, seq = excluded.seq, due = excluded.due, updated = excluded.updated`,
			s.Case, floorStage(s.Act.N), s.Act.N, s.Due, s.Act.At)
		b.Queue(`INSERT INTO floor_steps (case_id, seq, act, actor, command, body, at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
			s.Case, s.Act.N, floorStage(s.Act.N), s.Act.Actor, s.Act.Command, s.Act.With, s.Act.At)
		b.Queue(`DELETE FROM floor_tasks WHERE case_id = $1 AND act = $2`, s.Case, floorStage(s.Act.N))
		if !s.Done {
			b.Queue(`INSERT INTO floor_tasks (case_id, act, unit, due) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
				s.Case, floorStage(s.Act.N+1), life.Unit, s.Due)
		}
		return pool.SendBatch(ctx, b).Close()
	}
}

func floorStage(n int) string {
	if n == 0 {
		return "tiep-nhan"
	}
	return life.Steps[n-1]
}

// floor drives floor cases: the hand-written side of the comparison.
type floor struct {
	client client.Client
	pool   *pgxpool.Pool
	worker sdk.Worker
}

func newFloor(ctx context.Context, address, namespace, database string) (*floor, error) {
	pool, err := pgxpool.New(ctx, database)
	if err != nil {
		return nil, err
	}
	if _, err := pool.Exec(ctx, floorSchema); err != nil {
		return nil, fmt.Errorf("floor schema: %w", err)
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
	w.RegisterActivityWithOptions(floorRecord(pool), activity.RegisterOptions{Name: floorType})
	return &floor{client: c, pool: pool, worker: w}, w.Start()
}

func (f *floor) stop() {
	f.worker.Stop()
	f.client.Close()
	f.pool.Close()
}
