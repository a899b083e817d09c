package casework_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/casework/caseworktest"
	"github.com/donthu/donthu/internal/vault"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// office is the province of caseworktest with verbs for tests.
type office struct {
	*caseworktest.Office
	t testing.TB
}

func newOffice(t testing.TB) *office {
	t.Helper()
	return &office{caseworktest.New(t), t}
}

func (o *office) scope(user string) access.Scope { return o.Scope(user) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func values(t testing.TB, with map[string]any) casework.Values {
	t.Helper()
	out := casework.Values{}
	for k, v := range with {
		text, err := json.Marshal(v)
		must(t, err)
		out[k] = text
	}
	return out
}

const canary = "Nguyễn Thị Chim Yến"

func petition(procedure string) (string, map[string]any) {
	who := "nguoi-khieu-nai"
	if procedure == "to-cao" {
		who = "nguoi-to-cao"
	}
	return procedure, map[string]any{who: map[string]any{"name": canary, "phone": "0912345678"}, "noi-dung": "Tôi là " + canary + ", xin trình bày."}
}

func (o *office) open(procedure, received, key string) casework.Receipt {
	o.t.Helper()
	procedure, with := petition(procedure)
	on, err := legaltime.ParseMoment(received)
	must(o.t, err)
	r, err := o.Open(context.Background(), o.scope("nguoi-tiep-nhan-xa-a"), casework.Opening{Procedure: procedure, Received: on, With: values(o.t, with), Key: key})
	must(o.t, err)
	return r
}

func (o *office) do(user, id, act string, with map[string]any) (casework.Outcome, error) {
	o.t.Helper()
	return o.Act(context.Background(), o.scope(user), casework.Doing{Case: id, Act: act, With: values(o.t, with), Key: uuid.NewString()})
}

func (o *office) refused(user, id, act, code string) {
	o.t.Helper()
	_, err := o.do(user, id, act, nil)
	var r *machine.Refusal
	if !errors.As(err, &r) || r.Code != code || r.Sentence == "" {
		o.t.Errorf("%s by %s: %v, want a refusal %s", act, user, err, code)
	}
}

func TestAPetitionIsRegisteredOnceHoweverOftenItIsSent(t *testing.T) {
	o := newOffice(t)
	key := uuid.NewString()
	first, again := o.open("khieu-nai-lan-dau", "2026-11-20", key), o.open("khieu-nai-lan-dau", "2026-11-20", key)
	if first.Code != "A-2026-00001" || again.Code != first.Code || again.ID != first.ID {
		t.Errorf("%s and %s", first.Code, again.Code)
	}
	if d := first.Deadlines[0]; d.Clock != "thu-ly" || d.Due != "2026-12-02" || len(d.Why) == 0 || d.Cite == "" {
		t.Errorf("%+v", d)
	}
}

func TestTheVersionIsThatOfTheDayOfReceipt(t *testing.T) {
	o := newOffice(t)
	if r := o.open("khieu-nai-lan-dau", "2026-06-30", uuid.NewString()); r.Version != "2020-12-10" {
		t.Errorf("30 June: %s", r.Version)
	}
	if r := o.open("khieu-nai-lan-dau", "2026-07-01", uuid.NewString()); r.Version != "2026-07-01" {
		t.Errorf("1 July: %s", r.Version)
	}
}

func TestOnlyTheUnitSeesTheCase(t *testing.T) {
	o := newOffice(t)
	r := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	for user, sees := range map[string]bool{"nguoi-xu-ly-xa-a": true, "nguoi-xu-ly-xa-b": false, "thu-truong-tinh": false, "nguoi-soan": false} {
		_, err := o.Show(context.Background(), o.scope(user), r.Code)
		if (err == nil) != sees {
			t.Errorf("%s: %v", user, err)
		}
	}
	o.refused("nguoi-xu-ly-xa-b", r.ID, "kiem-tra-dieu-kien", casework.NotFound)
}

func TestNoNameOutsideTheVault(t *testing.T) {
	o := newOffice(t)
	r := o.open("to-cao", "2026-11-20", uuid.NewString())
	view, err := o.Show(context.Background(), o.scope("thu-truong-xa-a"), r.ID)
	must(t, err)
	text, err := json.Marshal(view)
	must(t, err)
	steps, err := o.Records.Steps(context.Background(), r.ID)
	must(t, err)
	record, err := json.Marshal(steps)
	must(t, err)
	for _, where := range []string{string(text), string(record)} {
		if strings.Contains(where, "Chim") || strings.Contains(where, "0912345678") {
			t.Errorf("the name is in %.200s", where)
		}
	}
	if view.Identity.Masked != vault.Protected || !view.Identity.Protected {
		t.Errorf("a denouncer is shown as %q", view.Identity.Masked)
	}
}

func TestRevealIsForTheEntitledAndIsWrittenDown(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	r := o.open("to-cao", "2026-11-20", uuid.NewString())
	if _, err := o.Reveal(ctx, o.scope("nguoi-xac-minh-xa-a"), r.ID, "muốn biết"); err == nil {
		t.Error("the verifier read the denouncer's name")
	}
	_, err := o.do("nguoi-xu-ly-xa-a", r.ID, "kiem-tra-dieu-kien", map[string]any{"de-xuat": "thu-ly", "y-kien": "Trích nội dung cho người xác minh"})
	must(t, err)
	extract, err := o.Reveal(ctx, o.scope("nguoi-xac-minh-xa-a"), r.ID, "đọc nội dung được giao")
	must(t, err)
	if extract.Identity != nil || len(extract.Narratives) != 1 || extract.Narratives[0].Field != "y-kien" {
		t.Errorf("the verifier reads %d texts, identity %v", len(extract.Narratives), extract.Identity != nil)
	}
	got, err := o.Reveal(ctx, o.scope("nguoi-xu-ly-xa-a"), r.ID, "kiểm tra danh tính")
	must(t, err)
	if got.Identity.Name != canary || len(got.Narratives) != 2 {
		t.Errorf("revealed %d narratives", len(got.Narratives))
	}
	for user, looks := range map[string]int{"thu-truong-xa-a": 2, "nguoi-xu-ly-xa-a": 0} {
		view, err := o.Show(ctx, o.scope(user), r.ID)
		must(t, err)
		if len(view.Reveals) != looks || looks > 0 && (view.Reveals[0].Name != "Cán bộ nguoi-xu-ly-xa-a" || view.Reveals[0].Reason != "kiểm tra danh tính") {
			t.Errorf("%s reads %+v", user, view.Reveals)
		}
	}
	log, err := o.Records.Reveals(ctx, r.ID)
	must(t, err)
	if len(log) != 2 || log[1].User != "nguoi-xu-ly-xa-a" || log[1].Reason != "kiểm tra danh tính" {
		t.Errorf("%+v", log)
	}
}

func TestALostWorkflowIsSetGoingFromTheRecord(t *testing.T) {
	o := newOffice(t)
	r := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	o.Direct.Lost = true
	out, err := o.do("nguoi-xu-ly-xa-a", r.ID, "kiem-tra-dieu-kien", map[string]any{"de-xuat": "thu-ly"})
	if err != nil || out.Seq != 2 {
		t.Errorf("%v %+v", err, out)
	}
}

func TestExactlyOneBodyAnswersForATransferredCase(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	r := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	_, err := o.do("nguoi-xu-ly-xa-a", r.ID, "chuyen-don", map[string]any{"noi-nhan": "xa-b", "can-cu": "Không thuộc thẩm quyền"})
	must(t, err)
	view, err := o.Show(ctx, o.scope("nguoi-tiep-nhan-xa-b"), r.ID)
	must(t, err)
	if view.Responsible.ID != "xa-a" || view.Handoff == nil || view.Handoff.To.ID != "xa-b" || view.Mine {
		t.Errorf("before the answer: %+v %+v", view.Responsible, view.Handoff)
	}
	list, err := o.Tasks(ctx, o.scope("nguoi-tiep-nhan-xa-b"), "", "", casework.Page{})
	must(t, err)
	if len(list.Items) != 1 || list.Items[0].Act != "nhan-don" {
		t.Errorf("the receiver's worklist: %+v", list.Items)
	}
	_, err = o.do("nguoi-tiep-nhan-xa-b", r.ID, "nhan-don", nil)
	must(t, err)
	view, err = o.Show(ctx, o.scope("nguoi-xu-ly-xa-b"), r.ID)
	must(t, err)
	if view.Responsible.ID != "xa-b" || view.Handoff != nil || !view.Mine || view.Clocks[0].From != "2026-11-23" {
		t.Errorf("after: %+v %+v", view.Responsible, view.Clocks[0])
	}
	if old, err := o.Show(ctx, o.scope("nguoi-xu-ly-xa-a"), r.ID); err != nil || old.Mine {
		t.Errorf("the sender: %v", err)
	}
}

func TestTheWorklistShowsTheChairmanWhatWaitsForHim(t *testing.T) {
	o := newOffice(t)
	r := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	_, err := o.do("nguoi-xu-ly-xa-a", r.ID, "kiem-tra-dieu-kien", map[string]any{"de-xuat": "thu-ly"})
	must(t, err)
	list, err := o.Tasks(context.Background(), o.scope("thu-truong-xa-a"), "", "", casework.Page{})
	must(t, err)
	if len(list.Items) != 1 || list.Items[0].Act != "thu-ly" || list.Items[0].Deadline.Due != "2026-12-02" {
		t.Errorf("%+v", list.Items)
	}
}
