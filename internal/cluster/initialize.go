package cluster

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// settings are given on the command line, so that a cluster follows this
// program and not a file that somebody changed.
func settings(durable bool) []string {
	s := []string{"listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200",
		"lc_messages=C", "timezone=UTC", "log_timezone=UTC"}
	if durable {
		return append(s, "fsync=on", "synchronous_commit=on", "full_page_writes=on",
			"shared_buffers=128MB", "wal_compression=on")
	}
	return append(s, "fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB",
		"wal_level=minimal", "max_wal_senders=0", "autovacuum=off", "jit=off")
}

// initialize makes the data folder the first time, beside its place, and moves
// it there when it is whole: being killed meanwhile leaves nothing half made.
func (c *Cluster) initialize(ctx context.Context) error {
	if err := c.ensurePassword(); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(c.data(), "PG_VERSION")); err == nil {
		return nil
	}
	fresh := c.data() + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return fmt.Errorf("cluster: %w", err)
	}
	if err := c.initDB(ctx, fresh); err != nil {
		return err
	}
	if err := os.Rename(fresh, c.data()); err != nil {
		return fmt.Errorf("cluster: %w", err)
	}
	return nil
}

func (c *Cluster) initDB(ctx context.Context, dir string) error {
	args := []string{"-D", dir, "-U", superuser, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C",
		"--pwfile=" + c.passwordFile()}
	if !c.options.Durable {
		args = append(args, "--no-sync")
	}
	command := c.account.command(c.options.Binaries.InitDB, args...)
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, &out
	if err := command.Start(); err != nil {
		return fmt.Errorf("cluster: initdb: %w", err)
	}
	stop := context.AfterFunc(ctx, func() { _ = command.Process.Kill() })
	defer stop()
	if err := command.Wait(); err != nil {
		return fmt.Errorf("cluster: initdb: %w: %s", err, strings.TrimSpace(out.String()))
	}
	return nil
}

func (c *Cluster) passwordFile() string { return filepath.Join(c.options.Dir, "password") }

// ensurePassword reads the cluster's password, or makes one the first time.
func (c *Cluster) ensurePassword() error {
	text, err := os.ReadFile(c.passwordFile())
	if err == nil && len(text) > 0 {
		c.password = strings.TrimSpace(string(text))
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("cluster: %w", err)
	}
	c.password = rand.Text()
	if err := os.WriteFile(c.passwordFile(), []byte(c.password+"\n"), 0o600); err != nil {
		return fmt.Errorf("cluster: %w", err)
	}
	return c.account.own(c.passwordFile())
}
