// Package storetest gives tests a real PostgreSQL: one throw-away server for
// the test program, one database a test.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/cluster"
	"github.com/donthu/donthu/internal/store"
	"github.com/jackc/pgx/v5"
)

// server starts once in a test program.
var server = sync.OnceValues(func() (*cluster.Cluster, error) {
	dir, err := os.MkdirTemp("/var/tmp", "donthu-test-")
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	c, err := cluster.Start(ctx, cluster.Options{Dir: dir, Throwaway: true})
	if err != nil {
		_ = os.RemoveAll(dir)
	}
	return c, err
})

// New opens a store on a migrated database of its own. The test is skipped on a
// machine without PostgreSQL.
func New(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), URL(t), store.Options{MaxConns: 8, Unsafe: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// URL is the address of a migrated database of its own.
func URL(t testing.TB) string {
	t.Helper()
	return Copy(t, "migrated", func(ctx context.Context, url string) error {
		_, err := store.Migrate(ctx, url)
		return err
	})
}

// Empty is the address of a database of its own without any table.
func Empty(t testing.TB) string {
	t.Helper()
	return create(t, "")
}

var created atomic.Int64

func create(t testing.TB, as string) string {
	t.Helper()
	c := running(t)
	name := fmt.Sprintf("test_%d", created.Add(1))
	if err := execute(t.Context(), c, `CREATE DATABASE `+name+as); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := execute(context.Background(), c, `DROP DATABASE `+name+` WITH (FORCE)`); err != nil {
			t.Error(err)
		}
	})
	return c.URL(name)
}

// running is the server. Without PostgreSQL on the machine the test is skipped.
func running(t testing.TB) *cluster.Cluster {
	t.Helper()
	c, err := server()
	if errors.Is(err, cluster.ErrNoPostgres) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// one keeps databases from being created at once: each copy wants the template
// for itself.
var one sync.Mutex

func execute(ctx context.Context, c *cluster.Cluster, sql string) error {
	one.Lock()
	defer one.Unlock()
	conn, err := pgx.Connect(ctx, c.URL("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, sql)
	return err
}
