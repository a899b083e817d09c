package notify_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/notify"
	"github.com/donthu/donthu/internal/notify/sink"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

func TestAReminderReachesInboxAndMailOnce(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", allRoles...) // holds both roles: told once
	o.hire("binh", "xa", access.Handles)
	o.hire("chi", "xb", access.Handles)
	o.now = due.AddDays(-3).At(8, 0)
	o.step(machine.Ticks, raised(0, -3, plan.Remind, "nguoi-xu-ly", "thu-truong"))
	d := o.dispatcher(o.sink)
	for range 3 {
		o.once(d)
	}
	if n := len(o.inbox("an")) + len(o.inbox("binh")) + 10*len(o.inbox("chi")); n != 2 {
		t.Errorf("inbox: %d", n)
	}
	mails := o.sink.List()
	if len(mails) != 2 {
		t.Fatalf("%d mails: %+v", len(mails), mails)
	}
	want := "Sắp đến hạn giải quyết khiếu nại lần đầu.\n\nHồ sơ: " + o.code + "\nThời hạn: Thời hạn giải quyết khiếu nại lần đầu\nHạn cuối: 06/07/2026\nNgày 03/07/2026: sắp đến hạn, còn 01 ngày làm việc\nMốc nhắc: trước 03 ngày làm việc\nCăn cứ: LKN Đ28\n\nMở hồ sơ: https://donthu.test/ho-so/" + o.code +
		"\n\nThư tự động, không chứa thông tin cá nhân của người gửi đơn. Vui lòng không trả lời thư này.\n"
	m := mails[0]
	if strings.TrimRight(m.Text, "\n") != strings.TrimRight(want, "\n") || m.Subject != "Hồ sơ "+o.code+": sắp đến hạn giải quyết khiếu nại lần đầu" || m.From != "donthu@khanhhoa.test" {
		t.Errorf("mail %q from %s:\n%s", m.Subject, m.From, m.Text)
	}
	if row := o.inbox("an")[0]; row.Title != "Sắp đến hạn, còn 01 ngày làm việc: Thời hạn giải quyết khiếu nại lần đầu" || row.Kind != "remind" {
		t.Errorf("inbox entry %+v", row)
	}
}

func TestWordsFollowTheDate(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", allRoles...)
	o.rung(0, 0, plan.Escalate, "thu-truong")
	o.once(o.dispatcher(o.sink))
	o.rung(1, 3, plan.Escalate, "thu-truong")
	o.once(o.dispatcher(o.sink))
	var titles []string
	for _, row := range o.inbox("an") {
		titles = append(titles, row.Title)
	}
	if len(titles) != 2 || !strings.HasPrefix(titles[0], "Quá hạn 03 ngày làm việc: ") || !strings.HasPrefix(titles[1], "Đến hạn hôm nay: ") {
		t.Errorf("titles %q", titles)
	}
}

func TestAVacantPostClimbsAndTheRecordShowsIt(t *testing.T) {
	o := open(t)
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	d := o.dispatcher(o.sink)
	if told, _ := o.once(d); told != 1 || len(o.sink.List()) != 0 {
		t.Error("somebody was told though nobody is there")
	}
	o.hire("tin", "tinh", access.Heads)
	if told, _ := o.once(d); told != 0 {
		t.Error("tried again at once")
	}
	o.now = o.now.Add(time.Minute)
	o.once(d)
	mails := o.sink.List()
	if len(mails) != 1 || mails[0].To[0] != "tin@donthu.test" || !strings.Contains(mails[0].Text, "Gửi thay cho: Người xử lý đơn, UBND xã Phước Dinh") {
		t.Fatalf("mails %+v", mails)
	}
	rows, err := o.store.Told(t.Context(), o.id)
	if err != nil || len(rows) != 1 || rows[0].Unit != "xa" || rows[0].Reached != "tinh" || rows[0].AsRole != access.Heads {
		t.Errorf("addressees %+v, %v", rows, err)
	}
	scope := store.Scope{User: "tin", Roles: map[string][]string{"tinh": {access.Heads}}}
	if _, _, err := o.store.Case(t.Context(), scope, o.code); err != nil {
		t.Errorf("who was told may not look: %v", err)
	}
}

func TestTheSuperiorAndTheExcluded(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", allRoles...)
	o.hire("tin", "tinh", access.Heads)
	o.hire("hoa", "tinh", access.Handles)
	o.must(o.store.Exclude(t.Context(), o.id, "an"))
	o.rung(0, 3, plan.Escalate, "thu-truong", "cap-tren-truc-tiep")
	o.once(o.dispatcher(o.sink))
	mails := o.sink.List()
	if len(o.inbox("an")) != 0 || len(mails) != 1 || mails[0].To[0] != "tin@donthu.test" {
		t.Errorf("mails %+v, inbox %v", mails, o.inbox("an"))
	}
	for role, want := range map[string]error{access.Heads: nil, access.Handles: store.ErrNotFound} {
		scope := store.Scope{User: "nga", Roles: map[string][]string{"tinh": {role}}} // whoever holds the post tomorrow
		if _, _, err := o.store.Case(t.Context(), scope, o.id); err != want {
			t.Errorf("%s of the superior body: %v, want %v", role, err, want)
		}
	}
}

