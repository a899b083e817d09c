package workflows_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"regexp"
	"sync/atomic"
	"testing"
	"time"

	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/runner"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/worker"
	"github.com/donthu/donthu/worker/bench/life"
	"github.com/donthu/donthu/worker/bench/stand"
)

var recording = flag.String("record", "", "record histories on a real server under this name, e.g. 2026-11")

// recorder lives stories on real servers and keeps their histories.
type recorder struct {
	t      *testing.T
	ctx    context.Context
	stand  *stand.Stand
	store  *store.Store
	client *runner.Client
	raw    client.Client
	down   atomic.Bool // the record is away
}

// TestRecordHistories adds histories for the replay test. It runs only when
// asked (make histories), and never writes over a file.
func TestRecordHistories(t *testing.T) {
	if *recording == "" {
		t.Skip("no -record")
	}
	r := newRecorder(t)
	for name, story := range map[string]func(contract.CaseInput){
		"life": r.life, "tick": r.tick, "adopted": r.adopted, "outage": r.outage, "engine": r.engine, "refused": r.refused,
	} {
		in, err := r.stand.Reserve(r.ctx, r.store)
		if err != nil {
			t.Fatal(err)
		}
		story(in)
		r.keep(name, in.Case)
	}
	plan, err := json.Marshal(life.Plan())
	if err != nil {
		t.Fatal(err)
	}
	r.write(*recording+".plan.json", plan)
	names, _ := fs.Glob(library.FS, "calendar/vn-cong-chuc@????-??-??.csv")
	csv, err := library.FS.ReadFile(names[len(names)-1])
	if err != nil {
		t.Fatal(err)
	}
	r.write(*recording+".calendar.csv", csv)
}

func newRecorder(t *testing.T) *recorder {
	r := &recorder{t: t, ctx: t.Context()}
	var err error
	if r.stand, err = stand.Start(r.ctx, "../.bin/devserver"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.stand.Stop)
	text, err := os.ReadFile(histories + "keys")
	if err != nil {
		t.Fatal(err)
	}
	r.stand.KeyFile = string(text)
	if r.store, err = r.stand.OpenStore(r.ctx); err != nil {
		t.Fatal(err)
	}
	if r.client, err = r.stand.Dial(r.ctx); err != nil {
		t.Fatal(err)
	}
	if r.raw, err = client.Dial(client.Options{HostPort: r.stand.TemporalAddress(), Namespace: stand.Namespace,
		Logger: log.NewStructuredLogger(slog.New(slog.DiscardHandler))}); err != nil {
		t.Fatal(err)
	}
	w, err := worker.New(r.client, worker.Options{Laws: r.stand, Store: r})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Stop)
	return r
}

// Record is the real record, unless it is away.
func (r *recorder) Record(ctx context.Context, in contract.RecordInput) (contract.RecordOutput, error) {
	if r.down.Load() {
		return contract.RecordOutput{}, errors.New("away")
	}
	return r.store.Record(ctx, in)
}

// Past is the real record's.
func (r *recorder) Past(ctx context.Context, caseID string, seq int) ([]machine.Event, error) {
	return r.store.Past(ctx, caseID, seq)
}

func (r *recorder) open(in contract.CaseInput, at time.Time) {
	if _, err := r.client.Open(r.ctx, in, life.Event(0, at)); err != nil {
		r.t.Fatal(err)
	}
}

// act does the steps from one to another, both included.
func (r *recorder) act(in contract.CaseInput, from, to int) {
	for n := from; n <= to; n++ {
		if _, err := r.client.Act(r.ctx, in.Case, life.Event(n, time.Now())); err != nil {
			r.t.Fatal(err)
		}
	}
}

func (r *recorder) life(in contract.CaseInput) {
	r.open(in, time.Now())
	r.act(in, 1, len(life.Steps))
}

