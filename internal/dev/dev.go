// Package dev runs the whole product on one machine for development: a
// PostgreSQL and a Temporal of its own unless others are given, a mail server
// that only catches, and this program's `migrate`, `serve` and `worker` as
// children. All of it listens on the loopback and ends with this process,
// however that ends; the data stays.
package dev

import (
	"context"
	"io"
	"os"
	"path/filepath"
)

// Options say what a run is made of.
type Options struct {
	Root    string // the project: tools/devserver lies in it; default: the current directory
	Data    string // data directory; default: Root/.data
	Program string // this program, run again as `migrate`, `serve`, `worker`; default: the running one
	Out     io.Writer

	DatabaseURL     string // "": a cluster of our own in Data
	PGBin           string // folder of PostgreSQL's programs; "": look for them
	TemporalAddress string // "": the `temporal` on the PATH, or a server of our own
	Namespace       string // Temporal namespace; default: donthu
	Port            int    // wanted for the page; another one is taken when it is busy; default: 8080

	// Namespaces makes the namespace in a Temporal that was given by address.
	Namespaces func(ctx context.Context, address, namespace string) error
	// Seed fills an empty installation and gives the accounts to show; it is
	// called at every start and must know what is there. nil: nothing.
	Seed func(ctx context.Context, r Running, note func(format string, args ...any)) ([]Account, error)
}

// Running is what Seed, and a test, may use.
type Running struct {
	URL      string            // of the page
	Settings map[string]string // every setting that the children were given, by key
}

// Account is one line of the table of accounts.
type Account struct{ Name, Password, Role string }

// Run starts everything, prints what there is, and waits until ctx ends; then
// it stops everything in order. The error says what could not be started.
func Run(ctx context.Context, o Options) error {
	r, err := prepare(o)
	if err != nil {
		return err
	}
	defer r.stop()
	err = r.start(ctx)
	if ctx.Err() != nil {
		r.report.say("\nstopping …")
		return nil
	}
	if err != nil {
		return err
	}
	<-ctx.Done()
	r.report.say("\nstopping …")
	return nil
}

// run is one run under way.
type run struct {
	o           Options
	data        string // absolute
	ports       *ports
	report      *report
	databaseURL string
	engine      *engine
	settings    map[string]string
	accounts    []Account
	inbox       string   // address of the page of caught mail
	undo        []func() // what stops it all, called last first
}

const steps = 6

func prepare(o Options) (*run, error) {
	if err := o.fill(); err != nil {
		return nil, err
	}
	if err := openData(o.Data); err != nil {
		return nil, err
	}
	lock, err := hold(o.Data)
	if err != nil {
		return nil, err
	}
	r := &run{o: o, data: o.Data, report: newReport(o.Out, steps), ports: openPorts(filepath.Join(o.Data, "ports.json"))}
	r.later(func() { _ = lock.Close() })
	for _, dir := range []string{"logs", "run"} {
		if err := os.MkdirAll(filepath.Join(o.Data, dir), 0o755); err != nil {
			r.stop()
			return nil, err
		}
	}
	clearLeftovers(o.Data)
	return r, nil
}

func (o *Options) fill() (err error) {
	if o.Root == "" {
		o.Root = "."
	}
	if o.Root, err = filepath.Abs(o.Root); err != nil {
		return err
	}
	if o.Data == "" {
		o.Data = filepath.Join(o.Root, ".data")
	}
	if o.Data, err = filepath.Abs(o.Data); err != nil {
		return err
	}
	if o.Program == "" {
		o.Program, err = os.Executable()
	}
	if o.Namespace == "" {
		o.Namespace = "donthu"
	}
	if o.Port == 0 {
		o.Port = 8080
	}
	if o.Out == nil {
		o.Out = io.Discard
	}
	return err
}

// later notes what has to be done at the end.
func (r *run) later(undo func()) { r.undo = append(r.undo, undo) }

func (r *run) stop() {
	for i := len(r.undo) - 1; i >= 0; i-- {
		r.undo[i]()
	}
	r.undo = nil
}
