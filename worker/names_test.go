package worker

import (
	"slices"
	"testing"

	"go.temporal.io/sdk/activity"
	sdk "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/donthu/donthu/internal/contract"
)

// listing notes what is registered. Whatever else were called on it would panic.
type listing struct {
	sdk.Registry
	names []string
}

func (l *listing) RegisterWorkflowWithOptions(_ any, o workflow.RegisterOptions) {
	l.names = append(l.names, o.Name)
}

func (l *listing) RegisterActivityWithOptions(_ any, o activity.RegisterOptions) {
	l.names = append(l.names, o.Name)
}

// Workflows call activities by name, so the compiler cannot see a name that
// nobody registered.
func TestNamesOfTheContractAreRegistered(t *testing.T) {
	var l listing
	register(&l, Options{})
	if want := []string{contract.CaseWorkflow, contract.RecordName, contract.PastName}; !slices.Equal(l.names, want) {
		t.Errorf("registered %v, the contract names %v", l.names, want)
	}
}
