package store_test

import (
	"maps"
	"sync"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// A rung is raised once for a due date, and again for another one.
func TestNoticeOncePerRung(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	c.act("tick", day(1), notice("giai-quyet", 0, day(4)))
	c.act("tick", day(2), notice("giai-quyet", 0, day(4)), notice("giai-quyet", 1, day(4)))
	c.act("tick", day(3), notice("giai-quyet", 0, day(5)))
	claimed, err := s.ClaimNotices(t.Context(), day(3).At(12, 0), 10, time.Minute)
	if err != nil || len(claimed) != 3 {
		t.Fatalf("%d notices, %v", len(claimed), err)
	}
	if n := claimed[0]; n.Code != c.code || n.Clock != "giai-quyet" || n.Due.Date != day(4) || n.Unit != commune || n.Attempts != 1 {
		t.Fatalf("%+v", n)
	}
}

// A clock that ends and starts anew owes its rungs anew, also where both runs end
// on one date: the second may be another body's. What the first run has not told
// by then is told no more.
func TestAClockThatStartsAnewTellsItsRungsAnew(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	c.act("giao", day(1), clock("thu-ly", machine.Running, day(4)), notice("thu-ly", 0, day(4)), notice("thu-ly", 1, day(4)))
	again, anew := clock("thu-ly", machine.Running, day(4)), notice("thu-ly", 0, day(4))
	again.Clock.Run, anew.Notice.Run = 1, 1
	c.act("giao-lai", day(2), again)
	c.act("tick", day(2), again, anew)
	if n := claim(t, s, day(2).At(12, 0), 1)[0]; n.Run != 1 || n.Rung != 0 {
		t.Fatalf("%+v", n)
	}
}

func TestNoticeLease(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	c.act("tick", day(1), notice("giai-quyet", 0, day(4)))
	now := day(1).At(12, 0)
	claim := func(at time.Time) []store.NoticeRow {
		t.Helper()
		list, err := s.ClaimNotices(t.Context(), at, 10, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	first := claim(now)[0]
	if again := claim(now.Add(30 * time.Second)); len(again) != 0 {
		t.Fatal("claimed twice within the lease")
	}
	second := claim(now.Add(2 * time.Minute))[0]
	people := []store.Recipient{{Notice: first.ID, User: "an", Kind: "remind", Title: "Sắp đến hạn", Address: "an@donthu.test", Subject: "Thông báo"}}
	if err := s.Tell(t.Context(), now, store.Telling{Of: []store.NoticeRow{first}, To: people}); err != store.ErrConflict {
		t.Fatalf("the first claim is lost, yet: %v", err)
	}
	if err := s.NoticeFailed(t.Context(), second, "directory-down", now.Add(time.Hour), false); err != nil {
		t.Fatal(err)
	}
	if again := claim(now.Add(30 * time.Minute)); len(again) != 0 {
		t.Fatal("claimed before its time")
	}
	third := claim(now.Add(2 * time.Hour))[0]
	if err := s.Tell(t.Context(), now, store.Telling{Of: []store.NoticeRow{third}, To: people}); err != nil || third.Attempts != 3 {
		t.Fatalf("attempt %d: %v", third.Attempts, err)
	}
	if err := s.Tell(t.Context(), now, store.Telling{Of: []store.NoticeRow{third}, To: people}); err != store.ErrConflict {
		t.Fatalf("told twice: %v", err)
	}
	list, _, err := s.Inbox(t.Context(), "an", store.Page{})
	if err != nil || len(list) != 1 || list[0].Title != "Sắp đến hạn" || list[0].Code != c.code || list[0].Read {
		t.Fatalf("%+v, %v", list, err)
	}
	mailIsSentOnce(t, s, now.Add(3*time.Hour))
	inboxIsRead(t, s, list[0].ID, now)
}

func mailIsSentOnce(t *testing.T, s *store.Store, now time.Time) {
	t.Helper()
	mails, err := s.ClaimMails(t.Context(), now, 10, time.Minute)
	if err != nil || len(mails) != 1 || mails[0].Address != "an@donthu.test" || len(mails[0].Key) != 64 {
		t.Fatalf("%+v, %v", mails, err)
	}
	if err := s.DeliveryFailed(t.Context(), mails[0].Delivery, store.Failure{Problem: "smtp-451", Again: now}); err != nil {
		t.Fatal(err)
	}
	again, err := s.ClaimMails(t.Context(), now, 10, time.Minute)
	if err != nil || len(again) != 1 || again[0].Key != mails[0].Key {
		t.Fatalf("%+v, %v", again, err)
	}
	if err := s.Delivered(t.Context(), mails[0].Delivery, now); err != store.ErrConflict {
		t.Fatalf("a lost claim: %v", err)
	}
	if err := s.Delivered(t.Context(), again[0].Delivery, now); err != nil {
		t.Fatal(err)
	}
	if rest, _ := s.ClaimMails(t.Context(), now.Add(time.Hour), 10, time.Minute); len(rest) != 0 {
		t.Fatal("a sent mail waits")
	}
}

func inboxIsRead(t *testing.T, s *store.Store, id int64, now time.Time) {
	t.Helper()
	if err := s.MarkRead(t.Context(), "ba", id, now); err != store.ErrNotFound {
		t.Fatalf("another's entry: %v", err)
	}
	if err := s.MarkRead(t.Context(), "an", id, now); err != nil {
		t.Fatal(err)
	}
	if err := s.MarkAllRead(t.Context(), "an", now); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Unread(t.Context(), "an"); n != 0 || err != nil {
		t.Fatalf("%d unread, %v", n, err)
	}
}

// Several dispatchers share the outbox: each notice goes to one.
func TestClaimIsShared(t *testing.T) {
	s := newRecord(t)
	const n = 40
	for range n {
		begin(t, s, commune, day(0)).act("tick", day(1), notice("giai-quyet", 0, day(4)))
	}
	var mu sync.Mutex
	seen := map[int64]int{}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for {
				list, err := s.ClaimNotices(t.Context(), day(2).At(0, 0), 5, time.Minute)
				if err != nil || len(list) == 0 {
					return
				}
				mu.Lock()
				for _, r := range list {
					seen[r.ID]++
				}
				mu.Unlock()
			}
		})
	}
	group.Wait()
	for id, times := range seen {
		if times != 1 {
			t.Errorf("notice %d went to %d", id, times)
		}
	}
	if len(seen) != n {
		t.Errorf("%d notices, want %d", len(seen), n)
	}
}

