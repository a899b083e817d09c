package store_test

import (
	"testing"
	"time"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// correct writes a correction as the machine would have judged it.
func (c *story) correct(on legaltime.Date, change func(*contract.RecordInput), commands ...machine.Command) {
	c.t.Helper()
	in := c.next("dinh-chinh-"+on.String()+commandsOf(commands), machine.Corrects, "", on, commands...)
	in.Event.With, in.Event.Correct = nil, &machine.Correction{Step: 1, On: legaltime.Day(on), Reason: "token"}
	change(&in)
	c.must(in)
}

func commandsOf(all []machine.Command) (text string) {
	for _, c := range all {
		text += string(c.Kind)
	}
	return text
}

// What a correction makes moot is withdrawn, what it makes due again waits again,
// and nothing is told twice for one due date.
func TestACorrectionWithdrawsAndRestores(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	c.act("thu-ly", day(1), clock("giai-quyet", machine.Running, day(9)), notice("giai-quyet", 0, day(9)))
	same := func(*contract.RecordInput) {}
	c.correct(day(2), same, clock("giai-quyet", machine.Running, day(7)), notice("giai-quyet", 0, day(7)))
	waits(t, s, day(4).At(12, 0), day(7))
	c.correct(day(5), same, clock("giai-quyet", machine.Running, day(9)))
	waits(t, s, day(6).At(12, 0), day(9))
	if err := s.Tell(t.Context(), day(6).At(12, 0), store.Telling{Of: claim(t, s, day(6).At(12, 0), 1)}); err != nil {
		t.Fatal(err)
	}
	c.correct(day(6), same, clock("giai-quyet", machine.Running, day(8)))
	c.correct(day(7), same, clock("giai-quyet", machine.Running, day(9)))
	waits(t, s, day(8).At(12, 0)) // told already
}

// waits claims what is waiting, which must be for these due dates, and gives it
// back.
func waits(t *testing.T, s *store.Store, at time.Time, due ...legaltime.Date) {
	t.Helper()
	for i, n := range claim(t, s, at, len(due)) {
		if n.Due.Date != due[i] {
			t.Errorf("a notice for %s waits, want %s", n.Due, due[i])
		}
		if err := s.NoticeFailed(t.Context(), n, "later", at, false); err != nil {
			t.Fatal(err)
		}
	}
}

func claim(t *testing.T, s *store.Store, at time.Time, want int) []store.NoticeRow {
	t.Helper()
	claimed, err := s.ClaimNotices(t.Context(), at, 10, time.Minute)
	if err != nil || len(claimed) != want {
		t.Fatalf("%d notices wait, want %d: %v", len(claimed), want, err)
	}
	return claimed
}

func TestACorrectionOfTheReception(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	c.act("thu-ly", day(1), clock("giai-quyet", machine.Running, day(9)), task("bao-cao", commune, "giai-quyet", day(9), "nguoi-xu-ly"), notice("giai-quyet", 0, day(9)))
	dropped := machine.Command{Kind: machine.DropClock, Clock: &machine.Clock{Name: "giai-quyet"}}
	closed := machine.Command{Kind: machine.CloseTask, Task: &machine.Task{Act: "bao-cao"}}
	c.correct(day(2), func(in *contract.RecordInput) {
		in.State.Opened = day(-2)
		in.State.Done = []machine.Done{{Act: machine.Reception, On: legaltime.Day(day(-2)), Seq: 1}}
	}, dropped, closed)
	row, _, err := s.Case(t.Context(), officer(commune), c.id)
	if err != nil || row.Opened != day(-2) || row.Received.Date != day(-2) {
		t.Errorf("opened %s, received %s: %v", row.Opened, row.Received, err)
	}
	if clocks, err := s.Clocks(t.Context(), c.id); err != nil || len(clocks) != 0 {
		t.Errorf("clocks %v, %v", clocks, err)
	}
	waits(t, s, day(8).At(12, 0))
	past, err := s.Past(t.Context(), c.id, 2)
	if err != nil || len(past) != 2 || past[0].On.Date != day(0) {
		t.Errorf("past %+v, %v", past, err)
	}
	if l, err := s.Ledger(t.Context(), c.id); err != nil || len(l.Events) != 3 || l.Events[2].Correct == nil {
		t.Errorf("the record lost something: %v", err)
	}
}

// The machine raises a rung once for a date: where only the hour of the date moves,
// what waits to be told stays.
func TestAnotherHourOfTheSameDateWithdrawsNothing(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	hour := notice("giai-quyet", 0, day(2))
	hour.Notice.Due.Minute = 9 * 60
	c.act("thu-ly", day(1), clock("giai-quyet", machine.Running, day(2)), hour)
	c.act("xac-dinh", day(1), clock("giai-quyet", machine.Running, day(2)))
	waits(t, s, day(2).At(12, 0), day(2))
	c.act("giao", day(1), clock("giai-quyet", machine.Running, day(3)))
	waits(t, s, day(2).At(12, 0))
}
