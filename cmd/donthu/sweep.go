package main

import (
	"context"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/donthu/donthu/internal/config"
	"github.com/donthu/donthu/internal/lawbook"
	"github.com/donthu/donthu/internal/notify"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/watch"
)

// outlook are the guards of terms beside the cases' own timers.
type outlook struct {
	Sweep Sweep `cmd:"" help:"Tell of every term that is due, from PostgreSQL alone: beside the worker, for when it or Temporal is away."`
	Watch Watch `cmd:"" help:"Listen, on another machine, to the heartbeat of the worker and the sweep, and cry when one is silent or alarms are late."`
}

// Sweep is the second guard of every term as a program of its own. It needs the
// record and a mail server, and neither Temporal, nor the vault, nor any key: a
// worker that is dead, or that cannot reach Temporal, keeps no alarm back.
type Sweep struct {
	pace
}

// pace is how often a guard looks.
type pace struct {
	Every time.Duration `help:"How often to look for what is due." default:"30s"`
	Beat  time.Duration `help:"How often to send the heartbeat, where HEARTBEAT_URL is set." default:"15s"`
}

// Run sweeps until it is told to stop.
func (s Sweep) Run() error {
	ctx, stop := untilStopped()
	defer stop()
	c, err := config.Load(nil)
	if err != nil {
		return err
	}
	log := logger(c.LogLevel, "sweep")
	records, err := store.Open(ctx, c.DatabaseURL.Value(), store.Options{})
	if err != nil {
		return err
	}
	defer records.Close()
	laws := lawbook.NewShelf(records)
	tell, err := dispatcher(c, records, laws, log)
	if err != nil {
		return err
	}
	log.Info().Msg("sweeping")
	var busy sync.WaitGroup
	busy.Go(func() { tell.Run(ctx) })
	busy.Go(func() { notify.Sweep{Store: records, Laws: laws, Every: s.Every, Log: log}.Run(ctx) })
	busy.Go(func() { s.sendBeats(ctx, c, records, log) })
	busy.Wait()
	return nil
}

// sendBeats sends heartbeats where somebody is to hear them.
func (p pace) sendBeats(ctx context.Context, c config.Config, records *store.Store, log zerolog.Logger) {
	if c.HeartbeatURL != "" {
		watch.Send(ctx, records, c.HeartbeatURL, c.HeartbeatToken.Value(), p.Beat, log)
	}
}

// dispatcher tells people in every way that the settings name.
func dispatcher(c config.Config, records *store.Store, laws notify.Laws, log zerolog.Logger) (*notify.Dispatcher, error) {
	mailer, err := mailerOf(c)
	if err != nil {
		return nil, err
	}
	gateway, err := gatewayOf(c)
	if err != nil {
		return nil, err
	}
	return notify.New(records, laws, notify.Options{PublicURL: c.PublicURL, Mailer: mailer, Gateway: gateway, AnyHour: c.Demo, Log: log}), nil
}
