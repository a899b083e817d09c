package store_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/google/uuid"
)

// story writes steps of one case by hand, as the workflow would.
type story struct {
	t     testing.TB
	store *store.Store
	id    string
	code  string
	state machine.State
	chain string
}

const commune, province, ministry = "commune", "province", "ministry"

func day(n int) legaltime.Date { return legaltime.NewDate(2026, time.July, 1).AddDays(n) }

func putLaw(t testing.TB, s *store.Store) {
	t.Helper()
	ctx := context.Background()
	if err := s.PutPlan(ctx, store.PlanRow{Hash: "plan-1", Procedure: "khieu-nai-lan-dau", Version: "2026-07-01", JSON: []byte(`{"procedure":"khieu-nai-lan-dau"}`)}); err != nil {
		t.Fatal(err)
	}
	if err := s.PutCalendar(ctx, store.CalendarRow{Hash: "calendar-1", Name: "vn", CSV: "date,kind\n"}); err != nil {
		t.Fatal(err)
	}
}

// begin reserves and opens a case that the unit received on a day.
func begin(t testing.TB, s *store.Store, unit string, on legaltime.Date) *story {
	t.Helper()
	c := &story{t: t, store: s, id: uuid.NewString()}
	code, err := s.ReserveCase(context.Background(), store.PendingCase{ID: c.id, Procedure: "khieu-nai-lan-dau",
		Version: "2026-07-01", Kind: plan.Complaint, Unit: unit, Created: time.Now()}, strings.ToUpper(unit), 2026)
	if err != nil {
		t.Fatal(err)
	}
	c.code = code
	c.state = machine.State{Plan: "plan-1", Calendar: "calendar-1", Stage: "tiep-nhan", Opened: on, Responsible: unit, Superior: province}
	c.must(c.next("open-"+c.id, machine.Opens, "", on))
	return c
}

// next is the input for the step after the last; it changes nothing.
func (c *story) next(command string, kind machine.Kind, act string, on legaltime.Date, commands ...machine.Command) contract.RecordInput {
	after := c.state
	after.Seq++
	e := machine.Event{Seq: after.Seq, Command: command, Kind: kind, Act: act, On: legaltime.Day(on), At: on.At(9, 0).UTC(),
		Actor: machine.Actor{User: "an", Unit: c.state.Responsible, Roles: []string{"nguoi-xu-ly"}},
		With:  map[string]any{"phuc-tap": true, "so": 3}}
	return contract.RecordInput{Case: c.id, Prev: c.chain, Event: e, Commands: commands, State: after, Wake: on.AddDays(10).String()}
}

func (c *story) must(in contract.RecordInput) contract.RecordOutput {
	c.t.Helper()
	out, err := c.store.Record(context.Background(), in)
	if err != nil {
		c.t.Fatal(err)
	}
	if out.Adopt == nil && out.Earlier == 0 {
		c.state, c.chain = in.State, out.Chain
	}
	return out
}

func (c *story) act(act string, on legaltime.Date, commands ...machine.Command) {
	c.t.Helper()
	c.must(c.next(fmt.Sprintf("%s-%d", act, c.state.Seq+1), machine.Acts, act, on, commands...))
}

func task(act, unit, clock string, due legaltime.Date, roles ...string) machine.Command {
	t := machine.Task{Act: act, Unit: unit, Roles: roles, Clock: clock}
	if !due.IsZero() {
		t.Due = legaltime.Day(due)
	}
	return machine.Command{Kind: machine.OpenTask, Task: &t}
}

func clock(name string, state machine.ClockState, due legaltime.Date) machine.Command {
	return machine.Command{Kind: machine.SetClock, Clock: &machine.Clock{Name: name, State: state, From: legaltime.Day(day(0)),
		Due: legaltime.Day(due), Nominal: legaltime.Day(due)}}
}

