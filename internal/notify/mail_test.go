package notify_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/notify"
	"github.com/donthu/donthu/internal/notify/sink"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

func TestMailsOfOneCaseAreOneThreadInTextAndHTML(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", allRoles...)
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	o.once(o.dispatcher(o.sink))
	o.rung(1, 1, plan.Escalate, "thu-truong")
	o.once(o.dispatcher(o.sink))
	mails := o.sink.List()
	if len(mails) != 2 || mails[0].MessageID == mails[1].MessageID {
		t.Fatalf("mails %+v", mails)
	}
	for _, m := range mails {
		if m.Thread != "<ho-so."+o.id+"@khanhhoa.test>" || m.Thread == m.MessageID {
			t.Errorf("thread %q", m.Thread)
		}
		if !strings.Contains(m.HTML, `<a href="https://donthu.test/ho-so/`+o.code+`"`) || !strings.Contains(m.HTML, "06/07/2026</td>") || strings.Contains(m.HTML, "src=") {
			t.Errorf("HTML:\n%s", m.HTML)
		}
	}
}

// TestATermCountedInDays: however the term is counted, what is left is said in
// working days; over days off alone, in days.
func TestATermCountedInDays(t *testing.T) {
	of := func(end legaltime.Date, days int) string {
		o := open(t)
		o.hire("an", "xa", allRoles...)
		o.now = end.AddDays(days).At(8, 0)
		command := raised(0, end.Sub(due)+days, plan.Remind, "nguoi-xu-ly")
		command.Notice.Due = legaltime.Day(end)
		o.step(machine.Ticks, command)
		o.once(o.dispatcher(o.sink))
		o.now = o.now.AddDate(0, 0, 3) // a mail of a weekend waits for the office, and says its day
		o.once(o.dispatcher(o.sink))
		return o.sink.List()[0].Text
	}
	clock := &thePlan.Clocks[0]
	before := clock.Terms
	clock.Terms = []plan.TermRule{{Is: legaltime.Term{N: 30, Unit: legaltime.Days}}}
	defer func() { clock.Terms = before }()
	for days, want := range map[int]string{-10: "sắp đến hạn, còn 06 ngày làm việc", -1: "sắp đến hạn, còn 01 ngày làm việc", 0: "đến hạn hôm nay", 5: "quá hạn 04 ngày làm việc"} {
		if text := of(due, days); !strings.Contains(text, ": "+want) {
			t.Errorf("%d days: no %q in\n%s", days, want, text)
		}
	}
	if text := of(due.AddDays(-3), 1); !strings.Contains(text, "Ngày 04/07/2026: quá hạn 01 ngày\n") {
		t.Errorf("a Saturday after a Friday:\n%s", text)
	}
}

// TestAPoisonMailHoldsUpNoOther: one recipient's mail makes the server hang each
// time, in the middle of a batch.
func TestAPoisonMailHoldsUpNoOther(t *testing.T) {
	o := open(t)
	for _, id := range []string{"an", "binh", "chi"} {
		o.hire(id, "xa", access.Handles)
	}
	s := o.listen(sink.Options{Answer: func(m sink.Mail) (int, string) {
		if strings.HasPrefix(m.To[0], "an@") {
			time.Sleep(3 * time.Second)
		}
		return 0, ""
	}})
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	d := o.dispatcher(s, func(m *notify.MailOptions) { m.Patience = time.Second })
	o.once(d)
	others := 0
	for _, m := range s.List() {
		if !strings.HasPrefix(m.To[0], "an@") {
			others++
		}
	}
	if others != 2 {
		t.Errorf("%d of 2 others have their mail: %+v", others, s.List())
	}
}

