package notify_test

import (
	"strings"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/plan"
)

// A province without a head, and a commune with nobody: a rung finds no one.
func TestWhatReachesNobodyIsToldToTheAdministratorsOnceADayUntilSomebodyComes(t *testing.T) {
	o := open(t)
	o.hire("quantri", "tinh", access.Administers)
	d := o.dispatcher(o.sink)
	reported := func(want int) {
		t.Helper()
		rows := o.inbox("quantri")
		if len(rows) != want {
			t.Fatalf("%d entries at %v, want %d: %+v", len(rows), o.now, want, rows)
		}
		for _, r := range rows {
			if r.Kind != "vacant" || !strings.HasSuffix(r.Title, "UBND xã Phước Dinh") || r.Case != "" || strings.Contains(r.Title+r.Body, o.code) {
				t.Errorf("%+v", r)
			}
		}
	}
	beat := func() store.Heartbeat {
		t.Helper()
		o.must(o.store.Beat(t.Context(), "sweep", o.now))
		rows, err := o.store.Heartbeats(t.Context())
		if err != nil || len(rows) != 1 {
			t.Fatal(rows, err)
		}
		return rows[0]
	}
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	o.once(d)
	o.rung(1, 0, plan.Remind, "nguoi-xu-ly")
	for range 20 { // most of the day, every hour
		o.once(d)
		o.now = o.now.Add(time.Hour - time.Minute)
		if o.now.After(due.At(22, 0)) {
			break
		}
	}
	reported(1)
	vacant, err := o.store.Vacant(t.Context())
	if err != nil || len(vacant) != 1 || vacant[0].Unit != "xa" || vacant[0].Name != "UBND xã Phước Dinh" || vacant[0].Waits != 2 || vacant[0].Since.After(due.At(8, 0)) {
		t.Errorf("%+v %v", vacant, err)
	}
	if b := beat(); b.Unreached != 2 || b.Waiting != 2 || b.Lateness != 0 {
		t.Errorf("%+v", b)
	}
	o.now = due.AddDays(1).At(9, 0)
	o.once(d)
	reported(2)

	o.hire("tin", "tinh", access.Heads)
	o.now = o.now.Add(75 * time.Minute) // the longest between two attempts
	o.once(d)
	if rows := o.inbox("tin"); len(rows) != 2 {
		t.Errorf("who came was told of %d rungs, want 2", len(rows))
	}
	reported(2)
	if vacant, err := o.store.Vacant(t.Context()); err != nil || len(vacant) != 0 {
		t.Errorf("%+v %v", vacant, err)
	}
	if b := beat(); b.Unreached != 0 {
		t.Errorf("%+v", b)
	}
}
