// Package activities is all that touches the world on behalf of a workflow:
// one struct for each counterpart.
package activities

import (
	"context"
	"errors"

	"go.temporal.io/sdk/temporal"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/store"
)

// Recorder writes one step of a case in one transaction. It must be safe to
// repeat: a command that is recorded already changes nothing.
type Recorder interface {
	Record(ctx context.Context, in contract.RecordInput) (contract.RecordOutput, error)
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
