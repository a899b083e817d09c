package casework_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/procedures/machine"
)

// TestASecondPersonPublishesForADate goes the Inspectorate's way: a copy of
// the law in force, changed, checked, handed over, published; then new cases
// follow it and the running one does not.
func TestASecondPersonPublishesForADate(t *testing.T) {
	o := newOffice(t)
	ctx, writer, publisher := context.Background(), o.scope("nguoi-soan"), o.scope("nguoi-ban-hanh")
	running := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	d, err := o.NewDraft(ctx, writer, "khieu-nai-lan-dau", "2026-07-01", "key")
	must(t, err)
	text := strings.Replace(d.Text, "version: 2026-07-01\neffective: {from: 2026-07-01}", "version: 2026-11-23\neffective: {from: 2026-11-23}", 1)
	text = strings.Replace(text, "{to: received, since: 2026-07-01}", "{to: received, since: 2026-11-23}", 1)
	text = strings.ReplaceAll(text, "{is: 7 working days,", "{is: 6 working days,")
	d, err = o.SaveDraft(ctx, writer, d.ID, text, d.Revision)
	must(t, err)
	if d.Version != "2026-11-23" || has(d.Problems, "error") {
		t.Fatalf("%s %+v", d.Version, d.Problems)
	}
	if _, err := o.Publish(ctx, publisher, d.ID, o.Day); err == nil {
		t.Error("published before it was submitted")
	}
	_, err = o.SubmitDraft(ctx, writer, d.ID)
	must(t, err)
	if _, err := o.Publish(ctx, writer, d.ID, o.Day); !code(err, casework.SecondPerson) {
		t.Errorf("the author published: %v", err)
	}
	if _, err := o.Publish(ctx, publisher, d.ID, o.Day.AddDays(1)); !code(err, casework.WrongFrom) {
		t.Errorf("another date: %v", err)
	}
	_, err = o.Publish(ctx, publisher, d.ID, o.Day)
	must(t, err)

	if r := o.open("khieu-nai-lan-dau", "2026-11-23", uuid.NewString()); r.Version != "2026-11-23" || r.Deadlines[0].Due != "2026-12-02" {
		t.Errorf("a new case: %s %s", r.Version, r.Deadlines[0].Due)
	}
	if v, err := o.Show(ctx, o.scope("nguoi-xu-ly-xa-a"), running.ID); err != nil || v.Version != "2026-07-01" {
		t.Errorf("the running case: %v %s", err, v.Version)
	}
}

func TestADraftWithErrorsIsKeptButNotSubmitted(t *testing.T) {
	o := newOffice(t)
	ctx, writer := context.Background(), o.scope("nguoi-soan")
	d, err := o.NewDraft(ctx, writer, "to-cao", "2026-07-01", "key")
	must(t, err)
	d, err = o.SaveDraft(ctx, writer, d.ID, strings.Replace(d.Text, "met: ban-hanh-ket-luan", "met: ban-hanh-ket-luann", 1), d.Revision)
	must(t, err)
	if !has(d.Problems, "error") || d.Problems[0].Line == 0 || !strings.Contains(d.Problems[0].Source, "^") {
		t.Errorf("%+v", d.Problems)
	}
	if _, err := o.SubmitDraft(ctx, writer, d.ID); !code(err, casework.BadProcedure) {
		t.Errorf("submitted: %v", err)
	}
	if _, err := o.SaveDraft(ctx, writer, d.ID, "x", d.Revision-1); !code(err, casework.StaleDraft) {
		t.Errorf("a stale revision was saved: %v", err)
	}
	if _, err := o.NewDraft(ctx, o.scope("thu-truong-xa-a"), "to-cao", "2026-07-01", "key"); !code(err, casework.Forbidden) {
		t.Errorf("a chairman writes law: %v", err)
	}
}

// TestAProblemComesWithTheCaseThatLeadsThere: who writes sees how a case comes to
// what is wrong with the text.
func TestAProblemComesWithTheCaseThatLeadsThere(t *testing.T) {
	o := newOffice(t)
	ctx, writer := context.Background(), o.scope("nguoi-soan")
	d, err := o.NewDraft(ctx, writer, "khieu-nai-lan-dau", "2026-07-01", "key")
	must(t, err)
	c, err := o.Check(ctx, writer, strings.Replace(d.Text, "      thu-hoi-chuyen: back\n", "      thu-hoi-chuyen: back\n      luu-don: da-luu-don\n", 1))
	must(t, err)
	told := slices.IndexFunc(c.Problems, func(f casework.Finding) bool { return strings.Contains(f.Story, "act: luu-don") })
	if told < 0 || !strings.Contains(c.Problems[told].Story, c.Problems[told].Message) {
		t.Errorf("%+v", c.Problems)
	}
}

// TestADraftThatBreaksALinkIsNotPublished: second-instance complaints take over
// the number of the first decision; a version that calls it otherwise would lose it.
func TestADraftThatBreaksALinkIsNotPublished(t *testing.T) {
	o := newOffice(t)
	ctx, writer := context.Background(), o.scope("nguoi-soan")
	d, err := o.NewDraft(ctx, writer, "khieu-nai-lan-dau", "2026-07-01", "key")
	must(t, err)
	text := strings.Replace(d.Text, "version: 2026-07-01\neffective: {from: 2026-07-01}", "version: 2026-11-23\neffective: {from: 2026-11-23}", 1)
	text = strings.Replace(text, "{to: received, since: 2026-07-01}", "{to: received, since: 2026-11-23}", 1)
	d, err = o.SaveDraft(ctx, writer, d.ID, strings.ReplaceAll(text, "so-quyet-dinh", "so-qd"), d.Revision)
	must(t, err)
	if len(d.Problems) == 0 || d.Problems[0].Code != "follows_kept" || !strings.Contains(d.Problems[0].Message, "khieu-nai-lan-hai@2026-07-01 lấy sang ô \"so-quyet-dinh\"") {
		t.Errorf("%+v", d.Problems)
	}
	if _, err := o.SubmitDraft(ctx, writer, d.ID); !code(err, casework.BadProcedure) {
		t.Errorf("submitted: %v", err)
	}
}

func has(list []casework.Finding, severity string) bool {
	for _, f := range list {
		if f.Severity == severity {
			return true
		}
	}
	return false
}

func code(err error, want string) bool {
	var r *machine.Refusal
	return errors.As(err, &r) && r.Code == want
}
