package store_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// pages reads a list page by page and fails where a row comes twice.
func pages[R any](t *testing.T, key func(R) string, read func(store.Page) ([]R, string, error)) []R {
	t.Helper()
	var list []R
	seen := map[string]bool{}
	for p := (store.Page{Limit: 7}); ; {
		rows, next, err := read(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if seen[key(r)] {
				t.Fatalf("%s comes twice", key(r))
			}
			seen[key(r)] = true
		}
		list = append(list, rows...)
		if next == "" {
			return list
		}
		p.Cursor = next
	}
}

func taskKey(r store.TaskRow) string { return r.Case + "/" + r.Act }

func TestPagesAreCompleteDespiteTies(t *testing.T) {
	s := newRecord(t)
	const n = 30
	for i := range n {
		unit := []string{commune, province}[i%2]
		c := begin(t, s, unit, day(i/10)) // ten cases a day
		c.act("thu-ly", day(3), task("a", unit, "", day(5+i/15), "nguoi-xu-ly"),
			task("b", unit, "", day(5+i/15), "nguoi-xu-ly"), task("c", unit, "", legaltime.Date{}, "nguoi-xu-ly"))
	}
	scope := officer(commune, province)
	f := store.TaskFilter{Today: day(5)}
	list := pages(t, taskKey, func(p store.Page) ([]store.TaskRow, string, error) { return s.Tasks(t.Context(), scope, f, p) })
	if len(list) != 3*n {
		t.Fatalf("%d tasks, want %d", len(list), 3*n)
	}
	order := func(a, b store.TaskRow) int {
		return slices.Index(urgencies, a.Urgency) - slices.Index(urgencies, b.Urgency)
	}
	if !slices.IsSortedFunc(list, order) {
		t.Fatal("not in order of urgency")
	}
	cases := pages(t, func(c store.CaseRow) string { return c.ID },
		func(p store.Page) ([]store.CaseRow, string, error) {
			return s.Cases(t.Context(), scope, store.CaseFilter{}, p)
		})
	if len(cases) != n || !slices.IsSortedFunc(cases, func(a, b store.CaseRow) int { return b.Opened.Compare(a.Opened) }) {
		t.Fatalf("%d cases, want %d, newest first", len(cases), n)
	}
	if _, _, err := s.Cases(t.Context(), scope, store.CaseFilter{}, store.Page{Cursor: "x'y"}); err != store.ErrCursor {
		t.Fatalf("a forged cursor: %v", err)
	}
}

var urgencies = []store.Urgency{store.Overdue, store.Today, store.Soon, store.Later, store.None}

func TestUrgency(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	var commands []machine.Command
	due := []legaltime.Date{day(4), day(5), day(7), day(9), {}}
	for i, u := range urgencies {
		commands = append(commands, task(string(u), commune, "", due[i], "nguoi-xu-ly"))
	}
	c.act("thu-ly", day(1), commands...)
	f := store.TaskFilter{Today: day(5), Soon: day(7)}
	counts, err := s.TaskCounts(t.Context(), officer(commune), f)
	if err != nil {
		t.Fatal(err)
	}
	for i, u := range urgencies {
		f.Urgency = u
		list, _, err := s.Tasks(t.Context(), officer(commune), f, store.Page{})
		if err != nil || len(list) != 1 || list[0].Act != string(u) || list[0].Urgency != u || counts[u] != 1 || list[0].Due != due[i] {
			t.Errorf("%s: %+v, %v, count %d", u, list, err, counts[u])
		}
	}
	f.Urgency, f.Kind = "", "denunciation"
	if list, _, err := s.Tasks(t.Context(), officer(commune), f, store.Page{}); err != nil || len(list) != 0 {
		t.Errorf("another kind: %v, %v", list, err)
	}
}

