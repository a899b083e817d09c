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
		secrets, lostSecrets, err := p.vault.Sweep(ctx, now, p.records.CasesOfTokens)
		files, lostFiles, err2 := p.records.SweepFiles(ctx, now.Add(-loose))
		err = errors.Join(err, err2, p.records.SweepPeople(ctx, now))
		if err != nil && ctx.Err() == nil {
			p.log.Error().Err(err).Msg("tidying up")
		}
		if attached, removed := secrets+files, lostSecrets+lostFiles; attached+removed > 0 {
			p.log.Info().Int("attached", attached).Int("removed", removed).Msg("secrets and files without a case")
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Hour):
		}
	}
}
