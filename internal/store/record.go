package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/jackc/pgx/v5"
)

// ErrOutOfSequence says that a step can stand nowhere in the record: steps
// before it are missing, its predecessor's hash is another, or (for the first)
// no case was reserved. Trying again does not help.
var ErrOutOfSequence = errors.New("store: the step does not follow what is recorded")

// Record writes one step of a case and all that follows from it (the case,
// its clocks, tasks, notices, links), in one transaction and one round trip. It may be
// called again with the same input at any time: nothing is written twice.
//
// Where the seq is taken, the answer says by what:
//   - by this very event (its At may differ): the same output as the first time;
//   - by another event: Adopt, with its chain;
//   - and the command itself stands at an earlier seq: Earlier, with that chain.
//
// The first step of a case consumes what ReserveCase wrote.
func (s *Store) Record(ctx context.Context, in contract.RecordInput) (contract.RecordOutput, error) {
	w, err := newWriting(in)
	if err != nil {
		return contract.RecordOutput{}, err
	}
	err = s.pool.SendBatch(ctx, w.batch()).Close()
	switch {
	case err == nil:
		return contract.RecordOutput{Chain: w.chain}, nil
	case sqlState(err) == uniqueViolation, sqlState(err) == outOfSequence:
		return s.settle(ctx, in, err)
	}
	return contract.RecordOutput{}, fmt.Errorf("store: record: %w", err)
}

// writing is one step on its way into the record.
type writing struct {
	contract.RecordInput
	event    []byte // canonical JSON
	commands []byte
	state    []byte
	chain    string
}

func newWriting(in contract.RecordInput) (*writing, error) {
	if in.Event.Command == "" || in.Event.Seq < 1 || in.State.Seq != in.Event.Seq {
		return nil, fmt.Errorf("%w: event %d with state %d", ErrOutOfSequence, in.Event.Seq, in.State.Seq)
	}
	w := &writing{RecordInput: in}
	var errs [3]error
	w.event, errs[0] = json.Marshal(in.Event)
	w.commands, errs[1] = json.Marshal(in.Commands)
	w.state, errs[2] = json.Marshal(in.State)
	if err := errors.Join(errs[:]...); err != nil {
		return nil, fmt.Errorf("store: record: %w", err)
	}
	w.chain = Chain(in.Case, in.Prev, w.event)
	return w, nil
}

// batch is sent whole and is one transaction: PostgreSQL runs everything up to
// the one synchronisation at its end, or nothing. The trigger on steps makes it
// fail when the case does not stand right before this step.
func (w *writing) batch() *pgx.Batch {
	b := &pgx.Batch{}
	if w.Event.Seq == 1 {
		w.openCase(b)
	}
	b.Queue(`INSERT INTO steps (case_id, seq, event, prev, hash, at, commands) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		w.Case, w.Event.Seq, w.event, w.Prev, w.chain, w.Event.At, w.commands)
	w.moveCase(b)
	w.setClocks(b)
	w.correct(b)
	w.setTasks(b)
	w.setNotices(b)
	w.setUnits(b)
	w.setLinks(b)
	return b
}

func (w *writing) openCase(b *pgx.Batch) {
	b.Queue(`WITH reserved AS (DELETE FROM cases_pending WHERE id = $1 RETURNING *)
		INSERT INTO cases (id, code, procedure, version, plan, calendar, kind, protected, engine,
			opened, received, responsible, state, updated)
		SELECT id, code, procedure, version, $2, $3, kind, protected, $4, $5, $6, $7, $8, $9 FROM reserved`,
		w.Case, w.State.Plan, w.State.Calendar, contract.Engine,
		dateOr(w.State.Opened, w.Event.On.Date), w.Event.On.String(), w.State.Responsible, w.state, w.Event.At)
}

func (w *writing) moveCase(b *pgx.Batch) {
	receiver, ended := "", any(nil)
	if w.State.Handoff != nil {
		receiver = w.State.Handoff.To
	}
	if w.State.Outcome != "" {
		ended = dateArg(w.Event.On.Date)
		if w.Event.Kind == machine.Corrects { // the act that ended it was forgotten
			ended = dateArg(w.State.Entered)
		}
	}
	b.Queue(`UPDATE cases SET seq = $2, chain = $3, state = $4, stage = $5, responsible = $6, superior = $7,
			receiver = $8, outcome = $9, ended = coalesce(ended, $10), plan = $11, calendar = $12, wake = $13, updated = $14
		WHERE id = $1`,
		w.Case, w.Event.Seq, w.chain, w.state, w.State.Stage, w.State.Responsible, w.State.Superior,
		receiver, w.State.Outcome, ended, w.State.Plan, w.State.Calendar, textArg(w.Wake), w.Event.At)
}

// setUnits keeps who may see the case (see the table case_units), which only
// a hand-over and tasks can change: everybody in the body that answers and in
// the one to which the case is offered, and elsewhere those for whom a task
// waits.
func (w *writing) setUnits(b *pgx.Batch) {
	if w.Event.Seq > 1 && len(w.of(machine.HandOver, machine.OpenTask, machine.CloseTask)) == 0 {
		return
	}
	units := []string{w.State.Responsible}
	if w.State.Handoff != nil {
		units = append(units, w.State.Handoff.To)
	}
	b.Queue(`INSERT INTO case_units (unit, case_id, opened, kept, role)
		SELECT x.unit, c.id, c.opened, x.unit = c.responsible, x.role
		FROM cases c, (SELECT unnest($2::text[]), '' UNION
			SELECT unit, unnest(roles) FROM tasks WHERE case_id = $1 AND unit <> ALL ($2)) x (unit, role)
		WHERE c.id = $1 AND NOT EXISTS (SELECT FROM case_units k
			WHERE k.case_id = $1 AND k.unit = x.unit AND k.role = x.role AND (k.kept OR x.unit <> c.responsible))
		ON CONFLICT (case_id, unit, role) DO UPDATE SET kept = true`, w.Case, units)
	if w.Event.Seq == 1 {
		return
	}
	b.Queue(`DELETE FROM case_units k WHERE case_id = $1 AND NOT kept AND (unit <> ALL ($2) OR role <> '')
		AND NOT EXISTS (SELECT FROM tasks t WHERE t.case_id = $1 AND t.unit = k.unit AND k.role = ANY (t.roles))`, w.Case, units)
}

// of gives the commands of one kind.
func (w *writing) of(kinds ...machine.CommandKind) []machine.Command {
	var out []machine.Command
	for _, c := range w.Commands {
		for _, k := range kinds {
			if c.Kind == k {
				out = append(out, c)
			}
		}
	}
	return out
}