func notice(clock string, rung int, due legaltime.Date) machine.Command {
	return machine.Command{Kind: machine.Notify, Notice: &machine.Notice{Clock: clock, Rung: rung, Does: plan.Remind,
		To: []string{"nguoi-xu-ly"}, Date: due.AddDays(-3), Due: legaltime.Day(due)}}
}

func newRecord(t testing.TB) *store.Store {
	s := storetest.New(t)
	putLaw(t, s)
	return s
}

func officer(units ...string) store.Scope {
	s := store.Scope{User: "an", Roles: map[string][]string{}}
	for _, u := range units {
		s.Roles[u] = []string{"nguoi-xu-ly"}
	}
	return s
}

func TestRecordThreeAnswers(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	if want := "COMMUNE-2026-00001"; c.code != want {
		t.Fatalf("code %s, want %s", c.code, want)
	}
	first := c.next("thu-ly-1", machine.Acts, "thu-ly", day(1),
		task("giao-xac-minh", commune, "", day(5), "nguoi-xu-ly"), clock("giai-quyet", machine.Running, day(30)), notice("giai-quyet", 0, day(30)))
	out := c.must(first)

	t.Run("the same again, later", func(t *testing.T) {
		again := first
		again.Event.At = again.Event.At.Add(time.Hour)
		got, err := s.Record(t.Context(), again)
		if err != nil || !reflect.DeepEqual(got, out) {
			t.Fatalf("got %+v, %v; want %+v", got, err, out)
		}
	})
	t.Run("another command holds the seq", func(t *testing.T) {
		other := first
		other.Event.Command, other.Event.Act = "gia-han-1", "gia-han"
		got, err := s.Record(t.Context(), other)
		if err != nil || got.Adopt == nil || got.Adopt.Command != "thu-ly-1" || got.Chain != out.Chain {
			t.Fatalf("got %+v, %v", got, err)
		}
		if got.Adopt.Seq != 2 || !got.Adopt.At.Equal(first.Event.At) || got.Adopt.With["phuc-tap"] != true {
			t.Fatalf("adopted event %+v", got.Adopt)
		}
	})
	t.Run("the command stands at an earlier seq", func(t *testing.T) {
		late := c.next("thu-ly-1", machine.Acts, "thu-ly", day(2))
		got, err := s.Record(t.Context(), late)
		if err != nil || got.Earlier != 2 || got.Chain != out.Chain || got.Adopt != nil {
			t.Fatalf("got %+v, %v", got, err)
		}
	})
	t.Run("the same command with other content is adopted as recorded", func(t *testing.T) {
		changed := first
		changed.Event.With = map[string]any{"phuc-tap": false}
		got, err := s.Record(t.Context(), changed)
		if err != nil || got.Adopt == nil || got.Adopt.With["phuc-tap"] != true {
			t.Fatalf("got %+v, %v", got, err)
		}
	})
	t.Run("the first step again", func(t *testing.T) {
		steps, err := s.Steps(t.Context(), c.id)
		if err != nil {
			t.Fatal(err)
		}
		open := contract.RecordInput{Case: c.id, Event: steps[0].Event, State: machine.State{Plan: "plan-1", Calendar: "calendar-1", Seq: 1}}
		if got, err := s.Record(t.Context(), open); err != nil || got.Chain != steps[0].Hash || got.Adopt != nil {
			t.Fatalf("got %+v, %v", got, err)
		}
	})
	nothingDoubled(t, s, c)
}

func nothingDoubled(t *testing.T, s *store.Store, c *story) {
	t.Helper()
	if n, err := steps(t, s, c.id); err != nil || n != 2 {
		t.Fatalf("%d steps, %v", n, err)
	}
	notices, err := s.ClaimNotices(t.Context(), day(40).At(0, 0), 10, time.Minute)
	if err != nil || len(notices) != 1 {
		t.Fatalf("%d notices, %v", len(notices), err)
	}
	p, err := s.Progress(t.Context(), c.id)
	if err != nil || !reflect.DeepEqual(p.State, c.state) || p.Chain != c.chain {
		t.Fatalf("progress %+v, %v", p, err)
	}
	if n := len(p.Recent); n != 2 || p.Recent[1].Command != "thu-ly-1" || p.Recent[1].Seq != 2 {
		t.Fatalf("latest commands %+v", p.Recent)
	}
}

