package notify_test

import (
	"strings"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/notify"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// late raises all rungs in one step, the day after the due date, as for a
// petition that was written down too late.
func (o *office) late() {
	o.now = due.AddDays(1).At(8, 0)
	o.step(machine.Ticks, raised(0, -3, plan.Remind, "nguoi-xu-ly"), raised(1, -1, plan.Remind, "nguoi-xu-ly"), raised(2, 0, plan.Escalate, "thu-truong"))
}

func TestRungsOfOneStepAreOneMailThatSaysHowThingsStand(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", access.Handles)
	o.hire("binh", "xa", allRoles...)
	o.late()
	for range 3 {
		o.once(o.dispatcher(o.sink))
	}
	mails := o.sink.List()
	if len(mails) != 2 || len(o.inbox("an")) != 1 || len(o.inbox("binh")) != 1 {
		t.Fatalf("%d mails: %+v", len(mails), mails)
	}
	for _, m := range mails {
		want := "Mốc nhắc: trước 03 ngày làm việc; trước 01 ngày làm việc\n"
		if strings.HasPrefix(m.To[0], "binh@") {
			want = "Mốc nhắc: trước 03 ngày làm việc; trước 01 ngày làm việc; đúng hạn\n"
		}
		text := strings.ReplaceAll(m.Text, "\r", "")
		if m.Subject != "Hồ sơ "+o.code+": quá hạn giải quyết khiếu nại lần đầu" || !strings.Contains(text, want) || !strings.Contains(text, "Ngày 07/07/2026: quá hạn 01 ngày làm việc") {
			t.Errorf("%s\n%s", m.Subject, text)
		}
	}
	if kind := o.inbox("binh")[0].Kind; kind != "escalate" {
		t.Errorf("an escalation among reminders is shown as %s", kind)
	}
	rows, err := o.store.Told(t.Context(), o.id)
	if err != nil || len(rows) != 3 || rows[0].Rung != 0 || rows[2].Rung != 2 {
		t.Errorf("who was told of which rung: %+v, %v", rows, err)
	}
	o.rung(3, 1, plan.Escalate, "thu-truong")
	o.once(o.dispatcher(o.sink))
	if len(o.sink.List()) != 3 || len(o.inbox("binh")) != 2 {
		t.Error("a rung of a later step is not a mail of its own")
	}
}

func TestARungThatReachesNobodyHoldsUpNoOther(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", access.Handles)
	o.late()
	d := o.dispatcher(o.sink)
	o.once(d)
	o.hire("chi", "tinh", access.Heads)
	o.now = o.now.Add(time.Minute)
	o.once(d)
	if len(o.sink.List()) != 2 || len(o.inbox("an")) != 1 || len(o.inbox("chi")) != 1 {
		t.Errorf("mails %+v", o.sink.List())
	}
}

// TestNobodyIsToldTwiceAfterAKill lets a dispatcher die with the claimed group,
// and another after the entries were written.
func TestNobodyIsToldTwiceAfterAKill(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", allRoles...)
	o.late()
	claimed, err := o.store.ClaimNotices(t.Context(), o.now, 1, time.Minute)
	if err != nil || len(claimed) != 3 {
		t.Fatalf("%d notices claimed as one: %v", len(claimed), err)
	}
	d := o.dispatcher(o.sink)
	if told, _ := o.once(d); told != 0 {
		t.Error("took what another holds")
	}
	o.now = o.now.Add(2 * time.Minute)
	o.once(notify.New(o.store, o.laws, notify.Options{Now: func() time.Time { return o.now }, Mailer: refusing(t)}))
	if err := o.store.Tell(t.Context(), o.now, store.Telling{Of: claimed}); err == nil {
		t.Error("the dead dispatcher's claim still counts")
	}
	o.now = o.now.Add(3 * time.Hour)
	for range 3 {
		o.once(d)
	}
	if len(o.sink.List()) != 1 || len(o.inbox("an")) != 1 {
		t.Errorf("%d mails, %d entries", len(o.sink.List()), len(o.inbox("an")))
	}
}

func TestTheSenderHearsOfARefusal(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", access.Handles)
	o.hire("chi", "xb", access.Receives)
	o.state.Handoff = &machine.Handoff{To: "xb", Act: "chuyen-don", On: due}
	o.step(machine.Acts, machine.Command{Kind: machine.HandOver})
	o.state.Handoff = nil
	o.stepBy("tu-choi-nhan", "xb", machine.Acts, machine.Command{Kind: machine.HandOver})
	o.once(o.dispatcher(o.sink))
	rows := o.inbox("an")
	if len(rows) != 1 || rows[0].Title != "UBND xã Ninh Hải đã từ chối nhận đơn do đơn vị bạn chuyển" || !strings.Contains(rows[0].Body, "Căn cứ từ chối") {
		t.Errorf("%+v", rows)
	}
}