// holder is an officer with one role in one unit.
func holder(unit, role string) store.Scope {
	return store.Scope{User: "chi", Roles: map[string][]string{unit: {role}}}
}

// Who is told in a superior body sees the case from then on, by the post that
// was told: not everybody who works there, and not before.
func TestATellingOpensTheCaseToThePostThatIsTold(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	escalate := notice("giai-quyet", 3, day(4))
	escalate.Notice.Does = plan.Escalate
	c.act("tick", day(4), escalate, clock("giai-quyet", machine.Overdue, day(4)))
	head, inspector, colleague := holder(province, "thu-truong"), holder(ministry, "thanh-tra"), holder(province, "nguoi-xu-ly")
	seen(t, s, c, "before", head, false)
	n, err := s.ClaimNotices(t.Context(), day(5).At(0, 0), 1, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	rows := []store.AddresseeRow{
		{Role: "cap-tren-truc-tiep", Unit: province, Reached: province, Held: []string{"thu-truong"}, People: []string{"chi"}},
		{Role: "thanh-tra", Unit: ministry, Reached: ministry, AsRole: "thanh-tra", Held: []string{"nguoi-xu-ly"}},
		{Role: "nguoi-xac-minh", Unit: commune},
	}
	for i := range rows {
		rows[i].Notice = n[0].ID
	}
	told := store.Telling{Of: n, Places: rows, To: []store.Recipient{{Notice: n[0].ID, User: "chi", Title: "Quá hạn"}}}
	if err := s.Tell(t.Context(), day(5).At(0, 0), told); err != nil {
		t.Fatal(err)
	}
	for _, when := range []string{"told", "after the next step"} {
		seen(t, s, c, when, head, true)
		seen(t, s, c, when, inspector, true)
		seen(t, s, c, when, colleague, false)
		seen(t, s, c, when, holder(ministry, "nguoi-xu-ly"), false)
		seen(t, s, c, when, officer(commune), true)
		c.act("thu-ly", day(6), task("ra-soat", commune, "", day(9), "thu-truong"))
	}
}

// A task in another body shows the case to those for whom it waits, while it
// waits.
func TestATaskElsewhereOpensTheCaseToItsRoles(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	c.act("de-nghi", day(1), task("phe-duyet", province, "", day(4), "thu-truong"), task("ra-soat", commune, "", day(4), "thu-truong"))
	seen(t, s, c, "waiting", holder(province, "thu-truong"), true)
	seen(t, s, c, "waiting", holder(province, "nguoi-xu-ly"), false)
	seen(t, s, c, "waiting", officer(commune), true)
	c.act("phe-duyet", day(2), machine.Command{Kind: machine.CloseTask, Task: &machine.Task{Act: "phe-duyet"}})
	seen(t, s, c, "done", holder(province, "thu-truong"), false)
	seen(t, s, c, "done", officer(commune), true)
}

// seen asks every way in which a case comes into sight.
func seen(t *testing.T, s *store.Store, c *story, when string, who store.Scope, want bool) {
	t.Helper()
	_, _, err := s.Case(t.Context(), who, c.id)
	list, _, listed := s.Cases(t.Context(), who, store.CaseFilter{}, store.Page{})
	late, _, lately := s.LateCases(t.Context(), who, "", day(20), store.Page{})
	if listed != nil || lately != nil || err != nil && err != store.ErrNotFound {
		t.Fatal(err, listed, lately)
	}
	if (err == nil) != want || (len(list) == 1) != want || len(late) > 0 && !want {
		t.Errorf("%s: %v sees it: %v, listed %d, late %d", when, who.Roles, err == nil, len(list), len(late))
	}
}

// A sweep comes to the end of its list whatever a page holds, also when what
// stands on the first page stays there.
func TestTheSweepReadsEveryPageNotTheFirstForEver(t *testing.T) {
	s := newRecord(t)
	want := map[string]int{}
	for range 7 {
		want[begin(t, s, commune, day(0)).id] = 1
	}
	got := map[string]int{}
	for last, pages := (store.AsleepRow{}), 0; pages < 10; pages++ {
		rows, err := s.Asleep(t.Context(), day(10), last, 3)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) == 0 {
			break
		}
		last = rows[len(rows)-1]
		for _, r := range rows {
			got[r.Case]++
		}
	}
	if !maps.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
}

func TestSweepAndGauges(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0)) // wakes on day 10
	grace := 5 * time.Minute
	for _, at := range []struct {
		now  time.Time
		want int
	}{{day(10).At(0, 4), 0}, {day(10).At(0, 5), 0}, {day(10).At(0, 6), 1}, {day(12).At(0, 0), 1}} {
		due, err := s.DueForSweep(t.Context(), at.now, grace, 10)
		if err != nil || len(due) != at.want {
			t.Fatalf("at %v: %v, %v", at.now, due, err)
		}
	}
	g, err := s.Gauges(t.Context(), day(12).At(0, 0))
	if err != nil || g.OpenCases != 1 || g.Unraised != 1 {
		t.Fatalf("%+v, %v", g, err)
	}
	c.state.Outcome = "xong"
	c.act("ket-thuc", day(11))
	if due, _ := s.DueForSweep(t.Context(), day(60).At(0, 0), grace, 10); len(due) != 0 {
		t.Fatal("an ended case is swept")
	}
}
