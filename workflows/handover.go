package workflows

import (
	"go.temporal.io/sdk/workflow"

	"github.com/donthu/donthu/internal/contract"
)

// Limits of a run, far below Temporal's (51 200 events, 2 000 updates): short
// histories replay fast, and no release has to replay old code for long.
const (
	mostEvents  = 4000
	mostUpdates = 400
)

// full says whether the case should move to a new run now: there is reason to,
// and no act is half done.
func (r *run) full(ctx workflow.Context) bool {
	return r.worn(ctx) && workflow.AllHandlersFinished(ctx)
}

// worn says whether there is reason to move to a new run: a long history, or a
// worker with another engine. Both are read from the history and come out the
// same in replay.
func (r *run) worn(ctx workflow.Context) bool {
	info := workflow.GetInfo(ctx)
	build := info.GetCurrentBuildID()
	return info.GetContinueAsNewSuggested() ||
		info.GetCurrentHistoryLength() > mostEvents ||
		r.updates >= mostUpdates ||
		build != "" && build != contract.Build(r.in.Engine)
}

// handOver starts the next run with all that this one knows.
func (r *run) handOver(ctx workflow.Context) error {
	next := r.in
	next.Engine = contract.Engine
	next.Progress = &r.progress
	return workflow.NewContinueAsNewError(ctx, contract.CaseWorkflow, next)
}