// tick: the petition was received long ago, so an alarm is due at once.
func (r *recorder) tick(in contract.CaseInput) {
	r.open(in, time.Now().AddDate(0, 0, -25))
	r.act(in, 1, 3)
	r.client.Tick(r.ctx, in.Case, life.Event(0, time.Now()).On.Date)
	r.act(in, 4, len(life.Steps))
}

// adopted: a step stands in the record that the workflow never heard of.
func (r *recorder) adopted(in contract.CaseInput) {
	r.open(in, time.Now())
	p, err := r.store.Progress(r.ctx, in.Case)
	if err != nil {
		r.t.Fatal(err)
	}
	e := life.Event(1, time.Now())
	e.Seq = 2
	next, commands, refusal := machine.Advance(r.stand.Known, p.State, e)
	if refusal != nil {
		r.t.Fatal(refusal)
	}
	step := contract.RecordInput{Case: in.Case, Prev: p.Chain, Event: e, Commands: commands, State: next}
	if _, err := r.store.Record(r.ctx, step); err != nil {
		r.t.Fatal(err)
	}
	other := life.Event(1, time.Now())
	other.Command = "another"
	var refused *machine.Refusal
	if _, err := r.client.Act(r.ctx, in.Case, other); !errors.As(err, &refused) {
		r.t.Fatalf("the same act twice: %v", err)
	}
	r.act(in, 1, len(life.Steps))
}

// outage: the record is away for longer than a local activity waits.
func (r *recorder) outage(in contract.CaseInput) {
	r.open(in, time.Now())
	r.down.Store(true)
	time.AfterFunc(20*time.Second, func() { r.down.Store(false) })
	ctx, cancel := context.WithTimeout(r.ctx, time.Minute)
	defer cancel()
	if _, err := r.client.Act(ctx, in.Case, life.Event(1, time.Now())); err != nil {
		r.t.Fatal(err)
	}
	r.act(in, 2, len(life.Steps))
}

// engine: the case was begun by an older engine and moves on to a new run.
func (r *recorder) engine(in contract.CaseInput) {
	in.Engine = contract.Engine - 1
	r.open(in, time.Now())
	r.keep("handed-over", in.Case)
	r.act(in, 1, len(life.Steps))
}

func (r *recorder) refused(in contract.CaseInput) {
	r.open(in, time.Now())
	if _, err := r.client.Act(r.ctx, in.Case, life.Event(7, time.Now())); err == nil {
		r.t.Fatal("a decision without its tasks was let through")
	}
	r.act(in, 1, len(life.Steps))
}

// keep writes the history of the first run of a case that has a name still to
// be given: the newest run under the story's name.
func (r *recorder) keep(name, id string) {
	var h historypb.History
	events := r.raw.GetWorkflowHistory(r.ctx, id, r.run(name, id), false, 0)
	for events.HasNext() {
		e, err := events.Next()
		if err != nil {
			r.t.Fatal(err)
		}
		h.Events = append(h.Events, e)
	}
	text, err := temporalproto.CustomJSONMarshalOptions{Indent: " "}.Marshal(&h)
	if err != nil {
		r.t.Fatal(err)
	}
	text = regexp.MustCompile(`"identity": *"[^"]*"`).ReplaceAll(text, []byte(`"identity": "recorded"`))
	r.write(fmt.Sprintf("%s@%s.history.json", name, *recording), text)
}

// run is the run to keep: the newest, or for a run that was handed over, the
// one that began the case.
func (r *recorder) run(name, id string) string {
	d, err := r.raw.DescribeWorkflowExecution(r.ctx, id, "")
	if err != nil {
		r.t.Fatal(err)
	}
	if name == "handed-over" {
		return d.GetWorkflowExecutionInfo().GetFirstRunId()
	}
	return d.GetWorkflowExecutionInfo().GetExecution().GetRunId()
}

func (r *recorder) write(name string, text []byte) {
	file, err := os.OpenFile(histories+name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		r.t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.Write(text); err != nil {
		r.t.Fatal(err)
	}
}
