package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/rs/zerolog"

	"github.com/donthu/donthu/internal/config"
	"github.com/donthu/donthu/internal/lawbook"
	"github.com/donthu/donthu/internal/runner"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/vault"
)

// parts are what both the server and the worker are made of.
type parts struct {
	config  config.Config
	log     zerolog.Logger
	records *store.Store
	vault   *vault.Vault
	laws    *lawbook.Shelf
	runner  *runner.Client
}

// assemble reads the settings and connects to everything, or says what is not
// there. The caller closes.
func assemble(ctx context.Context, name string) (*parts, error) {
	c, err := config.Load(nil)
	if err != nil {
		return nil, err
	}
	p := &parts{config: c, log: logger(c.LogLevel, name)}
	if err := p.connect(ctx); err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

func (p *parts) connect(ctx context.Context) (err error) {
	c := p.config
	if p.records, err = store.Open(ctx, c.DatabaseURL.Value(), store.Options{}); err != nil {
		return err
	}
	if p.vault, err = vault.Open(ctx, c.VaultDatabaseURL.Value(), c.VaultKeyFile); err != nil {
		return err
	}
	keyFile, err := os.ReadFile(c.CodecKeyFile)
	if err != nil {
		return fmt.Errorf("CODEC_KEY_FILE: %w (donthu migrate makes one)", err)
	}
	keys, err := runner.ParseKeys(keyFile)
	if err != nil {
		return err
	}
	p.laws = lawbook.NewShelf(p.records)
	p.runner, err = dial(ctx, runner.Options{Address: c.TemporalAddress, Namespace: c.TemporalNamespace, Keys: keys, Log: p.log})
	return err
}

// dial waits for Temporal: after a power cut everything starts at once.
func dial(ctx context.Context, o runner.Options) (*runner.Client, error) {
	for end := time.Now().Add(time.Minute); ; {
		c, err := runner.Dial(ctx, o)
		if err == nil || ctx.Err() != nil || time.Now().After(end) {
			return c, err
		}
		o.Log.Warn().Err(err).Msg("waiting for Temporal")
		time.Sleep(time.Second)
	}
}

func (p *parts) close() {
	if p.runner != nil {
		p.runner.Close()
	}
	if p.vault != nil {
		p.vault.Close()
	}
	if p.records != nil {
		p.records.Close()
	}
}

func logger(level, name string) zerolog.Logger {
	l, err := zerolog.ParseLevel(level)
	if err != nil {
		l = zerolog.InfoLevel
	}
	return zerolog.New(os.Stderr).Level(l).With().Timestamp().Str("part", name).Logger()
}

// untilStopped is a context that ends with Ctrl-C or a service manager's stop.
func untilStopped() (context.Context, context.CancelFunc) {
	return signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
}
