package notify

import (
	"context"
	"errors"
	"sync"

	"github.com/donthu/donthu/internal/store"
)

// calls is how many calls of the gateway are under way at once: one that hangs
// holds up the others for no longer than its own time.
const calls = 8

func (d *Dispatcher) callAll(ctx context.Context) (int, error) {
	if d.o.Gateway == nil {
		return 0, nil
	}
	rows, err := d.store.ClaimHooks(ctx, d.o.Now(), bundle, lease)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	failed := make([]error, len(rows))
	slots := make(chan struct{}, calls)
	var busy sync.WaitGroup
	for i, row := range rows {
		slots <- struct{}{}
		busy.Go(func() {
			defer func() { <-slots }()
			failed[i] = d.settleCall(ctx, row, d.o.Gateway.call(ctx, row, d.o.Now()))
		})
	}
	busy.Wait()
	return len(rows), errors.Join(failed...)
}

// settleCall writes down what became of a call; like settle, it outlives ctx.
func (d *Dispatcher) settleCall(ctx context.Context, row store.HookRow, f *fate) error {
	ctx, cancel := lasting(ctx)
	defer cancel()
	if f == nil {
		return d.store.HookDone(ctx, row, d.o.Now())
	}
	why := d.failure(f, row.Attempts)
	d.o.Log.Warn().Int64("call", row.ID).Int("attempts", row.Attempts).Str("problem", f.problem).Bool("dead", why.Dead).Msg("gateway not reached")
	return d.store.HookFailed(ctx, row, why)
}
