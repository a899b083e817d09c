package workflows

import (
	"slices"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// validate is a dry run of the machine: a refusal rejects the update before it
// is accepted and leaves no event in the history. A command that stands in the
// record passes, so that sending it again gets its receipt.
func (r *run) validate(_ workflow.Context, e machine.Event) error {
	if _, known := r.receipt(e.Command); known {
		return nil
	}
	if e.Kind == machine.Ticks && !r.due(e.On.Date) {
		return refused(&machine.Refusal{Code: contract.NothingDue})
	}
	if e.Kind == machine.Corrects { // whether the acts agree is asked once the past was read
		return refused(machine.MayCorrect(r.law(e), r.progress.State, e))
	}
	_, _, refusal, _ := r.advance(nil, e)
	return refused(refusal)
}

// act answers one update: the receipt of the step it became.
func (r *run) act(ctx workflow.Context, e machine.Event) (contract.Receipt, error) {
	ctx, _ = workflow.NewDisconnectedContext(ctx)
	r.updates++
	if err := r.turn.Lock(ctx); err != nil {
		return contract.Receipt{}, err
	}
	defer r.turn.Unlock()
	if e.Kind == machine.Ticks {
		return r.tickOn(ctx, e)
	}
	return r.settle(ctx, e)
}

// settle brings an event into the record and then into the state, in that
// order. Where another event already stands at its seq (recorded by a worker
// that died before Temporal heard of it), that one is adopted first, and the
// event is judged anew as the next. An event that changes nothing is answered
// and not recorded.
func (r *run) settle(ctx workflow.Context, e machine.Event) (contract.Receipt, error) {
	for {
		if receipt, known := r.receipt(e.Command); known {
			return receipt, nil
		}
		e.Seq = r.progress.State.Seq + 1
		next, commands, refusal, err := r.advance(ctx, e)
		if err != nil {
			return contract.Receipt{}, err
		}
		if refusal != nil {
			return contract.Receipt{}, refused(refusal)
		}
		if next.Seq < e.Seq {
			return contract.Receipt{Case: r.in.Case, Seq: next.Seq, Stage: next.Stage}, nil
		}
		out, err := record(ctx, r.step(e, next, commands))
		switch {
		case err != nil:
			return contract.Receipt{}, err
		case out.Earlier > 0:
			return contract.Receipt{Case: r.in.Case, Seq: out.Earlier, Stage: r.progress.State.Stage}, nil
		case out.Adopt != nil:
			if err := r.adopt(ctx, *out.Adopt, out.Chain); err != nil {
				return contract.Receipt{}, err
			}
		default:
			r.commit(e.Command, next, out.Chain)
		}
	}
}

// advance asks the machine what e makes of the case. A correction is judged by
// all that led there.
func (r *run) advance(ctx workflow.Context, e machine.Event) (next machine.State, commands []machine.Command, refusal *machine.Refusal, err error) {
	if e.Kind != machine.Corrects {
		next, commands, refusal = machine.Advance(r.law(e), r.progress.State, e)
		return next, commands, refusal, nil
	}
	past, err := r.past(ctx)
	if err == nil {
		next, commands, refusal = machine.Correct(r.law(e), r.progress.State, past, e)
	}
	return next, commands, refusal, err
}

// step is what the record has to write for an event.
func (r *run) step(e machine.Event, next machine.State, commands []machine.Command) contract.RecordInput {
	in := contract.RecordInput{Case: r.in.Case, Prev: r.progress.Chain, Event: e, Commands: commands, State: next}
	if wake, ok := machine.Wake(r.law(e), next); ok {
		in.Wake = wake.String()
	}
	return in
}

// adopt advances by an event that the record holds and this run never heard
// of. The record only holds what the machine allowed; a refusal here means that
// record and machine have parted, and the workflow task must fail until
// somebody has looked.
func (r *run) adopt(ctx workflow.Context, e machine.Event, chain string) error {
	next, _, refusal, err := r.advance(ctx, e)
	if err != nil {
		return err
	}
	if refusal != nil {
		panic("the record holds a step that the law refuses: " + refusal.Code)
	}
	r.commit(e.Command, next, chain)
	return nil
}

// commit takes over a state that stands in the record.
func (r *run) commit(command string, next machine.State, chain string) {
	recent := append(slices.Clone(r.progress.Recent), contract.Answered{Command: command, Seq: next.Seq, Stage: next.Stage})
	recent = recent[max(0, len(recent)-contract.Remembered):]
	r.progress = contract.Progress{State: next, Chain: chain, Recent: recent}
	r.wake = r.nextWake()
}

// receipt is the answer that a command got before, if it is among the latest.
func (r *run) receipt(command string) (contract.Receipt, bool) {
	for _, a := range r.progress.Recent {
		if a.Command == command {
			return contract.Receipt{Case: r.in.Case, Seq: a.Seq, Stage: a.Stage}, true
		}
	}
	return contract.Receipt{}, false
}

// due says whether a tick on that date would find something to do.
func (r *run) due(on legaltime.Date) bool {
	return !r.wake.IsZero() && !r.wake.After(on)
}

// refused carries a refusal to the caller; nil stays nil.
func refused(refusal *machine.Refusal) error {
	if refusal == nil {
		return nil
	}
	return temporal.NewApplicationErrorWithOptions(refusal.Error(), contract.RefusalType,
		temporal.ApplicationErrorOptions{NonRetryable: true, Details: []any{*refusal}})
}
