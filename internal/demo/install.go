package demo

import (
	"context"
	"math/rand/v2"
	"sync"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/staff"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/vault"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Options are what the demo province is written with.
type Options struct {
	Records *store.Store
	Vault   *vault.Vault
	Choose  Choose
	// Restart sets a recorded case going.
	Restart func(context.Context, contract.CaseInput) error
	Today   legaltime.Date
	Note    func(format string, args ...any) // progress
}

// Install fills an empty installation. Where there are officers already it
// does nothing, so that yesterday's work stays.
func Install(ctx context.Context, o Options) error {
	if _, err := o.Records.User(ctx, staff.ID(lastAppointed)); err == nil {
		return nil
	}
	units, err := Units()
	if err != nil {
		return err
	}
	if err := staff.Install(ctx, o.Records, units, nil); err != nil {
		return err
	}
	a := &author{records: o.Records, vault: o.Vault, choose: o.Choose, today: o.Today, units: units, dice: rand.New(rand.NewPCG(2025, 7))}
	open, err := a.writeCases(ctx, func(done, all int) { o.Note("writing cases: %d of %d", done, all) })
	if err != nil {
		return err
	}
	if err := o.Records.SettleNotices(ctx, o.Today.AddDays(-7)); err != nil {
		return err
	}
	if err := setGoing(ctx, o, open); err != nil {
		return err
	}
	// Officers come last: as long as they are missing, the next start begins anew.
	hash, err := access.NewHasher().Hash(ctx, Password)
	if err != nil {
		return err
	}
	o.Note("appointing officers")
	return installPeople(ctx, o.Records, units, hash)
}

// setGoing starts the workflows of the open cases, eight at a time.
func setGoing(ctx context.Context, o Options, open []contract.CaseInput) error {
	var (
		wait  sync.WaitGroup
		once  sync.Once
		first error
		slots = make(chan struct{}, 8)
	)
	for i, in := range open {
		o.Note("starting workflows: %d of %d", i+1, len(open))
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			if err := o.Restart(ctx, in); err != nil {
				once.Do(func() { first = err })
			}
		})
	}
	wait.Wait()
	return first
}
