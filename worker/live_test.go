package worker_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/runner"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/worker"
	"github.com/donthu/donthu/worker/bench/life"
	"github.com/donthu/donthu/worker/bench/stand"
	"github.com/rs/zerolog"
)

// later is a source of laws that has nothing at first.
type later struct {
	law   *machine.Law
	ready atomic.Bool
}

func (l *later) Law(string, string) (*machine.Law, error) {
	if !l.ready.Load() {
		return nil, errors.New("not there yet")
	}
	return l.law, nil
}

// TestOnRealServers shares one stand: putting it up costs seconds.
func TestOnRealServers(t *testing.T) {
	if testing.Short() {
		t.Skip("about 20 seconds")
	}
	tr := newTrial(t)
	t.Run("a worker with the wrong key fails no case", tr.wrongKey)
	t.Run("a law that is missing fails no case", tr.missingLaw)
	asked := make(mornings, 10)
	w := tr.work(worker.Options{Laws: oneLaw{tr.stand.Known}, Store: tr.store, Digests: asked})
	defer w.Stop()
	t.Run("a terminated case goes on from the record", tr.restart)
	t.Run("acts go through while the case changes runs", tr.changesRuns)
	t.Run("a schedule has the digests written", tr.digests(asked))
	t.Run("nothing that names content stands in clear", tr.nothingInClear)
}

func (tr *trial) work(o worker.Options) *worker.Worker {
	w, err := worker.New(tr.client, o)
	if err != nil {
		tr.t.Fatal(err)
	}
	if err := w.Start(); err != nil {
		tr.t.Fatal(err)
	}
	return w
}

func (tr *trial) reserve(t *testing.T) contract.CaseInput {
	t.Helper()
	in, err := tr.stand.Reserve(t.Context(), tr.store)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// opens fails the test unless the case can be opened now.
func (tr *trial) opens(t *testing.T, in contract.CaseInput) {
	t.Helper()
	receipt, err := tr.client.Open(t.Context(), in, life.Event(0, time.Now()))
	if err != nil || receipt.Seq != 1 {
		t.Fatalf("%+v, %v", receipt, err)
	}
}

// stalls opens a case that cannot move, and sees that it keeps running.
func (tr *trial) stalls(t *testing.T, in contract.CaseInput) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	if _, err := tr.client.Open(ctx, in, life.Event(0, time.Now())); !errors.Is(err, runner.ErrUnknown) {
		t.Fatalf("answered: %v", err)
	}
	if runs, err := tr.client.Running(t.Context(), in.Case); !runs || err != nil {
		t.Fatalf("the case does not run: %v", err)
	}
}

func (tr *trial) wrongKey(t *testing.T) {
	keys, err := runner.ParseKeys([]byte(runner.NewKey("other")))
	if err != nil {
		t.Fatal(err)
	}
	wrong, err := runner.Dial(t.Context(), runner.Options{Address: tr.stand.TemporalAddress(), Namespace: stand.Namespace, Keys: keys, Log: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	defer wrong.Close()
	w, err := worker.New(wrong, worker.Options{Laws: oneLaw{tr.stand.Known}, Store: tr.store})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	in := tr.reserve(t)
	tr.stalls(t, in)
	w.Stop()
	right := tr.work(worker.Options{Laws: oneLaw{tr.stand.Known}, Store: tr.store})
	defer right.Stop()
	tr.opens(t, in)
}

func (tr *trial) missingLaw(t *testing.T) {
	laws := &later{law: tr.stand.Known}
	w := tr.work(worker.Options{Laws: laws, Store: tr.store})
	defer w.Stop()
	in := tr.reserve(t)
	tr.stalls(t, in)
	laws.ready.Store(true)
	tr.opens(t, in)
}

func (tr *trial) restart(t *testing.T) {
	in := tr.reserve(t)
	tr.opens(t, in)
	raw := tr.raw(t)
	if err := raw.TerminateWorkflow(t.Context(), in.Case, "", "test"); err != nil {
		t.Fatal(err)
	}
	if _, err := tr.client.Act(t.Context(), in.Case, life.Event(1, time.Now())); !errors.Is(err, runner.ErrNotRunning) {
		t.Fatalf("a terminated case answered %v", err)
	}
	from, err := tr.store.CaseInput(t.Context(), in.Case)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second finds the first
		if err := tr.client.Restart(t.Context(), from); err != nil {
			t.Fatal(err)
		}
	}
	receipt, err := tr.client.Act(t.Context(), in.Case, life.Event(1, time.Now()))
	if err != nil || receipt.Seq != 2 {
		t.Fatalf("%+v, %v", receipt, err)
	}
	p, err := tr.client.Progress(t.Context(), in.Case)
	if err != nil || p.State.Seq != 2 || p.Chain == "" {
		t.Errorf("%+v, %v", p, err)
	}
}

// changesRuns: every run of this case was begun by an older engine than the
// worker's, so it changes runs under the acts that arrive.
func (tr *trial) changesRuns(t *testing.T) {
	in := tr.reserve(t)
	in.Engine = contract.Engine - 1
	answers := make(chan error)
	open := life.Event(0, time.Now())
	for range 3 { // the same command from three callers
		go func() {
			receipt, err := tr.client.Open(t.Context(), in, open)
			if err == nil && receipt.Seq != 1 {
				err = errors.New("opened twice")
			}
			answers <- err
		}()
	}
	for range 3 {
		if err := <-answers; err != nil {
			t.Fatal(err)
		}
	}
	for n := 1; n <= len(life.Steps); n++ {
		if receipt, err := tr.client.Act(t.Context(), in.Case, life.Event(n, time.Now())); err != nil || receipt.Seq != n+1 {
			t.Fatalf("step %d: %+v, %v", n, receipt, err)
		}
	}
}

// nothingInClear reads a whole history as Temporal's own administrator would.
func (tr *trial) nothingInClear(t *testing.T) {
	in := tr.reserve(t)
	tr.opens(t, in)
	bad := life.Event(1, time.Now())
	bad.Actor.Roles = nil
	var refusal *machine.Refusal
	if _, err := tr.client.Act(t.Context(), in.Case, bad); !errors.As(err, &refusal) || refusal.Sentence == "" {
		t.Fatalf("refusal: %v", err)
	}
	events := tr.raw(t).GetWorkflowHistory(t.Context(), in.Case, "", false, 0)
	for events.HasNext() {
		e, err := events.Next()
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{life.Unit, life.Procedure, "thu-ly", "token:", "nguoi-xu-ly", in.Plan} {
			if strings.Contains(e.String(), word) {
				t.Errorf("%q stands in clear in %v", word, e.GetEventType())
			}
		}
	}
}

func (tr *trial) raw(t *testing.T) client.Client {
	t.Helper()
	c, err := client.Dial(client.Options{HostPort: tr.stand.TemporalAddress(), Namespace: stand.Namespace,
		Logger: log.NewStructuredLogger(slog.New(slog.DiscardHandler))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}
