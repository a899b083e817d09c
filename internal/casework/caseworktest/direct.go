package caseworktest

import (
	"context"
	"errors"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/lawbook"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
)

// Direct is a runner without Temporal: the machine and the record alone.
type Direct struct {
	laws    *lawbook.Shelf
	records *store.Store
	Lost    bool // the workflow was lost: Act fails until Restart
}

// NewDirect is a Direct over a record.
func NewDirect(laws *lawbook.Shelf, records *store.Store) *Direct {
	return &Direct{laws: laws, records: records}
}

// ErrGone is how Direct says that no workflow runs.
var ErrGone = errors.New("gone")

// Gone tells whether an error is ErrGone.
func (d *Direct) Gone(err error) bool { return errors.Is(err, ErrGone) }

// Restart finds the workflow again.
func (d *Direct) Restart(context.Context, contract.CaseInput) error {
	d.Lost = false
	return nil
}

// Open applies the first event.
func (d *Direct) Open(ctx context.Context, in contract.CaseInput, e machine.Event) (contract.Receipt, error) {
	return d.Apply(ctx, in, e)
}

// Act applies an event to the case as recorded.
func (d *Direct) Act(ctx context.Context, id string, e machine.Event) (contract.Receipt, error) {
	if d.Lost {
		return contract.Receipt{}, ErrGone
	}
	in, err := d.records.CaseInput(ctx, id)
	if err != nil {
		return contract.Receipt{}, err
	}
	return d.Apply(ctx, in, e)
}

// Apply applies an event to a case that stands as in says.
func (d *Direct) Apply(ctx context.Context, in contract.CaseInput, e machine.Event) (contract.Receipt, error) {
	calendar := in.Calendar
	if e.Kind == machine.Calendar {
		calendar = e.Calendar
	}
	law, err := d.laws.Law(in.Plan, calendar)
	if err != nil {
		return contract.Receipt{}, err
	}
	var p contract.Progress
	if in.Progress != nil {
		p = *in.Progress
	}
	next, commands, refusal := machine.Advance(law, p.State, e)
	if e.Kind == machine.Corrects {
		past, err := d.records.Past(ctx, in.Case, p.State.Seq)
		if err != nil {
			return contract.Receipt{}, err
		}
		next, commands, refusal = machine.Correct(law, p.State, past, e)
	}
	if refusal != nil {
		return contract.Receipt{}, refusal
	}
	if next.Seq == p.State.Seq { // nothing changed
		return contract.Receipt{Case: in.Case, Seq: next.Seq, Stage: next.Stage}, nil
	}
	e.Seq = next.Seq
	step := contract.RecordInput{Case: in.Case, Prev: p.Chain, Event: e, Commands: commands, State: next}
	if wake, ok := machine.Wake(law, next); ok {
		step.Wake = wake.String()
	}
	_, err = d.records.Record(ctx, step)
	return contract.Receipt{Case: in.Case, Seq: next.Seq, Stage: next.Stage}, err
}