func TestHandOverAndEnd(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", allRoles...)
	o.hire("chi", "xb", access.Receives)
	o.state.Handoff = &machine.Handoff{To: "xb", Act: "chuyen-don", On: due}
	o.step(machine.Acts, machine.Command{Kind: machine.HandOver})
	o.once(o.dispatcher(o.sink))
	if rows := o.inbox("chi"); len(rows) != 1 || rows[0].Kind != "handoff" || rows[0].Title != "Đơn được chuyển đến đơn vị bạn, chờ xác nhận" {
		t.Errorf("the receiver: %+v", rows)
	}
	o.state.Handoff, o.state.Responsible = nil, "xb"
	o.hire("dung", "xb", access.Handles)
	o.stepBy("nhan-don", "xb", machine.Acts, machine.Command{Kind: machine.HandOver})
	o.once(o.dispatcher(o.sink))
	if rows := o.inbox("dung"); len(rows) != 1 || rows[0].Title != "Đơn vị bạn đã nhận đơn chuyển đến và chịu trách nhiệm giải quyết" {
		t.Errorf("who has it now: %+v", rows)
	}
	if rows := o.inbox("an"); len(rows) != 1 || rows[0].Title != "UBND xã Ninh Hải đã nhận đơn do đơn vị bạn chuyển" {
		t.Errorf("who sent it: %+v", rows)
	}
	before := len(o.sink.List())
	o.state.Outcome = "da-giai-quyet"
	o.step(machine.Acts, machine.Command{Kind: machine.End})
	o.once(o.dispatcher(o.sink))
	if rows := o.inbox("dung"); len(rows) != 2 || rows[0].Kind != "end" || len(o.sink.List()) != before {
		t.Errorf("the end: %+v", rows)
	}
}

func TestAPlanThatIsNotThereYetIsWaitedFor(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", allRoles...)
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	o.laws.missing = true
	d := o.dispatcher(o.sink)
	for range 60 {
		o.once(d)
		o.now = o.now.Add(2 * time.Hour)
	}
	o.laws.missing = false
	o.once(d)
	if len(o.inbox("an")) != 1 {
		t.Error("a rung was given up")
	}
}

func TestStartTLSAndLogin(t *testing.T) {
	o := open(t)
	cert, ca := certificate(t)
	o.hire("an", "xa", allRoles...)
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	config := &tls.Config{Certificates: []tls.Certificate{cert}}
	safe := o.listen(sink.Options{TLS: config, User: "donthu", Secret: "bí mật"})
	wrapped := o.listen(sink.Options{TLS: config, FromTLS: true})
	right := func(m *notify.MailOptions) {
		m.TLS, m.CAFile, m.User, m.Password = "starttls", ca, "donthu", "bí mật"
	}
	for name, d := range map[string]*notify.Dispatcher{
		"no STARTTLS offered": o.dispatcher(o.sink, right),
		"unknown authority":   o.dispatcher(safe, right, func(m *notify.MailOptions) { m.CAFile = "" }),
		"wrong password":      o.dispatcher(safe, right, func(m *notify.MailOptions) { m.Password = "sai" }),
		"no login":            o.dispatcher(safe, right, func(m *notify.MailOptions) { m.User = "" }),
		"server away":         o.dispatcher(safe, right, func(m *notify.MailOptions) { m.Port = 1 }),
	} {
		o.once(d)
		if len(o.sink.List())+len(safe.List()) != 0 {
			t.Fatalf("%s: a mail went out", name)
		}
		o.now = o.now.Add(2 * time.Hour)
	}
	o.once(o.dispatcher(safe, right))
	if len(safe.List()) != 1 {
		t.Error("no mail over STARTTLS with login")
	}
	o.rung(1, 1, plan.Remind, "nguoi-xu-ly")
	o.now = o.now.Add(24 * time.Hour)
	o.once(o.dispatcher(wrapped, func(m *notify.MailOptions) { m.TLS, m.CAFile = "tls", ca }))
	if len(wrapped.List()) != 1 {
		t.Error("no mail over TLS from the first byte")
	}
}

func TestTemporaryRefusalsAreTriedAgainAndFinalOnesSeen(t *testing.T) {
	o := open(t)
	for _, id := range []string{"an", "binh", "chi"} {
		o.hire(id, "xa", access.Handles)
	}
	var busy atomic.Bool
	busy.Store(true)
	s := o.listen(sink.Options{Answer: func(m sink.Mail) (int, string) {
		switch {
		case strings.HasPrefix(m.To[0], "an@"):
			return 550, "no such mailbox an@donthu.test"
		case strings.HasPrefix(m.To[0], "binh@") && busy.Load():
			return 451, "come again"
		}
		return 0, ""
	}})
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	d := o.dispatcher(s)
	for range 5 {
		o.once(d)
		o.now = o.now.Add(2 * time.Hour)
	}
	if len(s.List()) != 1 {
		t.Fatalf("mails %+v", s.List())
	}
	busy.Store(false)
	o.once(d)
	if mails := s.List(); len(mails) != 2 || mails[0].To[0] != "binh@donthu.test" {
		t.Errorf("mails %+v", mails)
	}
	g, err := o.store.Gauges(t.Context(), o.now)
	if err != nil || g.Dead != 1 {
		t.Errorf("dead mails: %+v, %v", g, err)
	}
}

