package worker_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/runner"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/worker"
	"github.com/donthu/donthu/worker/bench/life"
	"github.com/donthu/donthu/worker/bench/stand"
	"github.com/rs/zerolog"
)

var victim = flag.String("victim", "", "run as a worker that a test kills; JSON of victimOptions")

// victimOptions is what a worker process needs to know.
type victimOptions struct {
	Temporal, Database, Keys string
}

// TestMain is either the tests, or the worker process that they kill.
func TestMain(m *testing.M) {
	flag.Parse()
	if *victim != "" {
		fmt.Fprintln(os.Stderr, beVictim())
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// suicidal is a record after which the worker sometimes dies: the step stands,
// and Temporal never hears of it. This is the worst moment there is.
type suicidal struct{ *store.Store }

func (s suicidal) Record(ctx context.Context, in contract.RecordInput) (contract.RecordOutput, error) {
	out, err := s.Store.Record(ctx, in)
	if err == nil && rand.IntN(60) == 0 {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	}
	return out, err
}

func beVictim() error {
	var o victimOptions
	if err := json.Unmarshal([]byte(*victim), &o); err != nil {
		return err
	}
	ctx := context.Background()
	keys, err := runner.ParseKeys([]byte(o.Keys))
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, o.Database, store.Options{})
	if err != nil {
		return err
	}
	c, err := runner.Dial(ctx, runner.Options{Address: o.Temporal, Namespace: stand.Namespace, Keys: keys, Log: zerolog.Nop()})
	if err != nil {
		return err
	}
	law, err := lifeLaw()
	if err != nil {
		return err
	}
	w, err := worker.New(c, worker.Options{Laws: oneLaw{law}, Store: suicidal{st}})
	if err != nil {
		return err
	}
	if err := w.Start(); err != nil {
		return err
	}
	_, _ = io.Copy(io.Discard, os.Stdin) // until the test ends
	return errors.New("the test ended")
}

type oneLaw struct{ law *machine.Law }

func (o oneLaw) Law(string, string) (*machine.Law, error) { return o.law, nil }

func lifeLaw() (*machine.Law, error) {
	cal, err := library.Calendar()
	if err != nil {
		return nil, err
	}
	return machine.NewLaw(life.Plan(), cal)
}

// crew keeps one worker process alive, however often it dies.
type crew struct {
	mu      sync.Mutex
	current *exec.Cmd
	deaths  atomic.Int32
	over    atomic.Bool
}

func (c *crew) keep(options string) {
	for !c.over.Load() {
		command := exec.Command(os.Args[0], "-victim="+options)
		leash, err := command.StdinPipe() // closes when the test ends, however it ends
		if err != nil {
			return
		}
		if command.Start() == nil {
			c.mu.Lock()
			c.current = command
			c.mu.Unlock()
			_ = command.Wait()
			c.deaths.Add(1)
		}
		_ = leash.Close()
		time.Sleep(50 * time.Millisecond)
	}
}

func (c *crew) kill() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.current != nil {
		_ = c.current.Process.Kill()
	}
}

// trial is one run of the kill test.
type trial struct {
	t      *testing.T
	stand  *stand.Stand
	store  *store.Store
	client *runner.Client
	mu     sync.Mutex
	acked  map[string]map[string]int // case, command, seq
	doubts atomic.Int32              // acts whose outcome was unknown for a while
}

// TestNothingIsLostNothingIsDoubled lives cases while the worker, Temporal and
// PostgreSQL are killed under them, and then reads the record: every
// acknowledged command stands in it exactly once where its receipt said, no
// seq is missing, and the events fold into the state that is stored.
func TestNothingIsLostNothingIsDoubled(t *testing.T) {
	if testing.Short() {
		t.Skip("about 45 seconds")
	}
	const cases, clients = 28, 4
	tr := newTrial(t)
	var reserved []contract.CaseInput
	for range cases {
		in, err := tr.stand.Reserve(t.Context(), tr.store)
		if err != nil {
			t.Fatal(err)
		}
		reserved = append(reserved, in)
	}
	hands := tr.hire()
	var next atomic.Int64
	var group sync.WaitGroup
	for range clients {
		group.Go(func() {
			for i := next.Add(1) - 1; i < cases; i = next.Add(1) - 1 {
				tr.live(reserved[i])
			}
		})
	}
	calm := make(chan struct{})
	go func() { tr.havoc(hands); close(calm) }()
	group.Wait()
	<-calm
	hands.over.Store(true)
	hands.kill()
	for _, in := range reserved {
		tr.check(in)
	}
	t.Logf("%d cases; the worker died %d times; the outcome of %d acts was unknown for a while", cases, hands.deaths.Load(), tr.doubts.Load())
}

