package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/config"
	"github.com/donthu/donthu/internal/runner"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/vault"
)

// Migrate brings the databases up to this version of the program, makes the
// keys that are missing, and publishes the library of procedures.
type Migrate struct{}

// Run may be repeated, and by several machines at once.
func (Migrate) Run() error {
	ctx, stop := untilStopped()
	defer stop()
	c, err := config.Load(nil)
	if err != nil {
		return err
	}
	record, err := store.Migrate(ctx, c.DatabaseURL.Value())
	if err != nil {
		return err
	}
	secrets, err := vault.Migrate(ctx, c.VaultDatabaseURL.Value())
	if err != nil {
		return err
	}
	if err := makeKeys(ctx, c); err != nil {
		return err
	}
	fmt.Printf("record: %d migrations applied, vault: %d\n", record, secrets)
	return install(ctx, c)
}

func install(ctx context.Context, c config.Config) error {
	records, err := store.Open(ctx, c.DatabaseURL.Value(), store.Options{})
	if err != nil {
		return err
	}
	defer records.Close()
	if err := casework.Install(ctx, records, time.Now()); err != nil {
		return fmt.Errorf("library of procedures: %w", err)
	}
	fmt.Println("library of procedures: published")
	return nil
}

// makeKeys makes the two key files that are not there yet. A key that is there
// is never touched: without it what it sealed is lost.
func makeKeys(ctx context.Context, c config.Config) error {
	if err := os.MkdirAll(filepath.Dir(c.VaultKeyFile), 0o700); err != nil {
		return err
	}
	if err := vault.EnsureKey(ctx, c.VaultDatabaseURL.Value(), c.VaultKeyFile); err != nil {
		return err
	}
	f, err := os.OpenFile(c.CodecKeyFile, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(runner.NewKey(time.Now().Format("2006-01-02")) + "\n")
	return errors.Join(err, f.Close())
}