func TestRecordRefusesWhatCannotFollow(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	gap := c.next("x", machine.Acts, "thu-ly", day(1))
	gap.Event.Seq, gap.State.Seq = 5, 5
	wrongPrev := c.next("x", machine.Acts, "thu-ly", day(1))
	wrongPrev.Prev = "0000"
	unreserved := c.next("x", machine.Opens, "", day(1))
	unreserved.Case, unreserved.Prev, unreserved.Event.Seq, unreserved.State.Seq = uuid.NewString(), "", 1, 1
	for name, in := range map[string]contract.RecordInput{"gap": gap, "wrong prev": wrongPrev, "no reservation": unreserved} {
		if out, err := s.Record(t.Context(), in); !errors.Is(err, store.ErrOutOfSequence) {
			t.Errorf("%s: got %+v, %v", name, out, err)
		}
	}
	if n, err := steps(t, s, c.id); n != 1 || err != nil {
		t.Fatalf("%d steps, %v", n, err)
	}
}

// A step is whole or not at all: a part that PostgreSQL refuses takes the rest
// with it.
func TestRecordIsAtomic(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	in := c.next("x", machine.Acts, "thu-ly", day(1), task("giao-xac-minh", commune, "", day(5), "nguoi-xu-ly"))
	in.State.Plan = "no such plan"
	if _, err := s.Record(t.Context(), in); err == nil {
		t.Fatal("an unknown plan was recorded")
	}
	list, _, err := s.Tasks(t.Context(), officer(commune), store.TaskFilter{Today: day(1)}, store.Page{})
	if n, _ := steps(t, s, c.id); n != 1 || len(list) != 0 || err != nil {
		t.Fatalf("%d steps, %d tasks, %v", n, len(list), err)
	}
}

// Two workers hold the same case for a moment: at each seq one writes and the
// other is told by whom it was taken.
func TestRecordTwoWorkersOneSeq(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	for round := range 30 {
		const workers = 4
		inputs, outs := make([]contract.RecordInput, workers), make([]contract.RecordOutput, workers)
		var group sync.WaitGroup
		for w := range workers {
			inputs[w] = c.next(fmt.Sprintf("%d-%d", round, w), machine.Acts, "bo-sung", day(1))
			group.Go(func() {
				var err error
				if outs[w], err = s.Record(context.Background(), inputs[w]); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		won := 0
		for w, out := range outs {
			if out.Chain != outs[0].Chain {
				t.Fatalf("round %d: two chains", round)
			}
			if out.Adopt == nil {
				won++
				c.state, c.chain = inputs[w].State, out.Chain
			}
		}
		if won != 1 {
			t.Fatalf("round %d: %d workers wrote", round, won)
		}
	}
	if n, err := steps(t, s, c.id); n != 31 || err != nil {
		t.Fatalf("%d steps, %v", n, err)
	}
}

func TestReserveCaseTwice(t *testing.T) {
	s := newRecord(t)
	p := store.PendingCase{ID: uuid.NewString(), Procedure: "p", Version: "v", Kind: plan.Denunciation, Unit: commune, Created: time.Now().Add(-time.Hour)}
	codes := make([]string, 6)
	var group sync.WaitGroup
	for i := range codes {
		group.Go(func() { codes[i], _ = s.ReserveCase(context.Background(), p, "UBX", 2026) })
	}
	group.Wait()
	for _, code := range codes {
		if code != "UBX-2026-00001" {
			t.Fatalf("codes %v", codes)
		}
	}
	stale, err := s.StalePending(t.Context(), time.Now().Add(-10*time.Minute), 10)
	if err != nil || len(stale) != 1 || stale[0].Code != codes[0] {
		t.Fatalf("%+v, %v", stale, err)
	}
}
