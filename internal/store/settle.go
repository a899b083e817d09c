package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/jackc/pgx/v5"
)

// settle answers a step that could not be written, by what stands in the
// record: see Record.
func (s *Store) settle(ctx context.Context, in contract.RecordInput, cause error) (contract.RecordOutput, error) {
	own, there, err := s.occupants(ctx, in)
	if err != nil {
		return contract.RecordOutput{}, fmt.Errorf("store: settle: %w", err)
	}
	switch {
	case own != nil && own.event.Seq < in.Event.Seq:
		return contract.RecordOutput{Chain: own.chain, Earlier: own.event.Seq}, nil
	case there == nil:
		return contract.RecordOutput{}, fmt.Errorf("%w: case %s, step %d: %w", ErrOutOfSequence, in.Case, in.Event.Seq, cause)
	case sameEvent(there.event, in.Event):
		return contract.RecordOutput{Chain: there.chain}, nil
	}
	return contract.RecordOutput{Chain: there.chain, Adopt: &there.event}, nil
}

// occupant is a step that stands where another wanted to.
type occupant struct {
	event machine.Event
	chain string
}

// occupants are the step with the same command and the step at the same seq.
func (s *Store) occupants(ctx context.Context, in contract.RecordInput) (own, there *occupant, err error) {
	rows, err := s.pool.Query(ctx, `SELECT event, hash FROM steps
		WHERE case_id = $1 AND (seq = $2 OR command_id = $3)`, in.Case, in.Event.Seq, in.Event.Command)
	if err != nil {
		return nil, nil, err
	}
	steps, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (*occupant, error) {
		o := &occupant{}
		return o, row.Scan(&o.event, &o.chain)
	})
	for _, o := range steps {
		if o.event.Command == in.Event.Command {
			own = o
		}
		if o.event.Seq == in.Event.Seq {
			there = o
		}
	}
	return own, there, err
}

// sameEvent tells whether two events say the same, whenever they were
// recorded. A command that comes again with other content is not the same: its
// recorded form is adopted, and then found as Earlier.
func sameEvent(a, b machine.Event) bool {
	left, err := plainJSON(a)
	right, err2 := plainJSON(b)
	return errors.Join(err, err2) == nil && bytes.Equal(left, right)
}

// plainJSON goes through JSON once, so that an int and the float64 it comes
// back as are the same.
func plainJSON(e machine.Event) ([]byte, error) {
	e.At = time.Time{}
	text, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	var plain any
	if err := json.Unmarshal(text, &plain); err != nil {
		return nil, err
	}
	return json.Marshal(plain)
}
