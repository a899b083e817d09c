package main

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/api"
	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/notify/sink"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/web"
)

// Serve serves the page and the API.
type Serve struct{}

// Run serves until it is told to stop; requests under way end first.
func (Serve) Run() error {
	ctx, stop := untilStopped()
	defer stop()
	p, err := assemble(ctx, "serve")
	if err != nil {
		return err
	}
	defer p.close()
	face := p.api()
	go face.Hub.Run(ctx, func(ctx context.Context, hear func(string)) error {
		return p.records.Listen(ctx, store.InboxChannel, hear)
	})
	server := api.HTTP(p.config.Listen, face.Handler())
	ended := make(chan struct{})
	context.AfterFunc(ctx, func() {
		defer close(ended)
		end, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		_ = server.Shutdown(end)
	})
	p.log.Info().Str("listen", p.config.Listen).Msg("serving")
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	<-ended // ListenAndServe returns when Shutdown begins
	return nil
}

func (p *parts) api() *api.Server {
	metrics := prometheus.NewRegistry()
	metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), gauges{p.records})
	s := &api.Server{
		Casework: p.casework(),
		Desk:     access.New(p.records, access.Options{Idle: p.config.SessionIdle, Limit: p.config.SessionLimit}),
		Cookie:   access.CookieFor(p.config.PublicURL),
		Proxies:  p.config.TrustedProxies,
		Log:      p.log,
		Metrics:  metrics,
		Ready:    []api.Probe{{Name: "record", Ask: p.records.Ping}, {Name: "vault", Ask: p.vault.Ping}, {Name: "temporal", Ask: p.runner.Ping}},
		Page:     web.Handler(),
		Hub:      &api.Hub{},

		PublicURL: p.config.PublicURL,
	}
	if p.config.Demo {
		s.Mails = func() []casework.Mail { return caught(filepath.Join(p.config.DataDir, sink.FileName)) }
	}
	return s
}

func (p *parts) casework() *casework.Service {
	return &casework.Service{Records: p.records, Vault: p.vault, Runner: p.runner, Laws: p.laws, Now: time.Now, Log: p.log, Policies: p.config.Policies}
}

// caught are the mails of the demo's own mail server, newest first.
func caught(file string) []casework.Mail {
	mails, err := sink.Read(file)
	if err != nil {
		return nil
	}
	var out []casework.Mail
	for _, m := range mails {
		out = append(out, casework.Mail{ID: m.ID, At: m.At.Format(time.RFC3339), From: m.From, To: m.To, Subject: m.Subject, Text: m.Text})
	}
	return out
}
