package dev

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/donthu/donthu/internal/cluster"
)

// applicationDatabase is the name of our database in a cluster of our own.
const applicationDatabase = "donthu"

// startPostgres uses DATABASE_URL, else a cluster in the data directory. It
// gives the address of the application's database and what to say of it.
func (r *run) startPostgres(ctx context.Context, s *step) (what string, err error) {
	if r.o.DatabaseURL != "" {
		r.databaseURL = r.o.DatabaseURL
		return "as DATABASE_URL says", nil
	}
	binaries, err := cluster.Find(r.o.PGBin)
	if errors.Is(err, cluster.ErrNoPostgres) {
		if err = installPostgres(ctx, s.note); err == nil {
			binaries, err = cluster.Find("")
		}
	}
	if err != nil {
		return "", err
	}
	dir, err := clusterDir(r.data)
	if err != nil {
		return "", err
	}
	s.note("starting")
	log, err := openLog(filepath.Join(r.data, "logs", "postgres.log"))
	if err != nil {
		return "", err
	}
	r.later(func() { _ = log.Close() })
	return r.ownCluster(ctx, cluster.Options{Dir: dir, Binaries: binaries, Durable: true, Log: log})
}

func (r *run) ownCluster(ctx context.Context, o cluster.Options) (string, error) {
	o.Port = r.ports.has["postgres"] // not asked whether free: a server left by a killed run may hold it, and is stopped
	c, err := cluster.Start(ctx, o)
	if err != nil && o.Port != 0 && ctx.Err() == nil {
		o.Port = 0
		c, err = cluster.Start(ctx, o)
	}
	if err != nil {
		return "", owned(o.Dir, err)
	}
	o.Port = c.Port()
	r.ports.take("postgres", o.Port)
	keeper := &keeper{cluster: c, options: o, say: r.report.say, done: make(chan struct{})}
	ctx, cancel := context.WithCancel(ctx)
	r.later(func() { cancel(); keeper.stop() })
	go keeper.keep(ctx)
	r.databaseURL = c.URL(applicationDatabase)
	return fmt.Sprintf("%s, data in %s", at(o.Port), o.Dir), c.EnsureDatabase(ctx, applicationDatabase)
}

// owned adds to an error that the data is of another user, which PostgreSQL
// says in its own way only.
func owned(dir string, err error) error {
	info, stat := os.Stat(filepath.Join(dir, "data"))
	if stat != nil {
		return err
	}
	if owner := int(info.Sys().(*syscall.Stat_t).Uid); os.Geteuid() != 0 && owner != os.Geteuid() {
		return fmt.Errorf("%w\n%s belongs to user number %d, of an earlier start: start as that user (or root) again, "+
			"or set DATA_DIR to another directory", err, dir, owner)
	}
	return err
}

// keeper starts the cluster again when its server ends by itself.
type keeper struct {
	cluster *cluster.Cluster
	options cluster.Options
	say     func(format string, args ...any)
	done    chan struct{}
}

// keep holds the server up until ctx ends.
func (k *keeper) keep(ctx context.Context) {
	defer close(k.done)
	for {
		select {
		case <-ctx.Done():
			return
		case <-k.cluster.Ended():
		}
		if _, err := os.Stat(filepath.Join(k.options.Dir, "data", "PG_VERSION")); err != nil {
			// An empty cluster in its place would look like lost cases.
			k.say("postgres ended: its data in %s was removed; stop and start again", k.options.Dir)
			return
		}
		k.say("postgres ended by itself; starting it again")
		_ = k.cluster.Stop(ctx) // gives its lock back
		for {
			next, err := cluster.Start(ctx, k.options)
			if err == nil {
				k.cluster = next
				break
			}
			if ctx.Err() != nil {
				return
			}
			k.say("postgres: %v", err)
			time.Sleep(lastWait)
		}
	}
}

// stop ends the server, once keep has let it go.
func (k *keeper) stop() {
	<-k.done
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_ = k.cluster.Stop(ctx) // an error says that it was cut off, which loses nothing
}
