// Package breach breaks the law of workflow code: it asks the wall clock, two
// calls away from the workflow. The lint step must find it; nothing imports it.
package breach

import (
	"time"

	"go.temporal.io/sdk/workflow"
)

// Case is a workflow that would wait for another length of time at every replay.
func Case(ctx workflow.Context) error { return wait(ctx) }

func wait(ctx workflow.Context) error { return workflow.Sleep(ctx, untilNoon()) }

func untilNoon() time.Duration { return 12*time.Hour - time.Duration(time.Now().Hour())*time.Hour }