// A task follows its clock: its due date while that runs, none while it is
// paused, the new one when it moved.
func TestTaskFollowsItsClock(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	look := func() store.TaskRow {
		t.Helper()
		list, _, err := s.Tasks(t.Context(), officer(commune), store.TaskFilter{Today: day(2)}, store.Page{})
		if err != nil || len(list) != 1 {
			t.Fatalf("%v, %v", list, err)
		}
		return list[0]
	}
	c.act("thu-ly", day(1), clock("giai-quyet", machine.Running, day(30)), task("bao-cao", commune, "giai-quyet", day(30), "nguoi-xu-ly"))
	if r := look(); r.Due != day(30) || r.Clock == nil || r.Clock.Name != "giai-quyet" || r.Code != c.code || r.Stage != "tiep-nhan" {
		t.Fatalf("%+v", r)
	}
	c.act("tam-dinh-chi", day(2), clock("giai-quyet", machine.Paused, day(30)))
	if r := look(); !r.Due.IsZero() || r.Urgency != store.None || r.Clock.State != machine.Paused {
		t.Fatalf("%+v", r)
	}
	c.act("tiep-tuc", day(4), clock("giai-quyet", machine.Running, day(32)))
	if r := look(); r.Due != day(32) {
		t.Fatalf("%+v", r)
	}
	done := machine.Command{Kind: machine.CloseTask, Task: &machine.Task{Act: "bao-cao"}}
	c.act("bao-cao", day(5), done)
	if list, _, err := s.Tasks(t.Context(), officer(commune), store.TaskFilter{Today: day(2)}, store.Page{}); len(list) != 0 || err != nil {
		t.Fatalf("%v, %v", list, err)
	}
}

// A unit sees a case while it has to do with it, and stays with it once it was
// responsible.
func TestScope(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	c.act("thu-ly", day(1), task("ra-soat", commune, "", day(9), "thu-truong"))
	sees := func(unit string) bool {
		t.Helper()
		list, _, err := s.Cases(t.Context(), officer(unit), store.CaseFilter{State: "open"}, store.Page{})
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = s.Case(t.Context(), officer(unit), c.code)
		if (err == nil) != (len(list) == 1) || err != nil && err != store.ErrNotFound {
			t.Fatalf("list and case disagree: %v, %v", list, err)
		}
		return err == nil
	}
	expect := func(when string, want ...string) {
		t.Helper()
		for _, unit := range []string{commune, province, ministry} {
			if got := sees(unit); got != slices.Contains(want, unit) {
				t.Errorf("%s: %s sees it: %v", when, unit, got)
			}
		}
	}
	expect("received", commune)
	if list, _, _ := s.Tasks(t.Context(), officer(commune), store.TaskFilter{Today: day(1)}, store.Page{}); len(list) != 0 {
		t.Error("a task for another role is shown")
	}
	c.state.Handoff = &machine.Handoff{To: ministry}
	c.act("chuyen-don", day(2), machine.Command{Kind: machine.HandOver})
	expect("offered", commune, ministry)
	c.state.Handoff = nil
	c.act("tu-choi", day(3), machine.Command{Kind: machine.HandOver})
	expect("declined", commune)
	c.state.Responsible = ministry
	c.act("rut-len", day(4), machine.Command{Kind: machine.HandOver})
	expect("moved", commune, ministry)
	if _, _, err := s.Case(t.Context(), officer(), c.id); err != store.ErrNotFound {
		t.Errorf("no unit, yet: %v", err)
	}
}

// An officer whom a case is about never sees it, whatever they hold.
func TestExcludedOfficer(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	c.act("thu-ly", day(1), task("a", commune, "", day(9), "nguoi-xu-ly"), notice("giai-quyet", 0, day(5)))
	put(t, s)
	if err := s.Exclude(t.Context(), c.id, "an"); err != nil {
		t.Fatal(err)
	}
	an, ba := officer(commune), officer(commune)
	ba.User = "ba"
	for who, scope := range map[string]store.Scope{"an": an, "ba": ba} {
		tasks, _, err := s.Tasks(t.Context(), scope, store.TaskFilter{Today: day(1)}, store.Page{})
		counts, err2 := s.TaskCounts(t.Context(), scope, store.TaskFilter{Today: day(1)})
		cases, _, err3 := s.Cases(t.Context(), scope, store.CaseFilter{}, store.Page{})
		_, _, err4 := s.Case(t.Context(), scope, c.id)
		got := fmt.Sprint(len(tasks), len(counts), len(cases), err, err2, err3, err4 == nil)
		want := map[string]string{"an": "0 0 0 <nil> <nil> <nil> false", "ba": "1 1 1 <nil> <nil> <nil> true"}[who]
		if got != want {
			t.Errorf("%s sees %s, want %s", who, got, want)
		}
	}
	n, err := s.ClaimNotices(t.Context(), day(9).At(0, 0), 1, 1e9)
	if err != nil || len(n) != 1 || !slices.Equal(n[0].Excluded, []string{"an"}) {
		t.Fatalf("%+v, %v", n, err)
	}
	if err := s.Tell(t.Context(), day(9).At(0, 0), store.Telling{Of: n[:1], To: []store.Recipient{{Notice: n[0].ID, User: "an", Title: "x", Address: "an@x"}, {Notice: n[0].ID, User: "ba", Title: "x"}}}); err != nil {
		t.Fatal(err)
	}
	mails, _ := s.ClaimMails(t.Context(), day(10).At(0, 0), 9, 1e9)
	if a, _ := s.Unread(t.Context(), "an"); a != 0 || len(mails) != 0 {
		t.Error("the excluded officer was told")
	}
	if b, _ := s.Unread(t.Context(), "ba"); b != 1 {
		t.Error("the other officer was not told")
	}
}

