package main

import (
	"context"
	"time"

	"github.com/donthu/donthu/internal/config"
	"github.com/donthu/donthu/internal/demo"
	"github.com/donthu/donthu/internal/dev"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// seed installs the demo province and names its accounts.
func seed(ctx context.Context, r dev.Running, note func(string, ...any)) ([]dev.Account, error) {
	c, err := config.Read(nil, r.Settings)
	if err != nil {
		return nil, err
	}
	p := &parts{config: c, log: logger("error", "seed")}
	defer p.close()
	if err := p.connect(ctx); err != nil {
		return nil, err
	}
	err = demo.Install(ctx, demo.Options{
		Records: p.records, Vault: p.vault, Restart: p.runner.Restart,
		Choose: func(procedure string, received legaltime.Date) (*machine.Law, error) {
			return p.laws.Choose(ctx, procedure, "", received)
		},
		Today: legaltime.DateOf(time.Now()), Note: note,
	})
	return shown(), err
}

func shown() (out []dev.Account) {
	for _, a := range demo.Shown {
		out = append(out, dev.Account{Name: a.Account, Password: demo.Password, Role: a.Role + ", " + a.Unit})
	}
	return out
}
