package worker

import (
	"errors"
	"time"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/workflows"
)

// ErrLoading says that a law is still being read. The workflow task that asked
// fails and is tried again; by then the law is there.
var ErrLoading = errors.New("the law is still being read")

// briefly is how long a workflow may wait for a law: well under Temporal's
// deadlock limit of one second.
const briefly = 500 * time.Millisecond

// brief asks a source of laws on behalf of workflows, and never holds one for
// longer than half a second, however long the source takes. It remembers
// nothing: that is for the source (the lawbook), whose reading goes on.
type brief struct{ source workflows.Laws }

type answer struct {
	law *machine.Law
	err error
}

// Law finds the law of a plan and a calendar, both by content hash, or fails
// with ErrLoading.
func (b brief) Law(plan, calendar string) (*machine.Law, error) {
	got := make(chan answer, 1) // nobody may be there any more to take it
	go func() {
		law, err := b.source.Law(plan, calendar)
		got <- answer{law, err}
	}()
	select {
	case a := <-got:
		return a.law, a.err
	case <-time.After(briefly):
		return nil, ErrLoading
	}
}
