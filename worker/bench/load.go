package bench

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/worker/bench/life"
)

// lap is what one side did in one go.
type lap struct {
	cases   int
	wall    time.Duration
	updates []time.Duration // of the acts; the opening is told apart
	opens   []time.Duration
	cpu     cpu
	sample  string // id of one case that was lived
}

// drive lives n cases with so many clients at once.
func drive(ctx context.Context, s side, clients, n int, meter func() cpu) (lap, error) {
	prepared := make([]contract.CaseInput, n)
	for i := range prepared {
		var err error
		if prepared[i], err = s.prepare(ctx); err != nil {
			return lap{}, err
		}
	}
	runners := make([]lap, clients)
	errs := make([]error, clients)
	var next atomic.Int64
	var group sync.WaitGroup
	before, began := meter(), time.Now()
	for k := range clients {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(n) && errs[k] == nil; i = next.Add(1) - 1 {
				errs[k] = runners[k].live(ctx, s, prepared[i])
			}
		})
	}
	group.Wait()
	total := lap{cases: n, wall: time.Since(began), cpu: meter().minus(before), sample: prepared[0].Case}
	for k := range clients {
		if errs[k] != nil {
			return lap{}, errs[k]
		}
		total.updates = append(total.updates, runners[k].updates...)
		total.opens = append(total.opens, runners[k].opens...)
	}
	return total, nil
}

// live lives one case from its opening to its end.
func (l *lap) live(ctx context.Context, s side, in contract.CaseInput) error {
	for n := range len(life.Steps) + 1 {
		began := time.Now()
		if err := s.step(ctx, in, n); err != nil {
			return err
		}
		if took := time.Since(began); n == 0 {
			l.opens = append(l.opens, took)
		} else {
			l.updates = append(l.updates, took)
		}
	}
	return nil
}

// rate is cases a second.
func (l lap) rate() float64 { return float64(l.cases) / l.wall.Seconds() }

// percentile of the latencies of acts, in milliseconds.
func (l lap) percentile(p float64) float64 {
	sorted := slices.Sorted(slices.Values(l.updates))
	i := min(len(sorted)-1, int(p*float64(len(sorted))))
	return float64(sorted[i].Microseconds()) / 1000
}
