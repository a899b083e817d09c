package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/google/uuid"
)

var noon = day(1).At(12, 0)

func TestFiles(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	f := store.FileRow{ID: uuid.NewString(), Extension: ".pdf", Type: "application/pdf", Size: 4, Digest: "x", UploadedBy: "an", At: noon}
	second, loose := f, f
	second.ID, loose.ID = uuid.NewString(), uuid.NewString()
	for _, r := range []store.FileRow{f, second, loose, loose} {
		if err := s.PutFile(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.AttachFiles(t.Context(), c.id, "ba", []string{f.ID}); err != store.ErrNotFound {
		t.Fatalf("another's file: %v", err)
	}
	for _, ids := range [][]string{{f.ID}, {f.ID}, {second.ID, f.ID}, nil} {
		if err := s.AttachFiles(t.Context(), c.id, "an", ids); err != nil {
			t.Fatal(err)
		}
	}
	list, err := s.Files(t.Context(), c.id)
	if err != nil || len(list) != 2 || list[0].Name() != "Tài liệu 1.pdf" || list[0].Size != 64<<10 || list[0].Case != c.id || list[1].ID != second.ID || list[1].Number != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	stranger, colleague := officer(ministry), officer(commune)
	stranger.User, colleague.User = "ba", "chi"
	if _, err := s.File(t.Context(), stranger, f.ID); err != store.ErrNotFound {
		t.Fatalf("a stranger: %v", err)
	}
	if _, err := s.File(t.Context(), colleague, loose.ID); err != store.ErrNotFound {
		t.Fatalf("a file of no case: %v", err)
	}
	if got, err := s.File(t.Context(), colleague, f.ID); err != nil || got.Digest != "x" {
		t.Fatalf("a colleague: %v", err)
	}
	owners, err := s.CasesOfFiles(t.Context(), []string{f.ID, loose.ID, uuid.NewString()})
	if owner, known := owners[loose.ID]; err != nil || len(owners) != 2 || owners[f.ID] != c.id || owner != "" || !known {
		t.Fatalf("%v, %v", owners, err)
	}
	if attached, removed, err := s.SweepFiles(t.Context(), noon.Add(time.Hour)); attached != 0 || removed != 1 || err != nil {
		t.Fatalf("%d attached, %d removed, %v", attached, removed, err)
	}
}

func TestDraftIsPublishedByAnother(t *testing.T) {
	s := newRecord(t)
	told := listen(t, s)
	d := store.DraftRow{ID: uuid.NewString(), Name: "kn", Version: "2026-08-01", Text: "a", Author: "an", Updated: noon}
	if err := s.NewDraft(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	d.Revision, d.Text = 1, "b"
	saved, err := s.SaveDraft(t.Context(), d)
	if err != nil || saved.Revision != 2 || saved.Text != "b" {
		t.Fatalf("%+v, %v", saved, err)
	}
	if _, err := s.SaveDraft(t.Context(), d); err != store.ErrConflict {
		t.Fatalf("an old revision: %v", err)
	}
	p := store.ProcedureRow{Name: "kn", Version: "2026-08-01", Kind: "complaint", From: day(31), PublishedBy: "ba", PublishedAt: noon}
	body := store.PlanRow{Hash: "plan-2", Procedure: "kn", Version: "2026-08-01", JSON: []byte(`{ "b": 1, "a": 2 }`)}
	if err := s.PublishDraft(t.Context(), d.ID, 2, p, body); !errors.Is(err, store.ErrConflict) {
		t.Fatalf("not submitted: %v", err)
	}
	if _, err := s.SubmitDraft(t.Context(), d.ID, "an", 2, noon); err != nil {
		t.Fatal(err)
	}
	p.PublishedBy = "an"
	if err := s.PublishDraft(t.Context(), d.ID, 2, p, body); !errors.Is(err, store.ErrConflict) {
		t.Fatalf("by its author: %v", err)
	}
	p.PublishedBy = "ba"
	if err := s.PublishDraft(t.Context(), d.ID, 2, p, body); err != nil {
		t.Fatal(err)
	}
	if payload := <-told; payload != "kn@2026-08-01" {
		t.Fatalf("told %q", payload)
	}
	got, err := s.Procedure(t.Context(), "kn", "2026-08-01")
	if err != nil || got.Text != "b" || got.Author != "an" || got.PublishedBy != "ba" || got.From != day(31) || !got.To.IsZero() || got.Plan != "plan-2" {
		t.Fatalf("%+v, %v", got, err)
	}
	if plan, err := s.Plan(t.Context(), "plan-2"); err != nil || string(plan.JSON) != string(body.JSON) {
		t.Fatalf("the plan's text changed: %s, %v", plan.JSON, err)
	}
	if drafts, err := s.Drafts(t.Context()); err != nil || len(drafts) != 0 {
		t.Fatalf("%v, %v", drafts, err)
	}
}

// listen gives the payloads, once listening has begun.
func listen(t *testing.T, s *store.Store) chan string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	told, ended := make(chan string, 10), make(chan struct{})
	go func() {
		defer close(ended)
		_ = s.Listen(ctx, store.ProceduresChannel, func(payload string) { told <- payload })
	}()
	t.Cleanup(func() { stop(); <-ended })
	if first := <-told; first != "" {
		t.Fatalf("first %q", first)
	}
	return told
}

func TestReturnAndDropDraft(t *testing.T) {
	s := newRecord(t)
	d := store.DraftRow{ID: uuid.NewString(), Name: "kn", Version: "1", Text: "a", Author: "an", Updated: noon}
	if err := s.NewDraft(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SubmitDraft(t.Context(), d.ID, "an", 1, noon); err != nil {
		t.Fatal(err)
	}
	back, err := s.ReturnDraft(t.Context(), d.ID, "Thiếu căn cứ", noon)
	if err != nil || back.Status != "draft" || back.Reason != "Thiếu căn cứ" {
		t.Fatalf("%+v, %v", back, err)
	}
	if err := s.DropDraft(t.Context(), d.ID, "ba"); err != store.ErrConflict {
		t.Fatalf("another's: %v", err)
	}
	if err := s.DropDraft(t.Context(), d.ID, "an"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Draft(t.Context(), d.ID); err != store.ErrNotFound {
		t.Fatalf("dropped: %v", err)
	}
}

func TestInstallTwice(t *testing.T) {
	s := newRecord(t)
	p := store.ProcedureRow{Name: "kn", Version: "1", From: day(0), Text: "a", PublishedAt: noon}
	body := store.PlanRow{Hash: "plan-2", JSON: []byte("{}")}
	for range 2 {
		if err := s.Install(t.Context(), p, body); err != nil {
			t.Fatal(err)
		}
	}
	p.Text = "b"
	if err := s.Install(t.Context(), p, body); err != store.ErrConflict {
		t.Fatalf("a published text was changed: %v", err)
	}
	if list, err := s.Procedures(t.Context()); err != nil || len(list) != 1 || list[0].Text != "" {
		t.Fatalf("%+v, %v", list, err)
	}
	if got, err := s.Procedure(t.Context(), "kn", "1"); err != nil || got.Text != "a" {
		t.Fatalf("%+v, %v", got, err)
	}
}

func TestTheDayOfReceptionChoosesTheVersion(t *testing.T) {
	s := newRecord(t)
	put := func(name, version, plan string, from, to legaltime.Date) {
		t.Helper()
		p := store.ProcedureRow{Name: name, Version: version, From: from, To: to, Text: plan, PublishedAt: noon}
		if err := s.Install(t.Context(), p, store.PlanRow{Hash: plan, JSON: []byte("{}")}); err != nil {
			t.Fatal(err)
		}
	}
	put("kn", "1", "kn-1", day(0), legaltime.Date{})
	put("kn", "2", "kn-2", day(10), day(19))
	put("kn", "2b", "kn-2b", day(10), day(14)) // put right later: the higher version of the same day
	put("tc", "1", "tc-1", day(15), legaltime.Date{})
	for on, want := range map[int]string{-1: "", 0: "kn-1", 9: "kn-1", 10: "kn-2b", 14: "kn-2b", 15: "kn-2 tc-1", 19: "kn-2 tc-1", 20: "kn-1 tc-1"} {
		plans, err := s.PlansOn(t.Context(), day(on))
		if err != nil || strings.Join(plans, " ") != want {
			t.Errorf("day %d: %v, want %s: %v", on, plans, want, err)
		}
		hash, err := s.PlanOn(t.Context(), "kn", day(on))
		if kn, _, _ := strings.Cut(want, " "); hash != kn || (err == store.ErrNotFound) != (kn == "") {
			t.Errorf("day %d: %q, want %q: %v", on, hash, kn, err)
		}
	}
}
