package audit_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/audit"
	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/casework/caseworktest"
	"github.com/donthu/donthu/internal/lawbook"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// begun is an open case with two steps.
func begun(t *testing.T, o *caseworktest.Office) casework.Receipt {
	t.Helper()
	ctx, with := context.Background(), casework.Values{"nguoi-khieu-nai": json.RawMessage(`{"name":"Bùi Thị Mơ"}`), "noi-dung": json.RawMessage(`"Tôi trình bày"`)}
	r, err := o.Open(ctx, o.Scope("nguoi-tiep-nhan-xa-a"), casework.Opening{Procedure: "khieu-nai-lan-dau", Received: legaltime.Day(o.Day), With: with, Key: uuid.NewString()})
	if err == nil {
		_, err = o.Act(ctx, o.Scope("nguoi-xu-ly-xa-a"), casework.Doing{Case: r.ID, Act: "kiem-tra-dieu-kien", With: casework.Values{"de-xuat": json.RawMessage(`"thu-ly"`)}, Key: uuid.NewString()})
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func run(t *testing.T, o *caseworktest.Office) audit.Report {
	t.Helper()
	r, err := audit.Run(t.Context(), o.Records, o.Laws, o.Instant())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAnAuditNamesTheCasesThatWereChanged(t *testing.T) {
	o := caseworktest.New(t)
	attacks := map[string]string{
		"":             `UPDATE cases SET updated = updated WHERE id = $1`,
		"step 2":       `UPDATE steps SET event = replace(event::text, '"thu-ly"', '"luu-don"')::json WHERE seq = 2 AND case_id = $1`,
		"step 0":       `DELETE FROM steps WHERE seq = 2 AND case_id = $1`,
		"its state is": `UPDATE cases SET state = replace(state::text, '"xa-a"', '"xa-b"')::json WHERE id = $1`,
	}
	want := map[string]string{}
	for what, sql := range attacks {
		r := begun(t, o)
		storetest.Bypass(t, o.URL, sql, r.ID)
		if what != "" {
			want[r.Code] = what
		}
	}
	got := run(t, o)
	if got.Cases != 4 || len(got.Findings) != len(want) {
		t.Fatalf("%+v", got)
	}
	for _, f := range got.Findings {
		if what := want[f.Code]; what == "" || !strings.HasPrefix(f.What, what) {
			t.Errorf("%s: %q, want %q", f.Code, f.What, what)
		}
	}
}

func TestAnAuditGoesOnWhereALawWasChanged(t *testing.T) {
	o := caseworktest.New(t)
	r := begun(t, o)
	row, _, err := o.Records.Case(t.Context(), store.Scope{User: "thu-truong-xa-a", Roles: map[string][]string{"xa-a": {"thu-truong"}}}, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	storetest.Bypass(t, o.URL, `UPDATE plans SET body = replace(body::text, '30 days', '90 days')::json WHERE hash = $1`, row.Plan)
	got, err := audit.Run(t.Context(), o.Records, lawbook.New(o.Records), o.Instant())
	if err != nil || len(got.Findings) != 1 || got.Findings[0].Code != r.Code || !strings.HasPrefix(got.Findings[0].What, "its law cannot be had: plan ") {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAnAuditOfAWholeRecordFindsNothing(t *testing.T) {
	o := caseworktest.New(t)
	for range 3 {
		begun(t, o)
	}
	waiting := store.PendingCase{ID: uuid.NewString(), Procedure: "p", Version: "v", Kind: plan.Complaint, Unit: "xa-a", Created: o.Instant().Add(-time.Hour)}
	code, err := o.Records.ReserveCase(t.Context(), waiting, "A", 2026)
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, o)
	if r.Cases != 3 || r.Steps != 6 || len(r.Findings) != 0 || len(r.Unopened) != 1 || r.Unopened[0].Code != code {
		t.Errorf("%+v", r)
	}
	text := &strings.Builder{}
	if err := r.Print(text); err != nil || !strings.Contains(text.String(), "3 cases, 6 steps") || !strings.Contains(text.String(), code) {
		t.Errorf("%v: %s", err, text)
	}
	r.Findings = []audit.Finding{{CaseName: store.CaseName{ID: "x", Code: "A-1"}, What: "step 2: gone"}}
	if err := r.Print(text); err == nil || !strings.Contains(text.String(), "A-1 (x): step 2: gone") {
		t.Errorf("%v: %s", err, text)
	}
}
