package main

import (
	"context"
	"time"
)

// tidy removes once an hour what no longer serves: secrets whose case never
// came about, expired sessions and tokens, old login counters.
func (p *parts) tidy(ctx context.Context) {
	for {
		attached, removed, err := p.vault.Sweep(ctx, time.Now(), p.records.CasesOfTokens)
		if err == nil {
			err = p.records.SweepPeople(ctx, time.Now())
		}
		if err != nil && ctx.Err() == nil {
			p.log.Error().Err(err).Msg("tidying up")
		}
		if attached+removed > 0 {
			p.log.Info().Int("attached", attached).Int("removed", removed).Msg("secrets without a case")
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Hour):
		}
	}
}
