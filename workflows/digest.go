package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Digest has the digests of its day written. What cannot be written in the
// morning is tried until the evening: a digest of yesterday helps nobody.
func Digest(ctx workflow.Context) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		ScheduleToCloseTimeout: 12 * time.Hour,
		StartToCloseTimeout:    10 * time.Minute,
		RetryPolicy:            &temporal.RetryPolicy{InitialInterval: 10 * time.Second, MaximumInterval: 5 * time.Minute},
	})
	day := legaltime.DateOf(workflow.Now(ctx))
	return workflow.ExecuteActivity(ctx, contract.DigestName, day.String()).Get(ctx, nil)
}
