package main

import (
	"context"
	"sync"
	"time"

	"github.com/donthu/donthu/internal/config"
	"github.com/donthu/donthu/internal/digest"
	"github.com/donthu/donthu/internal/notify"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/worker"
)

// Worker runs the cases, tells people, and sweeps for alarms that nobody
// raised.
type Worker struct {
	pace
}

// The heartbeats of a worker: that it looks for what is due, and that Temporal
// answers it.
const (
	workerBeat = "worker"
	timersBeat = "timers"
)

// calendarsEvery is how often the worker looks for cases that count by another
// calendar than the one in force.
const calendarsEvery = 15 * time.Second

// Run works until it is told to stop; what is under way ends first.
func (o Worker) Run() error {
	ctx, stop := untilStopped()
	defer stop()
	p, err := assemble(ctx, "worker")
	if err != nil {
		return err
	}
	defer p.close()
	morning := digest.Desk{Store: p.records, Laws: p.laws, PublicURL: p.config.PublicURL, AnyHour: p.config.Demo}
	w, err := worker.New(p.runner, worker.Options{Laws: p.laws, Store: p.records, Digests: morning})
	if err != nil {
		return err
	}
	if err := w.Start(); err != nil {
		return err
	}
	defer w.Stop()
	if err := p.runner.EnsureDigests(ctx); err != nil {
		return err
	}
	tell, err := dispatcher(p.config, p.records, p.laws, p.log)
	if err != nil {
		return err
	}
	p.log.Info().Msg("working")
	var busy sync.WaitGroup
	busy.Go(func() { tell.Run(ctx) })
	sweep := notify.Sweep{Store: p.records, Laws: p.laws, Tick: p.tick, Part: workerBeat, Every: o.Every, Log: p.log}
	busy.Go(func() { sweep.Run(ctx) })
	busy.Go(func() { p.mindTimers(ctx, o.Every) })
	busy.Go(func() { o.sendBeats(ctx, p.config, p.records, p.log) })
	busy.Go(func() { p.casework().RunCalendars(ctx, calendarsEvery, p.config.PublicURL, p.config.SMTPHost != "") })
	busy.Go(func() { p.tidy(ctx) })
	busy.Wait()
	return nil
}

// mindTimers leaves a heartbeat for as long as Temporal, and the database behind
// it, answer: without them no timer fires.
func (p *parts) mindTimers(ctx context.Context, every time.Duration) {
	for ctx.Err() == nil {
		once, cancel := context.WithTimeout(ctx, every)
		_, err := p.runner.Running(once, noCase)
		if err == nil {
			err = p.records.Beat(once, timersBeat, time.Now())
		}
		cancel()
		if err != nil && ctx.Err() == nil {
			p.log.Error().Err(err).Msg("timers")
		}
		select {
		case <-ctx.Done():
		case <-time.After(every):
		}
	}
}

// noCase is the id of no case.
const noCase = "00000000-0000-0000-0000-000000000000"

// tick raises what is due today in a case whose own timer did not, setting its
// workflow going again if that is gone.
func (p *parts) tick(ctx context.Context, caseID string) error {
	verbs := p.casework()
	err := p.runner.Tick(ctx, caseID, verbs.Today())
	if err == nil || !p.runner.Gone(err) {
		return err
	}
	if err := verbs.Recover(ctx, caseID); err != nil {
		return err
	}
	return p.runner.Tick(ctx, caseID, legaltime.DateOf(verbs.Now()))
}

// mailerOf is nil where no mail server is set: the inbox on the page works
// without.
func mailerOf(c config.Config) (*notify.Mailer, error) {
	if c.SMTPHost == "" {
		return nil, nil
	}
	return notify.NewMailer(notify.MailOptions{
		Host: c.SMTPHost, Port: c.SMTPPort, TLS: c.SMTPTLS, CAFile: c.SMTPCAFile,
		User: c.SMTPUser, Password: c.SMTPPassword.Value(), From: c.SMTPFrom,
	})
}

// gatewayOf is nil where the province has no gateway.
func gatewayOf(c config.Config) (*notify.Gateway, error) {
	if len(c.GatewayURLs) == 0 {
		return nil, nil
	}
	secrets := []string{c.GatewaySecret.Value()}
	if next := c.GatewaySecretNext.Value(); next != "" {
		secrets = append(secrets, next)
	}
	return notify.NewGateway(notify.GatewayOptions{
		URLs: c.GatewayURLs, Secrets: secrets, Hosts: c.GatewayHosts, CAFile: c.GatewayCAFile, Always: c.GatewayAlways,
	})
}
