package api_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/notify"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// entry is a line of an inbox.
type entry struct {
	ID     int64
	Answer string
	Read   bool
}

func (o *officer) entries() []entry {
	o.t.Helper()
	var got struct{ Items []entry }
	o.get("/inbox", &got)
	return got.Items
}

// overdue accepts a complaint on 23 November 2026 and lets the term to settle it,
// 30 days, run out; who is to be told is told on the due date.
func (s *served) overdue() receipt {
	s.t.Helper()
	r := s.as("nguoi-tiep-nhan-xa-a").open("khieu-nai-lan-dau", nil)
	for _, step := range [][2]string{{"nguoi-xu-ly-xa-a", "kiem-tra-dieu-kien"}, {"thu-truong-xa-a", "thu-ly"}} {
		who := s.as(step[0])
		who.want(http.StatusOK, who.send("POST", "/cases/"+r.ID+"/acts/"+step[1], uuid.NewString(), map[string]any{"on": "2026-11-23", "with": s.sample(s.t, r.ID, step[1])}), nil)
	}
	s.Day = legaltime.NewDate(2026, time.December, 23)
	if _, err := s.Direct.Act(s.t.Context(), r.ID, machine.Event{Command: "tick", Kind: machine.Ticks, On: legaltime.Day(s.Day), At: s.Day.At(0, 0)}); err != nil {
		s.t.Fatal(err)
	}
	if _, _, err := notify.New(s.Records, s.Service.Laws, notify.Options{Now: s.Instant}).Once(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	return r
}

func TestAnEntryIsAcknowledgedByItsOwnerAlone(t *testing.T) {
	s := serve(t)
	r := s.overdue()
	head, handler := s.as("thu-truong-xa-a"), s.as("nguoi-xu-ly-xa-a")
	asked := func() (asks []entry) {
		for _, e := range head.entries() {
			if e.Answer != "" {
				asks = append(asks, e)
			}
		}
		return asks
	}
	before := asked()
	if len(before) != 1 || before[0].Answer != "asked" || before[0].Read {
		t.Fatalf("%+v", before)
	}
	path := func(id int64) string { return fmt.Sprintf("/inbox/%d/acknowledge", id) }
	say := func(who *officer, id int64, status int, code string) {
		t.Helper()
		if got := who.send("POST", path(id), "", nil); got.status != status || code != "" && got.problem(t).Code != code {
			t.Errorf("%d %s, want %d %s", got.status, got.body, status, code)
		}
	}
	say(handler, before[0].ID, http.StatusNotFound, "not-found")
	say(handler, 987654321, http.StatusNotFound, "not-found")
	if e := asked(); e[0].Answer != "asked" {
		t.Errorf("somebody else acknowledged it: %+v", e)
	}
	say(handler, handler.entries()[0].ID, http.StatusConflict, "not-asked")
	for range 2 {
		say(head, before[0].ID, http.StatusNoContent, "")
	}
	if e := asked(); len(e) != 1 || e[0].Answer != "mine" || !e[0].Read {
		t.Errorf("%+v", e)
	}
	if err := s.Records.Exclude(t.Context(), r.ID, "thu-truong-xa-a"); err != nil {
		t.Fatal(err)
	}
	say(head, before[0].ID, http.StatusNotFound, "not-found")
}
