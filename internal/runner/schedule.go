package runner

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/donthu/donthu/internal/contract"
)

// offset of +07:00, which has no summer time.
const offset = 7 * time.Hour

// EnsureDigests makes the schedule of the digests where it is missing: every
// day, workdays being a matter of the calendar and not of Temporal. A morning
// that Temporal slept through is made up for until the evening.
func (c *Client) EnsureDigests(ctx context.Context) error {
	at := (contract.DigestAt - offset + 24*time.Hour) % (24 * time.Hour)
	_, err := c.temporal.ScheduleClient().Create(ctx, client.ScheduleOptions{
		ID: contract.DigestWorkflow,
		Spec: client.ScheduleSpec{Calendars: []client.ScheduleCalendarSpec{{
			Hour:   []client.ScheduleRange{{Start: int(at / time.Hour)}},
			Minute: []client.ScheduleRange{{Start: int(at % time.Hour / time.Minute)}},
		}}},
		Action:        &client.ScheduleWorkflowAction{ID: contract.DigestWorkflow, Workflow: contract.DigestWorkflow, TaskQueue: contract.TaskQueue},
		CatchupWindow: 12 * time.Hour,
	})
	if err != nil && !errors.Is(err, temporal.ErrScheduleAlreadyRunning) {
		return fmt.Errorf("schedule of the digests: %w", err)
	}
	return nil
}

// DigestNow has the digests of today written at once.
func (c *Client) DigestNow(ctx context.Context) error {
	return c.temporal.ScheduleClient().GetHandle(ctx, contract.DigestWorkflow).Trigger(ctx, client.ScheduleTriggerOptions{})
}
