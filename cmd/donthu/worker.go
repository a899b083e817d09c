package main

import (
	"context"
	"sync"
	"time"

	"github.com/donthu/donthu/internal/config"
	"github.com/donthu/donthu/internal/digest"
	"github.com/donthu/donthu/internal/notify"
	"github.com/donthu/donthu/internal/watch"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/worker"
)

// Worker runs the cases, tells people, and sweeps for alarms that nobody
// raised.
type Worker struct{}

// calendarsEvery is how often the worker looks for cases that count by another
// calendar than the one in force.
const calendarsEvery = 15 * time.Second

// Run works until it is told to stop; what is under way ends first.
func (Worker) Run() error {
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
	mailer, err := mailerOf(p.config)
	if err != nil {
		return err
	}
	gateway, err := gatewayOf(p.config)
	if err != nil {
		return err
	}
	p.log.Info().Msg("working")
	var busy sync.WaitGroup
	tell := notify.New(p.records, p.laws, notify.Options{PublicURL: p.config.PublicURL, Mailer: mailer, Gateway: gateway, AnyHour: p.config.Demo, Log: p.log})
	busy.Go(func() { tell.Run(ctx) })
	sweep := notify.Sweep{Store: p.records, Laws: p.laws, Tick: p.tick, Log: p.log}
	busy.Go(func() { sweep.Run(ctx) })
	if to := p.config.HeartbeatURL; to != "" {
		busy.Go(func() { watch.Send(ctx, p.records, to, p.config.HeartbeatToken.Value(), p.log) })
	}
	busy.Go(func() { p.casework().RunCalendars(ctx, calendarsEvery, p.config.PublicURL, mailer != nil) })
	busy.Go(func() { p.tidy(ctx) })
	busy.Wait()
	return nil
}

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
