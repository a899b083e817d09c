// Package bench measures Donthu against a workflow that was written by hand for
// one procedure, on the same servers, in the same run.
package bench

import (
	"context"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/donthu/donthu/worker/bench/stand"
)

// Goals of every release.
const (
	WantRatio  = 0.8 // of the floor's cases a second
	MostEvents = 60  // Temporal events of one life
)

// Options say how long to measure.
type Options struct {
	Server string // path of the Temporal server
	Cases  int    // a lap with one client; eight clients live four times as many
	Rounds int    // laps of each side, alternating
	Out    io.Writer
	Warm   int // cases that each side lives before the first lap
}

// Result is what was measured: the medians over the rounds.
type Result struct {
	Ratio  float64 // Donthu's cases a second over the floor's, eight clients
	CPU    float64 // the floor's processor time a case over Donthu's: steadier on a busy machine
	Events int64   // Temporal events of one Donthu life
}

// loads are the numbers of clients, each with how many cases a lap lives.
func (o Options) loads() []load { return []load{{1, o.Cases}, {8, 4 * o.Cases}} }

type load struct{ clients, cases int }

// contender is a side with its name and what it did.
type contender struct {
	name string
	side side
	laps map[int][]lap // by clients
}

// Run puts up the servers, measures both sides in turn and prints the medians.
func Run(ctx context.Context, o Options) (Result, error) {
	s, err := stand.Start(ctx, o.Server)
	if err != nil {
		return Result{}, err
	}
	defer s.Stop()
	hand, err := newFloor(ctx, s.TemporalAddress(), stand.Namespace, s.DatabaseURL())
	if err != nil {
		return Result{}, err
	}
	defer hand.stop()
	ours, err := newProduct(ctx, s)
	if err != nil {
		return Result{}, err
	}
	defer ours.stop()
	both := []*contender{{"floor", hand, map[int][]lap{}}, {"donthu", ours, map[int][]lap{}}}
	if err := race(ctx, o, both, meter(s.TemporalPID(), s.DatabasePID())); err != nil {
		return Result{}, err
	}
	return report(ctx, o, both, hand.client)
}

// race alternates the sides, so that a machine that grows slow grows slow for
// both.
func race(ctx context.Context, o Options, both []*contender, meter func() cpu) error {
	for _, c := range both {
		if _, err := drive(ctx, c.side, 8, o.Warm, meter); err != nil {
			return fmt.Errorf("%s: warm-up: %w", c.name, err)
		}
	}
	for round := range o.Rounds {
		for _, l := range o.loads() {
			for i := range both {
				c := both[(i+round)%2]
				done, err := drive(ctx, c.side, l.clients, l.cases, meter)
				if err != nil {
					return fmt.Errorf("%s with %d clients: %w", c.name, l.clients, err)
				}
				c.laps[l.clients] = append(c.laps[l.clients], done)
				fmt.Fprintf(o.Out, "round %d  %-6s  %d clients  %5.1f cases/s\n", round+1, c.name, l.clients, done.rate())
			}
		}
	}
	return nil
}

func report(ctx context.Context, o Options, both []*contender, c client.Client) (Result, error) {
	var r Result
	table := tabwriter.NewWriter(o.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\nside\tclients\tcases/s\tact p50\tp95\tp99 ms\tevents\tbytes\tCPU ms/case\tprogram\ttemporal\tpostgres")
	for _, l := range o.loads() {
		for _, side := range both {
			laps := side.laps[l.clients]
			d, err := c.DescribeWorkflowExecution(ctx, laps[0].sample, "")
			if err != nil {
				return r, err
			}
			info := d.GetWorkflowExecutionInfo()
			if side.name == "donthu" {
				r.Events = info.GetHistoryLength()
			}
			fmt.Fprintf(table, "%s\t%d\t%.1f\t%.1f\t%.1f\t%.1f\t%d\t%d\t%.1f\t%.1f\t%.1f\t%.1f\n", side.name, l.clients, median(laps, lap.rate),
				median(laps, at(0.50)), median(laps, at(0.95)), median(laps, at(0.99)), info.GetHistoryLength(), info.GetHistorySizeBytes(),
				median(laps, per(cpu.total)), median(laps, per(func(c cpu) time.Duration { return c.program })),
				median(laps, per(func(c cpu) time.Duration { return c.temporal })), median(laps, per(func(c cpu) time.Duration { return c.database })))
		}
		hand, ours := both[0].laps[l.clients], both[1].laps[l.clients]
		r.Ratio = paired(ours, hand, lap.rate)
		r.CPU = paired(hand, ours, per(cpu.total))
		fmt.Fprintf(table, "ratio\t%d\t%.2f\t\t\t\t\t\t%.2f\n", l.clients, r.Ratio, r.CPU)
	}
	err := table.Flush()
	fmt.Fprintf(o.Out, "\ngoals: ratio %.2f of at least %.2f; %d events of at most %d\n", r.Ratio, WantRatio, r.Events, MostEvents)
	return r, err
}

// paired is the median of the rounds' ratios: what slows the machine down for a
// while slows both laps of a round.
func paired(a, b []lap, of func(lap) float64) float64 {
	ratios := make([]float64, len(a))
	for i := range a {
		ratios[i] = of(a[i]) / of(b[i])
	}
	slices.Sort(ratios)
	return ratios[len(ratios)/2]
}

// at measures a percentile of a lap.
func at(p float64) func(lap) float64 { return func(l lap) float64 { return l.percentile(p) } }

// per measures processor time a case, in milliseconds.
func per(of func(cpu) time.Duration) func(lap) float64 {
	return func(l lap) float64 { return float64(of(l.cpu).Microseconds()) / 1000 / float64(l.cases) }
}

func median(laps []lap, of func(lap) float64) float64 {
	var all []float64
	for _, l := range laps {
		all = append(all, of(l))
	}
	slices.Sort(all)
	return all[len(all)/2]
}