// TestAMailOfUnknownFateIsRepeatedOnceAndSaysSo: the sender dies each time after
// the server took the mail and before it wrote that down.
func TestAMailOfUnknownFateIsRepeatedOnceAndSaysSo(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", allRoles...)
	o.hire("quantri", "tinh", access.Administers)
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	s := o.listen(sink.Options{Answer: func(sink.Mail) (int, string) {
		_, err := o.store.ClaimMails(context.Background(), o.now.Add(time.Hour), 10, time.Minute)
		if err != nil {
			t.Error(err)
		}
		return 0, ""
	}})
	d := o.dispatcher(s)
	for range 5 {
		_, _, _ = d.Once(t.Context()) // says that the lease is lost
		o.now = o.now.Add(3 * time.Hour)
	}
	mails := s.List()
	if len(mails) != 2 || mails[0].MessageID != mails[1].MessageID || strings.HasPrefix(mails[1].Subject, "Nhắc lại: ") || !strings.HasPrefix(mails[0].Subject, "Nhắc lại: Hồ sơ ") {
		t.Errorf("mails %+v", mails)
	}
	lost, _, err := o.store.Undelivered(t.Context(), store.Page{})
	if err != nil || len(lost) != 1 || lost[0].Problem != "unsure" || len(o.inbox("quantri")) != 1 {
		t.Errorf("%+v, %v, administrator told %d times", lost, err, len(o.inbox("quantri")))
	}
}

func TestWhatIsGivenUpIsReportedOnceAnHour(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", access.Handles)
	o.hire("quantri", "tinh", access.Administers)
	var broken atomic.Bool
	broken.Store(true)
	s := o.listen(sink.Options{Answer: func(sink.Mail) (int, string) {
		if broken.Load() {
			return 550, "no such mailbox an@donthu.test"
		}
		return 0, ""
	}})
	d := o.dispatcher(s)
	for n := range 3 {
		o.rung(n, 0, plan.Remind, "nguoi-xu-ly")
		o.once(d)
	}
	rows := o.inbox("quantri")
	if len(rows) != 1 || rows[0].Title != "Không gửi được 1 thư hoặc tin nhắn" || strings.Contains(rows[0].Body+rows[0].Title, o.code) {
		t.Fatalf("%+v", rows)
	}
	o.now = o.now.Add(time.Hour)
	o.once(d)
	if rows := o.inbox("quantri"); len(rows) != 2 || rows[0].Title != "Không gửi được 2 thư hoặc tin nhắn" {
		t.Fatalf("%+v", rows)
	}
	if len(o.inbox("an")) != 3 {
		t.Error("the inbox, which always works, was not used")
	}
	lost, _, err := o.store.Undelivered(t.Context(), store.Page{})
	if err != nil || len(lost) != 3 {
		t.Fatal(lost, err)
	}
	broken.Store(false)
	o.must(o.store.SendAgain(t.Context(), lost[0].ID, o.now))
	o.once(d)
	if len(s.List()) != 1 {
		t.Error("not sent again")
	}
}

func TestABrokenTemplateStopsNoAlarm(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", access.Handles)
	o.hire("quantri", "tinh", access.Administers)
	put := func(version int, subject, body string) {
		o.must(o.store.PutTemplate(t.Context(), store.TemplateRow{Kind: "remind", Version: version, Subject: subject, Body: body,
			Short: "{{ma-ho-so}}", Author: "quantri", At: o.now}))
	}
	d := o.dispatcher(o.sink)
	put(1, "[{{ma-ho-so}}] {{tinh-trang}}", "Kính gửi cán bộ,\n{{han-cuoi}}\n{{thay-cho}}\n{{lien-ket}}\n")
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	o.once(d)
	put(2, "{{khong-co}}", "{{lien-ket")
	o.rung(1, 0, plan.Remind, "nguoi-xu-ly")
	o.once(d)
	o.rung(2, 0, plan.Remind, "nguoi-xu-ly")
	o.once(d)
	mails := o.sink.List()
	if len(mails) != 3 || mails[2].Subject != "["+o.code+"] đến hạn giải quyết khiếu nại lần đầu" || !strings.HasPrefix(mails[2].Text, "Kính gửi cán bộ,\n06/07/2026\nhttps://") {
		t.Fatalf("mails %+v", mails)
	}
	if mails[0].Subject != "Hồ sơ "+o.code+": đến hạn giải quyết khiếu nại lần đầu" {
		t.Errorf("not the built-in letter: %q", mails[0].Subject)
	}
	if rows := o.inbox("quantri"); len(rows) != 1 || rows[0].Title != "Mẫu thư bị lỗi: Nhắc việc" {
		t.Errorf("%+v", rows)
	}
}