func put(t *testing.T, s *store.Store) {
	t.Helper()
	for _, id := range []string{"an", "ba"} {
		if err := s.PutUser(t.Context(), store.UserRow{ID: id, Account: id, Name: id}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCaseAndItsParts(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	c.state.Facts = map[string]any{"phuc-tap": true}
	c.act("thu-ly", day(1), clock("giai-quyet", machine.Running, day(30)), clock("thong-bao", machine.Met, day(3)))
	row, state, err := s.Case(t.Context(), officer(commune), c.id)
	if err != nil || row.Code != c.code || row.Seq != 2 || row.Clock.Name != "giai-quyet" || row.Opened != day(0) ||
		row.Received != legaltime.Day(day(0)) || row.Wake != day(11) || state.Facts["phuc-tap"] != true {
		t.Fatalf("%+v, %+v, %v", row, state, err)
	}
	steps, err := s.Steps(t.Context(), c.id)
	if err != nil || len(steps) != 2 || steps[1].Event.Act != "thu-ly" || len(steps[1].Commands) != 2 || steps[1].Hash != c.chain {
		t.Fatalf("%+v, %v", steps, err)
	}
	events, err := s.Events(t.Context(), c.id)
	clocks, err2 := s.Clocks(t.Context(), c.id)
	if err != nil || err2 != nil || len(events) != 2 || len(clocks) != 2 {
		t.Fatalf("%v, %v, %v, %v", events, clocks, err, err2)
	}
	c.state.Outcome = "dinh-chi"
	c.act("dinh-chi", day(5), machine.Command{Kind: machine.End})
	open, _, _ := s.Cases(t.Context(), officer(commune), store.CaseFilter{State: "open"}, store.Page{})
	ended, _, err := s.Cases(t.Context(), officer(commune), store.CaseFilter{State: "ended", Code: "ne-2026"}, store.Page{})
	if err != nil || len(open) != 0 || len(ended) != 1 || ended[0].Ended != day(5) {
		t.Fatalf("%v, %v, %v", open, ended, err)
	}
}

func TestLateCasesAreAllThereLatestFirst(t *testing.T) {
	s := newRecord(t)
	for i := range 9 {
		c := begin(t, s, commune, day(0))
		c.act("thu-ly", day(1), clock("giai-quyet", machine.Running, day(10+i/3)), clock("gui", machine.Running, day(10+i/3)))
	}
	list := pages(t, func(c store.CaseRow) string { return c.ID }, func(p store.Page) ([]store.CaseRow, string, error) {
		return s.LateCases(t.Context(), officer(commune), "", day(12), p)
	})
	if len(list) != 6 || !slices.IsSortedFunc(list, func(a, b store.CaseRow) int { return a.Clock.Due.Compare(b.Clock.Due) }) {
		t.Errorf("%d late cases, want the 6 due before day 12, in order", len(list))
	}
	if others, _, err := s.LateCases(t.Context(), officer(province), "", day(12), store.Page{}); err != nil || len(others) != 0 {
		t.Errorf("another unit sees %d, %v", len(others), err)
	}
}
