// Command devserver is a Temporal server with its web page in one program, for
// development and for small installations. It keeps its state in PostgreSQL,
// listens on the loopback only, and ends with the process that started it.
//
// The database comes from DATABASE_URL, so that no password stands in the list
// of processes. The names of Temporal's own two databases are flags: they lie
// in the same cluster, beside the database of the address.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

func main() {
	o, err := parse(os.Args[1:], os.Getenv)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fail(err)
	}
	tuneMemory()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if o.withParent {
		ctx = untilClosed(ctx, os.Stdin)
	}
	if err := run(ctx, o); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "devserver:", err)
	os.Exit(1)
}

// run starts schema, server and page in this order, says on standard output
// that they can be used, and waits for the end.
func run(ctx context.Context, o options) error {
	if err := prepare(ctx, o); err != nil {
		return fmt.Errorf("schema: %w", err)
	}
	server, err := newServer(o)
	if err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return err
	}
	defer server.Stop()
	if err := openNamespace(ctx, o); err != nil {
		return fmt.Errorf("namespace %s: %w", o.namespace, err)
	}
	if o.uiPort > 0 {
		page := newPage(o)
		go func() { _ = page.Start() }()
		defer page.Stop()
	}
	fmt.Printf("ready address=%s namespace=%s ui=%s\n", o.address(), o.namespace, o.pageURL())
	<-ctx.Done()
	return nil
}

// tuneMemory collects garbage less often: the server spends a fifth less time
// on a step of a case, and the soft limit keeps it small on a laptop.
func tuneMemory() {
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(1 << 30)
}

// untilClosed ends when r does. The supervisor holds the other end of the
// pipe; the kernel closes it however the supervisor ends, kill -9 included.
func untilClosed(ctx context.Context, r io.Reader) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		defer cancel()
		_, _ = io.Copy(io.Discard, r)
	}()
	return ctx
}
