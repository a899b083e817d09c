package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"github.com/donthu/donthu/internal/config"
	"github.com/donthu/donthu/internal/dev"
	"github.com/donthu/donthu/internal/runner"
)

// Dev runs everything on this machine.
type Dev struct {
	BuildServer bool `help:"Only compile the Temporal server into .bin, where its sources have changed."`
}

// What stands for a setting that the environment leaves to us.
const (
	ownDatabase = "postgres://own.invalid/"
	ownTemporal = "own.invalid:1"
)

// Run starts everything and waits for Ctrl-C; a second Ctrl-C waits for nothing.
func (d *Dev) Run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	context.AfterFunc(ctx, stop)
	if d.BuildServer {
		return buildServer(ctx)
	}
	c, err := config.Load(map[string]string{"DATABASE_URL": ownDatabase, "TEMPORAL_ADDRESS": ownTemporal})
	if err != nil {
		return err
	}
	return dev.Run(ctx, devOptions(c))
}

func devOptions(c config.Config) dev.Options {
	o := dev.Options{
		Out:       os.Stdout,
		Data:      c.DataDir,
		PGBin:     c.PGBin,
		Namespace: c.TemporalNamespace,
		Seed:      seed,

		Namespaces: runner.EnsureNamespace,
	}
	if url := c.DatabaseURL.Value(); url != ownDatabase {
		o.DatabaseURL = url
	}
	if c.TemporalAddress != ownTemporal {
		o.TemporalAddress = c.TemporalAddress
	}
	if _, port, err := net.SplitHostPort(c.Listen); err == nil {
		o.Port, _ = strconv.Atoi(port) // checked with the settings
	}
	return o
}

// buildServer tells what it does line by line, for make and for CI.
func buildServer(ctx context.Context) error {
	s := dev.NewProgress(os.Stdout, "Temporal server")
	_, err := dev.BuildServer(ctx, ".", s.Note)
	s.End(err)
	if err != nil {
		return fmt.Errorf("temporal server: %w", err)
	}
	return nil
}