func newTrial(t *testing.T) *trial {
	s, err := stand.Start(t.Context(), "../.bin/devserver")
	if errors.Is(err, stand.ErrNoServer) {
		t.Skip("NOT TESTED: what happens when servers are killed: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	tr := &trial{t: t, stand: s, acked: map[string]map[string]int{}}
	if tr.store, err = s.OpenStore(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.store.Close)
	if tr.client, err = s.Dial(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.client.Close)
	return tr
}

func (tr *trial) hire() *crew {
	options, err := json.Marshal(victimOptions{Temporal: tr.stand.TemporalAddress(), Database: tr.stand.DatabaseURL(), Keys: tr.stand.KeyFile})
	if err != nil {
		tr.t.Fatal(err)
	}
	hands := &crew{}
	go hands.keep(string(options))
	return hands
}

// havoc kills each of the three twice. Temporal goes right after a worker, so
// that it forgets the updates that the dead worker was at.
func (tr *trial) havoc(hands *crew) {
	for range 2 {
		seen := hands.deaths.Load()
		for wait := 0; hands.deaths.Load() == seen; wait++ {
			if time.Sleep(10 * time.Millisecond); wait == 200 {
				hands.kill()
			}
		}
		if err := tr.stand.KillTemporal(tr.t.Context()); err != nil {
			tr.t.Error(err)
		}
		time.Sleep(2 * time.Second)
		if err := tr.stand.KillDatabase(tr.t.Context()); err != nil {
			tr.t.Error(err)
		}
	}
}

// live sends the steps of a life until each is acknowledged. Of the tasks in the
// middle, which may come in any order, it lets go after a moment and comes back
// to them at the end: so that other acts meet what they may have left behind.
func (tr *trial) live(in contract.CaseInput) {
	var doubtful []machine.Event
	for n := range len(life.Steps) + 1 {
		e := life.Event(n, time.Now())
		patience := time.Minute
		if n >= 2 && n <= 6 {
			patience = 300 * time.Millisecond
		}
		if n == 7 {
			for _, e := range doubtful {
				tr.send(in, e, time.Minute)
			}
		}
		if !tr.send(in, e, patience) {
			doubtful = append(doubtful, e)
			tr.doubts.Add(1)
		}
	}
}

// send notes the receipt of an event; false: none came in time. Only a short
// patience may run out.
func (tr *trial) send(in contract.CaseInput, e machine.Event, patience time.Duration) bool {
	seq, err := tr.insist(in, e, patience)
	if err != nil && patience < time.Minute && (errors.Is(err, runner.ErrUnknown) || errors.Is(err, runner.ErrNotRunning)) {
		return false
	}
	if err != nil {
		tr.t.Errorf("case %s, %s: %v", in.Case, e.Command, err)
		return true
	}
	tr.mu.Lock()
	defer tr.mu.Unlock()
	if tr.acked[in.Case] == nil {
		tr.acked[in.Case] = map[string]int{}
	}
	tr.acked[in.Case][e.Command] = seq
	return true
}

// insist is what the verbs of the product do: the same command again while the
// outcome is unknown, and a look into the record when the workflow is gone.
func (tr *trial) insist(in contract.CaseInput, e machine.Event, patience time.Duration) (int, error) {
	for deadline := time.Now().Add(patience); ; {
		ctx, cancel := context.WithTimeout(tr.t.Context(), min(patience, 20*time.Second))
		send := func() (contract.Receipt, error) { return tr.client.Act(ctx, in.Case, e) }
		if e.Kind == machine.Opens {
			send = func() (contract.Receipt, error) { return tr.client.Open(ctx, in, e) }
		}
		receipt, err := send()
		cancel()
		if err == nil {
			return receipt.Seq, nil
		}
		if errors.Is(err, runner.ErrNotRunning) {
			if seq := tr.recorded(in.Case, e.Command); seq > 0 {
				return seq, nil
			}
		}
		if !errors.Is(err, runner.ErrUnknown) && !errors.Is(err, runner.ErrNotRunning) || time.Now().After(deadline) {
			return 0, err
		}
	}
}

func (tr *trial) recorded(id, command string) int {
	events, err := tr.store.Events(tr.t.Context(), id)
	if err != nil {
		return 0
	}
	for _, e := range events {
		if e.Command == command {
			return e.Seq
		}
	}
	return 0
}

// check compares the record of a case with what was acknowledged.
func (tr *trial) check(in contract.CaseInput) {
	events, err := tr.store.Events(tr.t.Context(), in.Case)
	if err != nil {
		tr.t.Fatal(err)
	}
	count := map[string]int{}
	for i, e := range events {
		count[e.Command]++
		if e.Seq != i+1 {
			tr.t.Errorf("case %s: step %d has seq %d", in.Case, i+1, e.Seq)
		}
		if seq := tr.acked[in.Case][e.Command]; seq != e.Seq {
			tr.t.Errorf("case %s: %s stands at %d, its receipt said %d", in.Case, e.Command, e.Seq, seq)
		}
	}
	for command := range tr.acked[in.Case] {
		if count[command] != 1 {
			tr.t.Errorf("case %s: %s stands %d times in the record", in.Case, command, count[command])
		}
	}
	if l, err := tr.store.Ledger(tr.t.Context(), in.Case); err != nil || len(l.Events) != len(life.Steps)+1 {
		tr.t.Errorf("case %s: chain of %d steps: %v", in.Case, len(l.Events), err)
	}
	tr.folds(in, events)
}

func (tr *trial) folds(in contract.CaseInput, events []machine.Event) {
	stored, err := tr.store.Progress(tr.t.Context(), in.Case)
	if err != nil {
		tr.t.Fatal(err)
	}
	state, err := machine.Fold(tr.stand.Known, events)
	if err != nil {
		tr.t.Fatal(err)
	}
	if a, b := asJSON(state), asJSON(stored.State); a != b {
		tr.t.Errorf("case %s: the events fold into\n%s\nand the record says\n%s", in.Case, a, b)
	}
}

func asJSON(v any) string {
	text, _ := json.Marshal(v) // plain data
	return string(text)
}
