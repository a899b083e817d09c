// Package stand puts up what a case needs to run for real: a PostgreSQL server,
// a Temporal server on it, a migrated database with the law of the life in it.
// Benchmarks measure on it and tests break it.
package stand

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/rs/zerolog"

	"github.com/donthu/donthu/internal/cluster"
	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/runner"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/worker/bench/life"
)

const (
	appDatabase = "donthu"
	unitCode    = "UBX"
)

// Stand is a running PostgreSQL and a running Temporal.
type Stand struct {
	Known    *machine.Law
	KeyFile  string // of the codec
	options  cluster.Options
	database *cluster.Cluster
	temporal *temporal
}

// Start puts a stand up. program is the Temporal server (.bin/devserver). The
// cluster is durable: what it acknowledges survives its being killed.
func Start(ctx context.Context, program string) (*Stand, error) {
	if _, err := os.Stat(program); err != nil {
		return nil, ErrNoServer
	}
	dir, err := os.MkdirTemp("/var/tmp", "donthu-stand-")
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(dir, 0o755); err != nil { // the server may run as another user
		return nil, err
	}
	s := &Stand{options: cluster.Options{Dir: filepath.Join(dir, "pg"), Durable: true}}
	if err := s.start(ctx, program); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Stand) start(ctx context.Context, program string) error {
	var err error
	if s.options.Port, err = freePort(); err != nil {
		return err
	}
	if s.database, err = cluster.Start(ctx, s.options); err != nil {
		return err
	}
	if err := s.database.EnsureDatabase(ctx, appDatabase); err != nil {
		return err
	}
	if err := s.install(ctx); err != nil {
		return err
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	s.temporal = &temporal{program: program, database: s.database.URL("postgres"), port: port}
	return s.temporal.start(ctx)
}

// install migrates the database and puts the law of the life into it.
func (s *Stand) install(ctx context.Context) error {
	cal, err := library.Calendar()
	if err != nil {
		return err
	}
	if s.Known, err = machine.NewLaw(life.Plan(), cal); err != nil {
		return err
	}
	s.KeyFile = runner.NewKey("stand")
	if _, err := store.Migrate(ctx, s.DatabaseURL()); err != nil {
		return err
	}
	st, err := s.OpenStore(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	text, err := json.Marshal(life.Plan())
	if err != nil {
		return err
	}
	err = st.PutPlan(ctx, store.PlanRow{Hash: s.Known.Hash(), Procedure: life.Procedure, Version: life.Version, JSON: text})
	if err != nil {
		return err
	}
	return st.PutCalendar(ctx, store.CalendarRow{Hash: cal.Hash(), Name: cal.Name(), CSV: string(cal.CSV())})
}

// DatabaseURL is the address of the application's database.
func (s *Stand) DatabaseURL() string { return s.database.URL(appDatabase) }

// TemporalAddress is host:port of Temporal.
func (s *Stand) TemporalAddress() string {
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(s.temporal.port))
}

// DatabasePID and TemporalPID are the processes of the two servers.
func (s *Stand) DatabasePID() int { return s.database.PID() }

// TemporalPID is the process of the Temporal server.
func (s *Stand) TemporalPID() int { return s.temporal.command.Process.Pid }

// OpenStore opens the record.
func (s *Stand) OpenStore(ctx context.Context) (*store.Store, error) {
	return store.Open(ctx, s.DatabaseURL(), store.Options{})
}

// Dial connects to Temporal. It logs nothing: tests kill what they talk to.
func (s *Stand) Dial(ctx context.Context) (*runner.Client, error) {
	keys, err := runner.ParseKeys([]byte(s.KeyFile))
	if err != nil {
		return nil, err
	}
	return runner.Dial(ctx, runner.Options{Address: s.TemporalAddress(), Namespace: Namespace, Keys: keys, Log: zerolog.Nop()})
}

// Reserve gives a new case its id, its code and what starts it.
func (s *Stand) Reserve(ctx context.Context, st *store.Store) (contract.CaseInput, error) {
	id := uuid.NewString()
	now := time.Now()
	_, err := st.ReserveCase(ctx, store.PendingCase{ID: id, Procedure: life.Procedure, Version: life.Version,
		Kind: life.Plan().Kind, Unit: life.Unit, Created: now}, unitCode, legaltime.DateOf(now).Year())
	return contract.CaseInput{Case: id, Plan: s.Known.Hash(), Calendar: s.Known.Calendar().Hash(), Engine: contract.Engine}, err
}

// KillTemporal cuts the Temporal server off and starts it again on its port.
func (s *Stand) KillTemporal(ctx context.Context) error {
	s.temporal.kill()
	return s.temporal.start(ctx)
}

// KillDatabase cuts the PostgreSQL server off and starts it again on its port.
func (s *Stand) KillDatabase(ctx context.Context) error {
	process, err := os.FindProcess(s.database.PID())
	if err != nil {
		return err
	}
	if err := process.Kill(); err != nil {
		return err
	}
	<-s.database.Ended()
	_ = s.database.Stop(ctx) // gives its folder back; the server is gone already
	if s.database, err = cluster.Start(ctx, s.options); err != nil {
		return fmt.Errorf("restart the database: %w", err)
	}
	return nil
}

// Stop ends both servers and forgets their data.
func (s *Stand) Stop() {
	s.temporal.stop()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	_ = s.database.Stop(ctx)
	_ = os.RemoveAll(filepath.Dir(s.options.Dir))
}

// FindLaw makes a stand a source of laws: it knows one.
func (s *Stand) Law(plan, calendar string) (*machine.Law, error) {
	if plan != s.Known.Hash() || calendar != s.Known.Calendar().Hash() {
		return nil, fmt.Errorf("the stand has no law %s with calendar %s", plan, calendar)
	}
	return s.Known, nil
}
