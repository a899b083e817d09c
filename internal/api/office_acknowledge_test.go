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

// asked are the alarms on a case's page, as the API tells them.
type asked struct {
	Clock, State string
	Entry        int64
	Told         []struct{ Name, At string }
	Known        *struct{ Name, At string }
}

func TestACaseSaysWhoWasAskedAndWhoKnows(t *testing.T) {
	s := serve(t)
	r := s.overdue()
	head, handler := s.as("thu-truong-xa-a"), s.as("nguoi-xu-ly-xa-a")
	page := func(who *officer) asked {
		t.Helper()
		var v struct{ Asked []asked }
		if who.get("/cases/"+r.ID, &v); len(v.Asked) != 1 || len(v.Asked[0].Told) == 0 || v.Asked[0].Told[0].At == "" {
			t.Fatalf("%+v", v)
		}
		return v.Asked[0]
	}
	if a := page(handler); a.State != "asked" || a.Entry != 0 || a.Known != nil || a.Clock != "giai-quyet" {
		t.Errorf("to whom it is not put: %+v", a)
	}
	a := page(head)
	if a.State != "asked" || a.Entry == 0 {
		t.Fatalf("%+v", a)
	}
	head.want(http.StatusNoContent, head.send("POST", fmt.Sprintf("/inbox/%d/acknowledge", a.Entry), "", nil), nil)
	for _, who := range []*officer{head, handler} {
		if a := page(who); a.State != "known" || a.Entry != 0 || a.Known == nil || a.Known.Name != a.Told[0].Name || a.Known.At == "" {
			t.Errorf("%+v", a)
		}
	}
	if err := s.Records.Exclude(t.Context(), r.ID, "nguoi-xu-ly-xa-a"); err != nil {
		t.Fatal(err)
	}
	if got := handler.send("GET", "/cases/"+r.ID, "", nil); got.status != http.StatusNotFound {
		t.Errorf("who is barred: %d %s", got.status, got.body)
	}
	if rows, err := s.Records.AskedIn(t.Context(), "nguoi-xu-ly-xa-a", r.ID); err != nil || len(rows) != 0 {
		t.Errorf("%+v %v", rows, err)
	}
}
