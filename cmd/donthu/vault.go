package main

import (
	"fmt"

	"github.com/donthu/donthu/internal/config"
	"github.com/donthu/donthu/internal/vault"
)

// Vault is what an administrator does with the keys of the vault.
type Vault struct {
	Rotate Rotate `cmd:"" help:"Make a new master key, wrap all keys of the vault with it, and begin a new key for what comes."`
}

// Rotate replaces the master key.
type Rotate struct {
	To string `required:"" help:"File for the new master key; it must not exist yet."`
}

// Run leaves the old key file where it is: it opens the backups made so far.
func (r Rotate) Run() error {
	ctx, stop := untilStopped()
	defer stop()
	c, err := config.Load(nil)
	if err != nil {
		return err
	}
	v, err := vault.Open(ctx, c.VaultDatabaseURL.Value(), c.VaultKeyFile)
	if err != nil {
		return err
	}
	defer v.Close()
	if err := vault.CreateKey(r.To); err != nil {
		return err
	}
	if err := v.Rotate(ctx, r.To); err != nil { // the connection may have broken after the database had agreed
		return fmt.Errorf("%w; keep both %s and %s until donthu migrate has opened the vault with one of them", err, c.VaultKeyFile, r.To)
	}
	fmt.Printf("the vault opens with %s now, and no longer with %s: set VAULT_KEY_FILE, start serve and worker,\ncopy the new key to the safe, and keep the old one as long as backups made before are kept\n", r.To, c.VaultKeyFile)
	return nil
}
