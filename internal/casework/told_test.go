package casework_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// TestTheStorySaysWhoWasTold lets a term run out and writes down, as package
// notify does, who was found on that day.
func TestTheStorySaysWhoWasTold(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	r := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	late := legaltime.NewDate(2026, time.December, 20)
	_, err := o.Direct.Act(ctx, r.ID, machine.Event{Command: "tick", Kind: machine.Ticks, On: legaltime.Day(late), At: late.At(0, 0)})
	must(t, err)
	notices, err := o.Records.ClaimNotices(ctx, late.At(8, 0), 10, time.Minute)
	must(t, err)
	if len(notices) < 2 {
		t.Fatalf("%d notices", len(notices))
	}
	told := store.AddresseeRow{Notice: notices[1].ID, Role: "thu-truong", Unit: "xa-a", Reached: "tinh", AsRole: "thu-truong", People: []string{"thu-truong-tinh"}}
	mail := store.Recipient{Notice: notices[1].ID, User: "thu-truong-tinh", Kind: "escalate", Title: "…", Address: "x@donthu.test"}
	must(t, o.Records.Tell(ctx, late.At(8, 0), store.Telling{Of: notices[1:2], Places: []store.AddresseeRow{told}, To: []store.Recipient{mail}}))
	view, err := o.Show(ctx, o.scope("nguoi-xu-ly-xa-a"), r.ID)
	must(t, err)
	unsentIsShown(t, o, r.ID, late.At(8, 0))
	if title := view.Steps[1].Title; title != "Báo cáo lãnh đạo: Thời hạn thụ lý" {
		t.Errorf("the step is called %q", title)
	}
	for i, n := range view.Steps[1].Notices {
		if want := i == 1; (len(n.Told) == 1 && n.Told[0] == "Cán bộ thu-truong-tinh") != want || len(n.Told) > 1 {
			t.Errorf("rung %d: %+v", i, n)
		}
	}
}

// unsentIsShown lets the mail about a rung be given up.
func unsentIsShown(t *testing.T, o *office, id string, at time.Time) {
	t.Helper()
	ctx := context.Background()
	mails, err := o.Records.ClaimMails(ctx, at, 10, time.Minute)
	must(t, err)
	must(t, o.Records.DeliveryFailed(ctx, mails[0].Delivery, store.Failure{Problem: "server: 550", Again: at, Dead: true}))
	view, err := o.Show(ctx, o.Scope("nguoi-xu-ly-xa-a"), id)
	must(t, err)
	for i, one := range view.Steps[1].Notices {
		if want := i == 1; (len(one.Unsent) == 1 && one.Unsent[0] == "Cán bộ thu-truong-tinh") != want {
			t.Errorf("rung %d: %+v", i, one)
		}
	}
}
