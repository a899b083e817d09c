package notify

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

const (
	sweepEvery = 30 * time.Second
	sweepBatch = 500
	sweepGrace = contract.NightEnds + 5*time.Minute // after its day began, a case's own timer has had its chance
	sweepLimit = 1000
	sweepHands = 8
	sweepPause = 20 * time.Second // no case may hold up the others for longer
)

// Sweep is the second guard of every term. It works on the record alone: with
// every timer, and Temporal itself, away, alarms are still raised.
type Sweep struct {
	Store *store.Store
	Laws  Laws
	// Tick wakes a case that missed its day, so that the day's step comes into
	// its record. It must be safe to repeat. Nil: alarms are raised, steps wait.
	Tick func(ctx context.Context, caseID string) error
	// Part is the name under which it leaves its heartbeat; empty: SweepBeat.
	Part  string
	Every time.Duration // between two looks; 0: 30 seconds
	Log   zerolog.Logger
	Now   func() time.Time // nil: time.Now
}

// SweepBeat is the heartbeat of a sweep that runs by itself.
const SweepBeat = "sweep"

// Run sweeps twice a minute until ctx ends, and at once when it begins. Cases
// are woken beside that: where Temporal hangs, each of them takes its time, and
// alarms must not wait for it.
func (s Sweep) Run(ctx context.Context) {
	var busy sync.WaitGroup
	for _, work := range []func(context.Context) error{s.tell, s.rouse} {
		busy.Go(func() { s.keep(ctx, work) })
	}
	busy.Wait()
}

func (s Sweep) keep(ctx context.Context, work func(context.Context) error) {
	for ctx.Err() == nil {
		if err := work(ctx); err != nil && ctx.Err() == nil {
			s.Log.Error().Err(err).Msg("sweep")
		}
		select {
		case <-ctx.Done():
		case <-time.After(cmp.Or(s.Every, sweepEvery)):
		}
	}
}

// Once does all that Run repeats.
func (s Sweep) Once(ctx context.Context) error { return errors.Join(s.tell(ctx), s.rouse(ctx)) }

// tell raises what is due and says so in the heartbeat.
func (s Sweep) tell(ctx context.Context) error {
	now := s.now()
	_, err := s.Raise(ctx)
	_, unsaid := s.RaiseAgain(ctx)
	if err = errors.Join(err, unsaid); err != nil {
		return err
	}
	return s.Store.Beat(ctx, cmp.Or(s.Part, SweepBeat), now)
}

// rouse wakes the cases that no timer has woken.
func (s Sweep) rouse(ctx context.Context) error {
	woken, err := s.wake(ctx, s.now())
	if woken > 0 {
		s.Log.Warn().Int("cases", woken).Msg("cases were woken that no timer had woken")
	}
	return err
}

// Raise puts the rungs that are due today into the outbox, for every open case
// whose alarm date has come, many at a time. A timer that comes later finds them
// claimed. Cases whose law cannot be read hold up no other. It says how many
// rungs nobody had raised before.
func (s Sweep) Raise(ctx context.Context) (raised int, err error) {
	now := s.now()
	today := legaltime.DateOf(now)
	for last := (store.AsleepRow{}); ; {
		rows, failed := s.Store.Asleep(ctx, today, last, sweepBatch)
		if failed != nil || len(rows) == 0 {
			return raised, errors.Join(err, failed)
		}
		last = rows[len(rows)-1]
		due, failed := s.due(rows, now)
		err = errors.Join(err, failed)
		n, failed := s.Store.Raise(ctx, due, today, now)
		raised, err = raised+n, errors.Join(err, failed)
	}
}

// due asks the machine what a tick would raise.
func (s Sweep) due(rows []store.AsleepRow, now time.Time) (all []store.Raised, err error) {
	tick := machine.Event{Kind: machine.Ticks, On: legaltime.Day(legaltime.DateOf(now)), At: now}
	for _, row := range rows {
		law, failed := s.Laws.Law(row.Plan, row.Calendar)
		if failed != nil {
			err = errors.Join(err, failed)
			continue
		}
		tick.Seq = row.State.Seq + 1
		_, commands, refusal := machine.Advance(law, row.State, tick)
		if refusal != nil {
			err = errors.Join(err, refusal)
			continue
		}
		r := store.Raised{Case: row.Case, Seq: row.State.Seq}
		for _, c := range commands {
			if c.Kind == machine.Notify {
				r.Notices = append(r.Notices, *c.Notice)
			}
		}
		all = append(all, r)
	}
	return all, err
}

// wake calls Tick with every open case that missed its day, longest first, at
// most 1000 at a time. One that fails holds up no other.
func (s Sweep) wake(ctx context.Context, now time.Time) (int, error) {
	if s.Tick == nil {
		return 0, nil
	}
	rows, err := s.Store.DueForSweep(ctx, now, sweepGrace, sweepLimit)
	if err != nil {
		return 0, err
	}
	failed := make([]error, len(rows))
	var hands errgroup.Group
	hands.SetLimit(sweepHands)
	for i, row := range rows {
		hands.Go(func() error {
			ctx, cancel := context.WithTimeout(ctx, sweepPause)
			defer cancel()
			failed[i] = s.Tick(ctx, row.Case)
			return nil
		})
	}
	_ = hands.Wait()
	woken := 0
	for _, f := range failed {
		if f == nil {
			woken++
		}
	}
	return woken, errors.Join(failed...)
}

func (s Sweep) now() time.Time {
	if s.Now == nil {
		return time.Now()
	}
	return s.Now()
}
