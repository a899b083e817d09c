package notify

import (
	"context"
	"errors"
	"time"

	"github.com/rs/zerolog"

	"github.com/donthu/donthu/internal/store"
)

const (
	sweepGrace = 5 * time.Minute // a timer of its own is given so long before the sweep steps in
	sweepLimit = 1000
	sweepPause = 20 * time.Second // no case may hold up the others for longer
)

// Sweep raises the alarms that nobody raised: it calls due with every open case
// whose alarm lies more than five minutes before now, longest overdue first, at
// most 1000 at a time. due must be safe to repeat. One case that fails holds up
// no other; the errors are joined. It says how many alarms it raised.
func Sweep(ctx context.Context, s *store.Store, now time.Time, due func(ctx context.Context, caseID string) error) (int, error) {
	rows, err := s.DueForSweep(ctx, now, sweepGrace, sweepLimit)
	if err != nil {
		return 0, err
	}
	raised := 0
	var failed []error
	for _, row := range rows {
		if err := within(ctx, row.Case, due); err != nil {
			failed = append(failed, err)
			continue
		}
		raised++
	}
	return raised, errors.Join(failed...)
}

func within(ctx context.Context, caseID string, due func(ctx context.Context, caseID string) error) error {
	ctx, cancel := context.WithTimeout(ctx, sweepPause)
	defer cancel()
	return due(ctx, caseID)
}

// RunSweep sweeps every minute until ctx ends, and at once when it begins.
func RunSweep(ctx context.Context, s *store.Store, log zerolog.Logger, due func(ctx context.Context, caseID string) error) {
	for {
		raised, err := Sweep(ctx, s, time.Now(), due)
		if err != nil && ctx.Err() == nil {
			log.Error().Err(err).Msg("sweep")
		}
		if raised > 0 {
			log.Warn().Int("cases", raised).Msg("the sweep raised alarms that no timer had raised")
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Minute):
		}
	}
}
