package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime/pprof"

	"github.com/donthu/donthu/worker/bench"
)

// Bench measures Donthu against a hand-written workflow.
type Bench struct {
	Server  string `help:"The Temporal server (make devserver)." default:".bin/devserver" type:"path"`
	Cases   int    `help:"Cases a lap with one client." default:"15"`
	Rounds  int    `help:"Laps of each side, alternating." default:"7"`
	Alarms  []int  `help:"Clocks that fall due in one minute, a lap each; with it, only this is measured."`
	Profile string `help:"File for a CPU profile of this program." type:"path"`
	Strict  bool   `help:"Fail when a goal is missed."`
}

// Run measures and prints.
func (b *Bench) Run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if b.Profile != "" {
		file, err := os.Create(b.Profile)
		if err != nil {
			return err
		}
		defer file.Close()
		if err := pprof.StartCPUProfile(file); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	if len(b.Alarms) > 0 {
		return b.alarms(ctx)
	}
	result, err := bench.Run(ctx, bench.Options{Server: b.Server, Cases: b.Cases, Rounds: b.Rounds, Warm: 40, Out: os.Stdout})
	if err != nil {
		return err
	}
	if b.Strict && (result.Ratio < bench.WantRatio || result.Events > bench.MostEvents) {
		return fmt.Errorf("a goal was missed: ratio %.2f, %d events", result.Ratio, result.Events)
	}
	return nil
}

func (b *Bench) alarms(ctx context.Context) error {
	worst, err := bench.Alarms(ctx, b.Server, b.Alarms, os.Stdout)
	if err == nil && b.Strict && worst > bench.AlarmGoal {
		return fmt.Errorf("a goal was missed: the last of 10,000 alarms was out after %v", worst)
	}
	return err
}
