package casework_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/casework"
)

// TestALongListAsksNoMoreThanAShortOne counts the statements behind each list
// and the page of a case, with one row and with many: a query a row would not
// be seen in a demonstration and would stop a province.
func TestALongListAsksNoMoreThanAShortOne(t *testing.T) {
	o := newOffice(t)
	o.Day = o.Day.AddDays(30) // the terms of what came on 20 November are over
	ctx, officer, writer, receiver := context.Background(), o.scope("nguoi-xu-ly-xa-a"), o.scope("nguoi-soan"), o.scope("nguoi-tiep-nhan-xa-a")
	reads := []struct {
		what string
		most int
		read func(id string) error
	}{
		{"tasks", 4, func(string) error { _, err := o.Tasks(ctx, officer, "", "", casework.Page{}); return err }},
		{"cases", 2, func(string) error { _, err := o.Cases(ctx, officer, casework.Listing{}, casework.Page{}); return err }},
		{"late cases", 2, func(string) error {
			_, err := o.Cases(ctx, officer, casework.Listing{Late: true}, casework.Page{})
			return err
		}},
		{"a case", 9, func(id string) error { _, err := o.Show(ctx, officer, id); return err }},
		{"procedures", 2, func(string) error { _, err := o.Procedures(ctx); return err }},
		{"drafts", 3, func(string) error { _, err := o.Drafts(ctx, writer); return err }},
		{"intake", 3, func(string) error { _, err := o.Intake(ctx, receiver, o.Day); return err }},
	}
	count := func(id string) (sent [][]string) {
		for _, r := range reads {
			must(t, r.read(id)) // plans are read once in a program: not now
			var err error
			sent = append(sent, o.Sent.During(func() { err = r.read(id) }))
			must(t, err)
		}
		return sent
	}
	few := count(o.grow(2))
	many := count(o.grow(6))
	for i, r := range reads {
		t.Logf("%s: %d statements", r.what, len(many[i]))
		if len(many[i]) > len(few[i]) || len(many[i]) > r.most {
			t.Errorf("%s: %d statements with few rows, %d with many, at most %d:\n%s", r.what, len(few[i]), len(many[i]), r.most, strings.Join(many[i], "\n"))
		}
	}
}

// grow adds cases and drafts, and answers with a case that went back and forth
// as often and is offered to another body now.
func (o *office) grow(n int) (id string) {
	o.t.Helper()
	for range n {
		id = o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString()).ID
		_, err := o.NewDraft(context.Background(), o.scope("nguoi-soan"), "to-cao", "2026-07-01", uuid.NewString())
		must(o.t, err)
	}
	offered := map[string]any{"noi-nhan": "xa-b", "can-cu": "Không thuộc thẩm quyền"}
	for range n - 1 {
		_, err := o.do("nguoi-xu-ly-xa-a", id, "chuyen-don", offered)
		must(o.t, err)
		_, err = o.do("nguoi-xu-ly-xa-a", id, "thu-hoi-chuyen", nil)
		must(o.t, err)
	}
	_, err := o.do("nguoi-xu-ly-xa-a", id, "chuyen-don", offered)
	must(o.t, err)
	return id
}
