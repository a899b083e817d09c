package notify_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/notify"
	"github.com/donthu/donthu/internal/notify/sink"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// thePlan is the part of a procedure that notices speak of.
var thePlan = &plan.Plan{
	Procedure: "khieu-nai-lan-dau", Title: "Giải quyết khiếu nại lần đầu", Kind: plan.Complaint, Version: "2026-07-01",
	Opening: "xac-minh", Stages: []plan.Stage{{Name: "xac-minh", Title: "Đang xác minh"}},
	Roles: []plan.Role{
		{Name: "thanh-tra", Title: "Chánh Thanh tra", At: plan.Inspectors, HeldBy: []string{access.Heads}},
		{Name: "nguoi-xu-ly", Title: "Người xử lý đơn", At: plan.Responsible},
		{Name: "thu-truong", Title: "Người giải quyết khiếu nại", At: plan.Responsible},
		{Name: "cap-tren-truc-tiep", Title: "Thủ trưởng cấp trên trực tiếp", At: plan.Superior, HeldBy: []string{"thu-truong"}},
		{Name: "ben-nhan", Title: "Cơ quan nhận chuyển đơn", At: plan.Receiver, HeldBy: []string{"nguoi-tiep-nhan", "nguoi-xu-ly"}},
	},
	Clocks: []plan.Clock{{Name: "giai-quyet", Title: "Thời hạn giải quyết khiếu nại lần đầu", Cite: "LKN Đ28",
		Terms: []plan.TermRule{{Is: legaltime.Term{N: 10, Unit: legaltime.WorkingDays}}},
		Rungs: []plan.Rung{
			{Offset: legaltime.Term{N: 3, Unit: legaltime.WorkingDays, Backward: true}, Does: plan.Remind, To: []string{"nguoi-xu-ly"}},
			{Offset: legaltime.Term{N: 1, Unit: legaltime.WorkingDays, Backward: true}, Does: plan.Remind, To: []string{"nguoi-xu-ly"}},
			{Offset: legaltime.Term{Unit: legaltime.Days}, Does: plan.Escalate, To: []string{"thu-truong"}},
			{Offset: legaltime.Term{N: 1, Unit: legaltime.WorkingDays}, Does: plan.Escalate, To: []string{"cap-tren-truc-tiep"}},
			{Offset: legaltime.Term{N: 99, Unit: legaltime.Days}, Does: plan.Escalate, To: []string{"thu-truong"}, Acknowledge: legaltime.Term{N: 1, Unit: legaltime.WorkingDays}},
		}}},
	Acts: []plan.Act{
		{Name: "nhan-don", Title: "Xác nhận đã nhận đơn", Handoff: plan.Accept},
		{Name: "tu-choi-nhan", Title: "Từ chối nhận đơn", Handoff: plan.Decline},
	},
}

type lawOf struct{ missing bool }

func (l *lawOf) Law(string, string) (*machine.Law, error) {
	if l.missing {
		return nil, errors.New("not there")
	}
	days, err := library.Calendar()
	if err != nil {
		return nil, err
	}
	return machine.NewLaw(thePlan, days)
}

var due = legaltime.NewDate(2026, time.July, 6)

// office is a commune under a province, one open case of the commune, a sink
// and a dispatcher with a clock of its own.
type office struct {
	t     *testing.T
	store *store.Store
	sink  *sink.Sink
	laws  *lawOf
	now   time.Time
	state machine.State
	chain string
	alarm legaltime.Date // of the next steps; none: the day after the due date
	id    string
	code  string
}

func open(t *testing.T) *office {
	t.Helper()
	o := &office{t: t, store: storetest.New(t), laws: &lawOf{}, now: due.At(8, 0), id: uuid.NewString()}
	from := legaltime.NewDate(2020, time.January, 1)
	for _, u := range []store.UnitRow{
		{ID: "tinh", Code: "KH", Name: "UBND tỉnh Khánh Hòa", Level: "tinh", Branch: "hanh-chinh", FirstDay: from},
		{ID: "xa", Code: "PD", Name: "UBND xã Phước Dinh", Level: "xa", Branch: "hanh-chinh", Parent: "tinh", FirstDay: from},
		{ID: "xb", Code: "NH", Name: "UBND xã Ninh Hải", Level: "xa", Branch: "hanh-chinh", Parent: "tinh", FirstDay: from},
	} {
		o.must(o.store.PutUnit(t.Context(), u))
	}
	o.sink = o.listen(sink.Options{})
	o.openCase()
	return o
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) listen(options sink.Options) *sink.Sink {
	o.t.Helper()
	s, err := sink.Start(options)
	o.must(err)
	o.t.Cleanup(func() { _ = s.Close(context.Background()) })
	return s
}

