package dev

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// engine is the Temporal that a run uses.
type engine struct {
	address string
	page    string // address of its web page; "": not ours to know
	what    string // for the report
	child   *child // nil: somebody else's
}

// Where the state of the engine lies. Yesterday's cases are found only where
// they were left, so the first choice holds for the life of a data directory.
const (
	inPostgres = "postgresql" // our own server, beside the application's database
	inFile     = "file"       // the `temporal` on the PATH, in a file of its own
)

// startEngine uses TEMPORAL_ADDRESS, else the `temporal` on the PATH, else our
// own server, which is built when it must be.
func (r *run) startEngine(ctx context.Context, s *step) (*engine, error) {
	if r.o.TemporalAddress != "" {
		return &engine{address: r.o.TemporalAddress, what: "as TEMPORAL_ADDRESS says"}, reachable(ctx, r.o.TemporalAddress)
	}
	e, err := r.ownEngine(ctx, s)
	if err != nil {
		return nil, err
	}
	s.note("starting")
	if err := e.child.start(ctx); err != nil {
		return nil, err
	}
	r.later(e.child.stop)
	return e, r.rememberEngine(e)
}

func (r *run) ownEngine(ctx context.Context, s *step) (*engine, error) {
	port, err := r.ports.choose("temporal", 7233)
	if err != nil {
		return nil, err
	}
	page, err := r.ports.choose("temporal-page", 8233)
	if err != nil {
		return nil, err
	}
	e := &engine{address: at(port), page: "http://" + at(page)}
	path, err := exec.LookPath("temporal")
	if err == nil && r.rememberedEngine() != inPostgres {
		return e, r.commandLine(e, path, port, page)
	}
	program, err := r.serverProgram(ctx, s)
	if err != nil {
		return nil, err
	}
	e.what = "own server, in the same PostgreSQL"
	e.child = r.child("temporal", program,
		"-with-parent", "-port", strconv.Itoa(port), "-ui-port", strconv.Itoa(page), "-namespace", r.o.Namespace)
	e.child.says = "ready address="
	e.child.env = map[string]string{"DATABASE_URL": r.databaseURL}
	return e, nil
}

// commandLine is the `temporal` of the PATH with its state in a file and its
// queues read at once: its default waits 50 to 100 ms in every step of a case.
func (r *run) commandLine(e *engine, path string, port, page int) error {
	web, err := r.ports.choose("temporal-http", 0)
	if err != nil {
		return err
	}
	args := []string{"server", "start-dev", "--ip", loopback, "--port", strconv.Itoa(port),
		"--http-port", strconv.Itoa(web), "--ui-port", strconv.Itoa(page), "--namespace", r.o.Namespace,
		"--db-filename", filepath.Join(r.data, "temporal.db"), "--log-level", "warn",
		"--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=normal"}
	for _, queue := range []string{"transfer", "timer", "visibility"} {
		args = append(args, "--dynamic-config-value", "history."+queue+"ProcessorMaxPollRPS=2000")
	}
	e.what = path
	e.child = r.child("temporal", path, args...)
	e.child.probe = func(ctx context.Context) bool { return answers(ctx, e.address) }
	return nil
}

// serverProgram is our own server: built from its sources, or, in an
// installation without sources, lying beside this program.
func (r *run) serverProgram(ctx context.Context, s *step) (string, error) {
	beside := filepath.Join(filepath.Dir(r.o.Program), "devserver")
	if _, err := os.Stat(filepath.Join(r.o.Root, "tools", "devserver", "go.mod")); errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(beside); err == nil {
			return beside, nil
		}
		return "", fmt.Errorf("no Temporal server: neither sources in %s nor a program %s; "+
			"install `temporal` (https://docs.temporal.io/cli) or set TEMPORAL_ADDRESS", filepath.Join(r.o.Root, "tools", "devserver"), beside)
	}
	return BuildServer(ctx, r.o.Root, s.note)
}

func (r *run) engineFile() string { return filepath.Join(r.data, "temporal-state") }

func (r *run) rememberedEngine() string {
	text, _ := os.ReadFile(r.engineFile())
	return string(text)
}

func (r *run) rememberEngine(e *engine) error {
	where := inPostgres
	if e.child.says == "" {
		where = inFile
	}
	return os.WriteFile(r.engineFile(), []byte(where), 0o644)
}

func reachable(ctx context.Context, address string) error {
	if !answers(ctx, address) {
		return fmt.Errorf("nothing answers at TEMPORAL_ADDRESS %s", address)
	}
	return nil
}

// answers tells whether something listens at an address.
func answers(ctx context.Context, address string) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return false
	}
	_ = conn.Close()
	return true
}
