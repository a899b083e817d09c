// Package worker registers the workflow and the activities under the names of
// the contract and runs them.
package worker

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/activity"
	sdk "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/donthu/donthu/activities"
	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/runner"
	"github.com/donthu/donthu/workflows"
)

// Options are what a worker needs beside a connection.
type Options struct {
	Laws  workflows.Laws // e.g. a *lawbook.Book; how long it takes holds up nobody
	Store activities.Recorder
	// Digests writes what leaders are told in the morning; nil: nobody does here.
	Digests activities.Digester
	// CachedCases is how many cases stay in memory between two acts; 0: 4096.
	// A case that fell out is replayed from its history.
	CachedCases int
}

const (
	cachedCases = 4096
	// stopLimit is how long a stopping worker lets running tasks end. A task
	// that is cut off is done again by another worker.
	stopLimit = 10 * time.Second
)

// Worker runs cases. Several may run, in one process or many.
type Worker struct {
	inner sdk.Worker
}

// New makes a worker that is not yet running.
func New(c *runner.Client, o Options) (*Worker, error) {
	connection, err := c.ForWorker()
	if err != nil {
		return nil, fmt.Errorf("worker: %w", err)
	}
	if o.CachedCases == 0 {
		o.CachedCases = cachedCases
	}
	sdk.SetStickyWorkflowCacheSize(o.CachedCases)
	w := sdk.New(connection, contract.TaskQueue, tuning())
	register(w, o)
	return &Worker{inner: w}, nil
}

// tuning are the settings that were measured to matter: pollers that grow with
// the backlog. The deployment version only tells histories which engine ran a
// task; Temporal's worker versioning is not used.
func tuning() sdk.Options {
	return sdk.Options{
		DisableRegistrationAliasing: true,
		WorkerStopTimeout:           stopLimit,
		WorkflowTaskPollerBehavior:  sdk.NewPollerBehaviorAutoscaling(sdk.PollerBehaviorAutoscalingOptions{}),
		ActivityTaskPollerBehavior:  sdk.NewPollerBehaviorAutoscaling(sdk.PollerBehaviorAutoscalingOptions{}),
		DeploymentOptions: sdk.DeploymentOptions{Version: sdk.WorkerDeploymentVersion{
			DeploymentName: contract.TaskQueue,
			BuildID:        contract.Build(contract.Engine),
		}},
	}
}

// register gives each function its name in the contract.
func register(w sdk.Registry, o Options) {
	w.RegisterWorkflowWithOptions(workflows.Case{Laws: brief{o.Laws}}.Run, workflow.RegisterOptions{Name: contract.CaseWorkflow})
	journal := activities.Journal{Store: o.Store}
	w.RegisterActivityWithOptions(journal.Record, activity.RegisterOptions{Name: contract.RecordName})
	w.RegisterActivityWithOptions(journal.Past, activity.RegisterOptions{Name: contract.PastName})
	if o.Digests == nil {
		return
	}
	w.RegisterWorkflowWithOptions(workflows.Digest, workflow.RegisterOptions{Name: contract.DigestWorkflow})
	w.RegisterActivityWithOptions(activities.Morning{Digests: o.Digests}.Digest, activity.RegisterOptions{Name: contract.DigestName})
}

// Start begins to take work.
func (w *Worker) Start() error {
	if err := w.inner.Start(); err != nil {
		return fmt.Errorf("worker: %w", err)
	}
	return nil
}

// Stop takes no more work and waits up to ten seconds for what is running.
func (w *Worker) Stop() { w.inner.Stop() }
