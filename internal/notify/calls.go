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
	return deliver(ctx, d, d.store.ClaimHooks, func(rows []store.HookRow) error {
		failed := make([]error, len(rows))
		slots := make(chan struct{}, calls)
		var busy sync.WaitGroup
		for i, row := range rows {
			slots <- struct{}{}
			busy.Go(func() {
				defer func() { <-slots }()
				failed[i] = d.settle(ctx, "call", row.Delivery, d.o.Gateway.call(ctx, row, d.o.Now()))
			})
		}
		busy.Wait()
		return errors.Join(failed...)
	})
}
