package notify_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/plan"
)

func TestWhoStandsInIsToldAndTheRecordSaysForWhom(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", access.Handles)
	o.hire("binh", "xa", access.Verifies)
	o.must(o.store.PutReplacement(t.Context(), store.ReplacementRow{ID: uuid.NewString(), User: "an", Substitute: "binh", FirstDay: due, Entered: o.now}))
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	o.once(o.dispatcher(o.sink))
	mails := o.sink.List()
	if len(o.inbox("an")) != 0 || len(mails) != 1 || mails[0].To[0] != "binh@donthu.test" || !strings.Contains(mails[0].Text, "vắng mặt hoặc đã uỷ quyền cho bạn") {
		t.Fatalf("mails %+v", mails)
	}
	rows, err := o.store.Told(t.Context(), o.id)
	if err != nil || len(rows) != 1 || rows[0].Reached != "xa" || rows[0].AsRole != "" || rows[0].People[0] != "binh" || rows[0].Instead[0] != "an" {
		t.Errorf("addressees %+v, %v", rows, err)
	}
	scope, err := access.ScopeOf(t.Context(), o.store, "binh", due)
	if _, _, hidden := o.store.Case(t.Context(), scope.Reading(), o.code); err != nil || hidden != nil {
		t.Errorf("who was told may not look: %v, %v", err, hidden)
	}
}

func TestTheInspectorateOfTheBodyAboveIsTold(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", allRoles...)
	o.must(o.store.PutUnit(t.Context(), store.UnitRow{ID: "thanh-tra", Code: "TT", Name: "Thanh tra tỉnh", Level: "tinh", Branch: "hanh-chinh", Parent: "tinh", FirstDay: due, Inspects: "tinh"}))
	o.hire("chanh", "thanh-tra", access.Heads)
	o.rung(0, 0, plan.Escalate, "thanh-tra")
	o.once(o.dispatcher(o.sink))
	if mails := o.sink.List(); len(mails) != 1 || mails[0].To[0] != "chanh@donthu.test" {
		t.Errorf("mails %+v", mails)
	}
	if _, _, err := o.store.Case(t.Context(), store.Scope{User: "chanh", Roles: map[string][]string{"thanh-tra": {access.Heads}}}, o.code); err != nil {
		t.Errorf("who was told may not look: %v", err)
	}
}
