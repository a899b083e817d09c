// Package activities is all that touches the world on behalf of a workflow:
// one struct for each counterpart.
package activities

import (
	"context"
	"errors"

	"go.temporal.io/sdk/temporal"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
)

// Recorder writes one step of a case in one transaction. It must be safe to
// repeat: a command that is recorded already changes nothing.
type Recorder interface {
	Record(ctx context.Context, in contract.RecordInput) (contract.RecordOutput, error)
	// Past is what led to a case, up to a step and with it.
	Past(ctx context.Context, caseID string, seq int) ([]machine.Event, error)
}

// Journal writes steps into the record.
type Journal struct {
	Store Recorder
}

// Record is the activity contract.RecordName. Its errors say only what kind
// they are: a database's message may quote a value.
func (j Journal) Record(ctx context.Context, in contract.RecordInput) (contract.RecordOutput, error) {
	out, err := j.Store.Record(ctx, in)
	switch {
	case errors.Is(err, store.ErrOutOfSequence):
		return out, temporal.NewNonRetryableApplicationError("the step does not follow what is recorded", contract.BrokenType, nil)
	case err != nil:
		return out, temporal.NewApplicationError("the record did not take the step: "+reason(err), "record")
	}
	return out, nil
}

// Past is the activity contract.PastName.
func (j Journal) Past(ctx context.Context, in contract.PastInput) (contract.PastOutput, error) {
	events, err := j.Store.Past(ctx, in.Case, in.Seq)
	if err != nil {
		return contract.PastOutput{}, temporal.NewApplicationError("the record was not read: "+reason(err), "past")
	}
	return contract.PastOutput{Events: events}, nil
}

// reason names an error without its text: the SQLSTATE where a database
// answered, else how the call ended.
func reason(err error) string {
	var state interface{ SQLState() string }
	switch {
	case errors.As(err, &state):
		return "SQLSTATE " + state.SQLState()
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return "no answer in time"
	default:
		return "no connection"
	}
}