func TestAMailThatWaitsForOneWhoIsBarredIsNotSent(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", access.Handles)
	var busy atomic.Bool
	busy.Store(true)
	s := o.listen(sink.Options{Answer: func(sink.Mail) (int, string) {
		if busy.Load() {
			return 451, "come again"
		}
		return 0, ""
	}})
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	d := o.dispatcher(s)
	o.once(d)
	o.must(o.store.Exclude(t.Context(), o.id, "an"))
	busy.Store(false)
	o.now = o.now.Add(2 * time.Hour)
	if _, mailed := o.once(d); mailed != 0 || len(s.List()) != 0 {
		t.Errorf("mails %+v", s.List())
	}
}

func TestKilledBetweenClaimAndSend(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", allRoles...)
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	// One dispatcher dies with a claimed notice, another with a claimed mail.
	if _, err := o.store.ClaimNotices(t.Context(), o.now, 10, time.Minute); err != nil {
		t.Fatal(err)
	}
	d := o.dispatcher(o.sink)
	if told, _ := o.once(d); told != 0 {
		t.Error("took what another holds")
	}
	o.now = o.now.Add(2 * time.Minute)
	dead := notify.New(o.store, o.laws, notify.Options{Now: func() time.Time { return o.now }, Mailer: refusing(t)})
	o.once(dead)
	if _, err := o.store.ClaimMails(t.Context(), o.now.Add(time.Hour), 10, time.Minute); err != nil {
		t.Fatal(err)
	}
	o.now = o.now.Add(3 * time.Hour)
	for range 3 {
		o.once(d)
	}
	if len(o.sink.List()) != 1 || len(o.inbox("an")) != 1 {
		t.Errorf("%d mails, %d entries", len(o.sink.List()), len(o.inbox("an")))
	}
}

func TestKilledBetweenSendAndConfirmationRepeatsTheSameMessage(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", allRoles...)
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	var again atomic.Bool
	s := o.listen(sink.Options{Answer: func(sink.Mail) (int, string) {
		if again.CompareAndSwap(false, true) {
			// While the mail is under way, the lease of its sender runs out.
			if _, err := o.store.ClaimMails(context.Background(), o.now.Add(time.Hour), 10, time.Minute); err != nil {
				t.Error(err)
			}
		}
		return 0, ""
	}})
	d := o.dispatcher(s)
	if _, _, err := d.Once(t.Context()); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a lost lease was not noticed: %v", err)
	}
	o.now = o.now.Add(3 * time.Hour)
	o.once(d)
	o.once(d)
	mails := s.List()
	if len(mails) != 2 || mails[0].MessageID != mails[1].MessageID || !strings.HasSuffix(mails[0].MessageID, "@khanhhoa.test>") {
		t.Errorf("mails %+v", mails)
	}
}

func TestManyDispatchersTellEachOnce(t *testing.T) {
	o := open(t)
	var ids []string
	for i := range 5 {
		id := fmt.Sprint("cb", i)
		ids = append(ids, id)
		o.hire(id, "xa", allRoles...)
	}
	for n := range 30 {
		o.rung(n, 0, plan.Remind, "nguoi-xu-ly", "thu-truong")
	}
	var all sync.WaitGroup
	begin := time.Now()
	for range 4 {
		d := o.dispatcher(o.sink)
		all.Go(func() {
			for {
				told, mailed, err := d.Once(t.Context())
				if err != nil {
					t.Error(err)
				}
				if told+mailed == 0 || err != nil {
					return
				}
			}
		})
	}
	all.Wait()
	for range 3 {
		o.once(o.dispatcher(o.sink))
	}
	t.Logf("30 notices, 150 mails in %v", time.Since(begin))
	var sent []string
	for _, m := range o.sink.List() {
		sent = append(sent, m.MessageID)
	}
	slices.Sort(sent)
	if len(sent) != 150 || len(slices.Compact(sent)) != 150 {
		t.Errorf("%d mails", len(sent))
	}
	for _, id := range ids {
		if n := len(o.inbox(id)); n != 30 {
			t.Errorf("%s has %d entries", id, n)
		}
	}
}

// refusing is a mailer whose server is away.
func refusing(t *testing.T) *notify.Mailer {
	t.Helper()
	m, err := notify.NewMailer(notify.MailOptions{Host: "127.0.0.1", Port: 1, TLS: "none", From: "a@b.test"})
	if err != nil {
		t.Fatal(err)
	}
	return m
}
