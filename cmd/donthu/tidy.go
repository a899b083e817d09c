package main

import (
	"context"
	"errors"
	"time"
)

// loose is how long an uploaded file may wait for its act.
const loose = 24 * time.Hour

// tidy removes once an hour what no longer serves: secrets and files whose case
// never came about, expired sessions and tokens, old login counters. What a
// case points to it attaches instead.
func (p *parts) tidy(ctx context.Context) {
	for {
		now := time.Now()
		attached, removed, err := p.settle(ctx, now)
		err = errors.Join(err, p.records.SweepPeople(ctx, now))
		if err != nil && ctx.Err() == nil {
			p.log.Error().Err(err).Msg("tidying up")
		}
		if attached+removed > 0 {
			p.log.Info().Int("attached", attached).Int("removed", removed).Msg("secrets and files without a case")
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Hour):
		}
	}
}

// settle goes through what waits for a case. The record says first which files
// it forgets; the vault follows.
func (p *parts) settle(ctx context.Context, now time.Time) (attached, removed int, err error) {
	for _, sweep := range []func() (int, int, error){
		func() (int, int, error) { return p.vault.Sweep(ctx, now, p.records.CasesOfTokens) },
		func() (int, int, error) { return p.records.SweepFiles(ctx, now.Add(-loose)) },
		func() (int, int, error) { return p.vault.SweepFiles(ctx, now, p.records.CasesOfFiles) },
	} {
		a, r, failed := sweep()
		attached, removed, err = attached+a, removed+r, errors.Join(err, failed)
	}
	return attached, removed, err
}
