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

const template = "donthu_template"

// server starts once in a test program. Its migrated template is copied for
// every test, which takes a fraction of migrating.
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
		return nil, err
	}
	return c, prepare(ctx, c)
})

func prepare(ctx context.Context, c *cluster.Cluster) error {
	if err := execute(ctx, c, `CREATE DATABASE `+template); err != nil {
		return err
	}
	_, err := store.Migrate(ctx, c.URL(template))
	return err
}

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
	return create(t, ` TEMPLATE `+template)
}

// Empty is the address of a database of its own without any table.
func Empty(t testing.TB) string {
	t.Helper()
	return create(t, "")
}

var created atomic.Int64

func create(t testing.TB, as string) string {
	t.Helper()
	c, err := server()
	if errors.Is(err, cluster.ErrNoPostgres) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
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
