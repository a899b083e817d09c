package worker_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/rs/zerolog"
	enums "go.temporal.io/api/enums/v1"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/audit"
	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/lawbook"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/worker"
)

// rota is an office on real servers in which schedules are loaded.
type rota struct {
	*trial
	t     *testing.T
	verbs *casework.Service
	shelf *lawbook.Shelf
}

func newRota(t *testing.T) *rota {
	r := &rota{trial: newTrial(t), t: t}
	if err := casework.Install(t.Context(), r.store, time.Now()); err != nil {
		t.Fatal(err)
	}
	r.shelf = lawbook.NewShelf(r.store)
	r.verbs = &casework.Service{Records: r.store, Runner: r.client, Laws: r.shelf, Now: time.Now, Log: zerolog.Nop()}
	return r
}

// petition opens a case today.
func (r *rota) petition() string {
	r.t.Helper()
	today := legaltime.DateOf(time.Now())
	law, err := r.shelf.Choose(r.t.Context(), "khieu-nai-lan-dau", "xa", today)
	if err != nil {
		r.t.Fatal(err)
	}
	p, id := law.Plan(), uuid.NewString()
	row := store.PendingCase{ID: id, Procedure: p.Procedure, Version: p.Version, Kind: p.Kind, Unit: "xa", Created: time.Now()}
	if _, err := r.store.ReserveCase(r.t.Context(), row, "X", today.Year()); err != nil {
		r.t.Fatal(err)
	}
	e := machine.Event{Command: uuid.NewString(), Kind: machine.Opens, Act: machine.Reception, On: legaltime.Day(today), At: time.Now().UTC(), Unit: "xa",
		With: machine.Sample(law, machine.State{}, machine.Reception, legaltime.Day(today)), Calendar: law.Calendar().Hash()}
	if _, err := r.client.Open(r.t.Context(), contract.CaseInput{Case: id, Plan: law.Hash(), Calendar: law.Calendar().Hash(), Engine: contract.Engine}, e); err != nil {
		r.t.Fatal(err)
	}
	return id
}

func (r *rota) publish(text string) {
	r.t.Helper()
	ctx := r.t.Context()
	who := func(user string) access.Scope {
		return access.Scope{User: user, Holds: []store.HoldingRow{{User: user, Unit: "tinh", Role: access.Administers}}}
	}
	l, err := r.verbs.LoadCalendar(ctx, who("mot"), casework.Loading{Title: "Nghỉ bão", Number: "1", Issued: legaltime.DateOf(time.Now()), Text: "kind,date,name,source\n" + text, Key: uuid.NewString()})
	if err == nil {
		var look func(context.Context) error
		if look, err = r.verbs.BeginPreview(ctx, who("mot"), l.ID); err == nil {
			err = look(ctx)
		}
	}
	if err == nil {
		_, err = r.verbs.PublishCalendar(ctx, who("hai"), l.ID)
	}
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *rota) first(id string) (machine.Clock, contract.Progress) {
	r.t.Helper()
	p, err := r.client.Progress(r.t.Context(), id)
	if err != nil {
		r.t.Fatal(err)
	}
	return p.State.Clocks[0], p
}

// dayThatMovesTheAlarm finds a day off that moves the next alarm of a case, to
// a day still to come, and the last day of its first term.
func (r *rota) dayThatMovesTheAlarm(id string) string {
	r.t.Helper()
	clock, p := r.first(id)
	law, err := r.shelf.Law(p.State.Plan, p.State.Calendar)
	if err != nil {
		r.t.Fatal(err)
	}
	today := legaltime.DateOf(time.Now())
	before, _ := machine.Wake(law, p.State)
	for n := 2; n < 20; n++ {
		row := fmt.Sprintf("off,%s,Nghỉ bão,CĐ 1\n", today.AddDays(n))
		cal, err := law.Calendar().With("x", []byte("kind,date,name,source\n"+row))
		if err != nil {
			r.t.Fatal(err)
		}
		next, refusal := machine.Follow(law.With(cal), p.State, machine.Event{Kind: machine.Calendar, On: legaltime.Day(today), Calendar: cal.Hash()})
		if refusal != nil {
			r.t.Fatal(refusal)
		}
		if wake, _ := machine.Wake(law.With(cal), next); wake != before && wake.After(today) && next.Clocks[0].Due.After(clock.Due) {
			return row
		}
	}
	r.t.Fatal("no day off moves the alarm")
	return ""
}

// timers counts the timers that a case set and took back.
func (r *rota) timers(id string) (set, taken int) {
	events := r.raw(r.t).GetWorkflowHistory(r.t.Context(), id, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		e, err := events.Next()
		if err != nil {
			r.t.Fatal(err)
		}
		switch e.GetEventType() {
		case enums.EVENT_TYPE_TIMER_STARTED:
			set++
		case enums.EVENT_TYPE_TIMER_CANCELED:
			taken++
		}
	}
	return set, taken
}

// cutOff is a runner that is cut off after some acts.
type cutOff struct {
	casework.Runner
	left atomic.Int32
}

func (c *cutOff) Act(ctx context.Context, id string, e machine.Event) (contract.Receipt, error) {
	if c.left.Add(-1) < 0 {
		return contract.Receipt{}, errors.New("cut off")
	}
	return c.Runner.Act(ctx, id, e)
}

// D15 on real servers: a schedule is corrected after cases were opened; the
// move breaks off, the worker is another one; every case is moved once, its
// timer is set anew once, and the record holds together.
func TestAScheduleIsCorrectedAfterCasesWereOpened(t *testing.T) {
	if testing.Short() {
		t.Skip("about 20 seconds")
	}
	r := newRota(t)
	w := r.work(worker.Options{Laws: r.shelf, Store: r.store})
	var ids []string
	for range 24 {
		ids = append(ids, r.petition())
	}
	clock, _ := r.first(ids[0])
	r.publish(r.dayThatMovesTheAlarm(ids[0]))
	runner := &cutOff{Runner: r.client}
	runner.left.Store(10)
	r.verbs.Runner = runner
	if n, err := r.verbs.MoveCases(t.Context()); n != 10 || err != nil {
		t.Errorf("before it was cut off: %d, %v", n, err)
	}
	r.verbs.Runner = r.client
	w.Stop()
	w = r.work(worker.Options{Laws: r.shelf, Store: r.store})
	defer w.Stop()
	if n, err := r.verbs.MoveCases(t.Context()); n != 14 || err != nil {
		t.Errorf("after: %d, %v", n, err)
	}
	for _, id := range ids {
		moved, p := r.first(id)
		recorded, err := r.store.Progress(t.Context(), id)
		if err != nil || recorded.Chain != p.Chain || p.State.Seq != 2 || !moved.Due.After(clock.Due) {
			t.Errorf("%s: step %d, due %s, was %s: %v", id, p.State.Seq, moved.Due, clock.Due, err)
		}
		if set, taken := r.timers(id); set != 2 || taken != 1 {
			t.Errorf("%s: %d timers set, %d taken back", id, set, taken)
		}
	}
	report, err := audit.Run(t.Context(), r.store, lawbook.New(r.store), time.Now())
	if err != nil || len(report.Findings) > 0 || report.Steps != 48 {
		t.Errorf("%+v, %v", report, err)
	}
}