// hire appoints an officer, with a mail address.
func (o *office) hire(id, unit string, roles ...string) {
	o.t.Helper()
	o.must(o.store.PutUser(o.t.Context(), store.UserRow{ID: id, Account: id, Name: "Cán bộ " + id, Email: id + "@donthu.test"}))
	for _, role := range roles {
		o.must(o.store.Appoint(o.t.Context(), store.HoldingRow{User: id, Unit: unit, Role: role, FirstDay: legaltime.NewDate(2026, time.January, 1)}))
	}
}

func (o *office) openCase() {
	ctx := o.t.Context()
	law, err := o.laws.Law("", "")
	o.must(err)
	planHash, calendarHash := law.Plan().Hash(), law.Calendar().Hash()
	o.must(o.store.PutPlan(ctx, store.PlanRow{Hash: planHash, Procedure: thePlan.Procedure, Version: thePlan.Version, JSON: thePlan.Canonical()}))
	o.must(o.store.PutCalendar(ctx, store.CalendarRow{Hash: calendarHash, Name: "vn", CSV: "date,kind\n"}))
	code, err := o.store.ReserveCase(ctx, store.PendingCase{ID: o.id, Procedure: thePlan.Procedure, Version: thePlan.Version,
		Kind: plan.Complaint, Unit: "xa", Created: o.now}, "PD", 2026)
	o.must(err)
	o.code = code
	o.state = machine.State{Plan: planHash, Calendar: calendarHash, Stage: "xac-minh", Opened: due.AddDays(-30), Responsible: "xa", Superior: "tinh"}
	o.step(machine.Opens)
}

func (o *office) step(kind machine.Kind, commands ...machine.Command) {
	o.t.Helper()
	o.stepBy("", "", kind, commands...)
}

// stepBy is an act of somebody of a unit.
func (o *office) stepBy(act, unit string, kind machine.Kind, commands ...machine.Command) {
	o.t.Helper()
	o.state.Seq++
	e := machine.Event{Seq: o.state.Seq, Command: fmt.Sprint("c", o.state.Seq), Kind: kind, Act: act, Actor: machine.Actor{Unit: unit}, On: legaltime.Day(due), At: o.now.Add(-time.Minute).UTC()}
	wake := o.alarm
	if wake.IsZero() {
		wake = due.AddDays(1)
	}
	out, err := o.store.Record(o.t.Context(), contract.RecordInput{Case: o.id, Prev: o.chain, Event: e, Commands: commands, State: o.state, Wake: wake.String()})
	o.must(err)
	o.chain = out.Chain
}

// raised is rung n of the clock, so many days after the due date.
func raised(n, after int, does plan.Does, roles ...string) machine.Command {
	return machine.Command{Kind: machine.Notify, Notice: &machine.Notice{Clock: "giai-quyet", Rung: n, Does: does, To: roles,
		Date: due.AddDays(after), Due: legaltime.Day(due)}}
}

// rung raises one rung in a step of its own.
func (o *office) rung(n, after int, does plan.Does, roles ...string) {
	o.t.Helper()
	o.step(machine.Ticks, raised(n, after, does, roles...))
	o.now = due.AddDays(max(0, after)).At(8, 0)
}

func (o *office) dispatcher(s *sink.Sink, change ...func(*notify.MailOptions)) *notify.Dispatcher {
	o.t.Helper()
	host, port, err := net.SplitHostPort(s.Address())
	o.must(err)
	n, err := strconv.Atoi(port)
	o.must(err)
	m := notify.MailOptions{Host: host, Port: n, TLS: "none", From: "donthu@khanhhoa.test"}
	for _, c := range change {
		c(&m)
	}
	mailer, err := notify.NewMailer(m)
	o.must(err)
	return notify.New(o.store, o.laws, notify.Options{PublicURL: "https://donthu.test/", Mailer: mailer, Now: func() time.Time { return o.now }})
}

func (o *office) once(d *notify.Dispatcher) (told, mailed int) {
	o.t.Helper()
	told, mailed, err := d.Once(o.t.Context())
	o.must(err)
	return told, mailed
}

func (o *office) inbox(user string) []store.InboxRow {
	o.t.Helper()
	rows, _, err := o.store.Inbox(o.t.Context(), user, store.Page{})
	o.must(err)
	return rows
}

var allRoles = []string{access.Handles, access.Heads}

// certificate signs itself for 127.0.0.1; the file is its PEM.
func certificate(t *testing.T) (tls.Certificate, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "sink"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, path
}
