package legaltime_test

import (
	"os"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/donthu/donthu/procedures/legaltime"
)

// deadline is a row of testdata/deadlines.yaml, and of the stories below.
type deadline struct {
	Case    string
	Cite    string
	From    string
	Term    string
	Extend  []string
	Pause   []string
	Nominal string
	Due     string
}

// request reads the row as the command line would.
func (r deadline) request(t testing.TB) legaltime.Request {
	t.Helper()
	q := legaltime.Request{Policy: legaltime.DefaultPolicy()}
	must(t, q.From.UnmarshalText([]byte(r.From)))
	must(t, q.Term.UnmarshalText([]byte(r.Term)))
	for _, s := range r.Extend {
		e, err := legaltime.ParseTerm(s)
		must(t, err)
		q.Extend = append(q.Extend, e)
	}
	for _, s := range r.Pause {
		p, err := legaltime.ParseInterval(s)
		must(t, err)
		q.Pauses = append(q.Pauses, p)
	}
	return q
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (r deadline) check(t *testing.T, cal *legaltime.Calendar, q legaltime.Request) legaltime.Result {
	t.Helper()
	got, err := legaltime.Compute(cal, q)
	must(t, err)
	if got.Nominal.String() != r.Nominal || got.Due.String() != r.Due {
		t.Errorf("%s from %s: %s -> %s, want %s -> %s", r.Term, r.From, got.Nominal, got.Due, r.Nominal, r.Due)
		for _, w := range got.Why {
			t.Log(w.Text)
		}
	}
	return got
}

func TestDeadlines(t *testing.T) {
	data, err := os.ReadFile("testdata/deadlines.yaml")
	must(t, err)
	var rows []deadline
	must(t, yaml.Unmarshal(data, &rows))
	if len(rows) < 34 {
		t.Fatalf("only %d rows", len(rows))
	}
	cal := public(t)
	for _, r := range rows {
		t.Run(r.Case, func(t *testing.T) { r.check(t, cal, r.request(t)) })
	}
}

func TestStories(t *testing.T) {
	cal := public(t)
	for _, r := range []deadline{
		{Case: "rolls over Tết", From: "2027-01-07", Term: "30 days", Nominal: "2027-02-06", Due: "2027-02-11"},
		{Case: "rolls over 24 November", From: "2026-10-25", Term: "30 days", Nominal: "2026-11-24", Due: "2026-11-25"},
		{Case: "a worked Saturday stays", From: "2026-07-23", Term: "30 days", Nominal: "2026-08-22", Due: "2026-08-22"},
		{Case: "rolls over a Sunday", From: "2026-07-24", Term: "30 days", Nominal: "2026-08-23", Due: "2026-08-24"},
		{Case: "rolls over a day in lieu", From: "2027-04-02", Term: "30 days", Nominal: "2027-05-02", Due: "2027-05-04"},
		{Case: "rolls over the break of Tết 2026", From: "2026-01-17", Term: "30 days", Nominal: "2026-02-16", Due: "2026-02-23"},
		{Case: "rolls over Giỗ Tổ", From: "2026-03-27", Term: "30 days", Nominal: "2026-04-26", Due: "2026-04-28"},
		{Case: "from a time of day", From: "2026-07-24T16:30", Term: "30 days", Nominal: "2026-08-23", Due: "2026-08-24"},
		{Case: "a working day is the next one, not 24 hours of office time", From: "2026-07-06T16:30", Term: "1 working days", Nominal: "2026-07-07", Due: "2026-07-07"},
		{Case: "weeks end on the same weekday", From: "2026-07-06", Term: "2 weeks", Nominal: "2026-07-20", Due: "2026-07-20"},
		{Case: "weeks and a pause", From: "2026-07-06", Term: "2 weeks", Pause: []string{"2026-07-10/2026-07-13"}, Nominal: "2026-07-23", Due: "2026-07-23"},
		{Case: "month without the date", From: "2026-01-31", Term: "1 month", Nominal: "2026-02-28", Due: "2026-03-02"},
		{Case: "month of a leap year", From: "2027-11-30", Term: "3 months", Nominal: "2028-02-29", Due: "2028-02-29"},
		{Case: "year from 29 February", From: "2024-02-29", Term: "1 year", Nominal: "2025-02-28", Due: "2025-02-28"},
		{Case: "month and a pause", From: "2026-06-15", Term: "1 month", Pause: []string{"2026-07-01/2026-07-11"}, Nominal: "2026-07-25", Due: "2026-07-27"},
		{Case: "months back", From: "2026-05-31", Term: "1 month before", Nominal: "2026-04-30", Due: "2026-04-29"},
		{Case: "weeks back", From: "2026-11-30", Term: "2 weeks before", Nominal: "2026-11-16", Due: "2026-11-16"},
		{Case: "years back", From: "2028-02-29", Term: "1 year before", Nominal: "2027-02-28", Due: "2027-02-26"},
		{Case: "days back over Tết", From: "2026-02-24", Term: "5 days before", Nominal: "2026-02-19", Due: "2026-02-13"},
		{Case: "hours back", From: "2026-11-20T16:30", Term: "24 hours before", Nominal: "2026-11-19T16:30", Due: "2026-11-19T16:30"},
		{Case: "hours run through Sunday", From: "2026-11-20T16:30", Term: "48 hours", Nominal: "2026-11-22T16:30", Due: "2026-11-22T16:30"},
		{Case: "hours without a time", From: "2026-11-20", Term: "24 hours", Nominal: "2026-11-21T00:00", Due: "2026-11-21T00:00"},
		{Case: "hours extended", From: "2026-11-20T16:30", Term: "12 hours", Extend: []string{"12 hours"}, Nominal: "2026-11-21T16:30", Due: "2026-11-21T16:30"},
		{Case: "hours and a day of pause", From: "2026-11-20T16:30", Term: "24 hours", Pause: []string{"2026-11-21/2026-11-22"}, Nominal: "2026-11-22T16:30", Due: "2026-11-22T16:30"},
		{Case: "extension from the nominal end", From: "2026-10-23", Term: "30 days", Extend: []string{"30 days"}, Nominal: "2026-12-22", Due: "2026-12-22"},
		{Case: "extension twice", From: "2026-07-06", Term: "30 days", Extend: []string{"30 days", "30 days"}, Nominal: "2026-10-04", Due: "2026-10-05"},
		{Case: "extension by working days", From: "2026-07-06", Term: "30 days", Extend: []string{"5 working days"}, Nominal: "2026-08-12", Due: "2026-08-12"},
		{Case: "overlapping pauses count once", From: "2026-07-13", Term: "30 days", Extend: []string{"30 days"},
			Pause: []string{"2026-08-03/2026-08-31", "2026-08-17/2026-09-14"}, Nominal: "2026-10-23", Due: "2026-10-23"},
		{Case: "the same, in the other order", From: "2026-07-13", Term: "30 days", Extend: []string{"30 days"},
			Pause: []string{"2026-08-17/2026-09-14", "2026-08-03/2026-08-31"}, Nominal: "2026-10-23", Due: "2026-10-23"},
		{Case: "a pause pulls the next one in", From: "2026-07-06", Term: "10 days",
			Pause: []string{"2026-07-10/2026-07-15", "2026-07-20/2026-07-25"}, Nominal: "2026-07-26", Due: "2026-07-27"},
		{Case: "a pause from the last day", From: "2026-07-06", Term: "10 days", Pause: []string{"2026-07-16/2026-07-20"}, Nominal: "2026-07-20", Due: "2026-07-20"},
		{Case: "a pause after the end", From: "2026-07-06", Term: "10 days", Pause: []string{"2026-07-17/2026-08-17"}, Nominal: "2026-07-16", Due: "2026-07-16"},
		{Case: "a pause from before the event", From: "2026-07-06", Term: "10 days", Pause: []string{"2026-07-01/2026-07-09"}, Nominal: "2026-07-18", Due: "2026-07-20"},
		{Case: "a pause of no day", From: "2026-07-06", Term: "10 days", Pause: []string{"2026-07-09/2026-07-09"}, Nominal: "2026-07-16", Due: "2026-07-16"},
		{Case: "working days in a pause", From: "2026-07-06", Term: "7 working days", Pause: []string{"2026-07-09/2026-07-13"}, Nominal: "2026-07-17", Due: "2026-07-17"},
		{Case: "a pause over a weekend costs no working day", From: "2026-07-06", Term: "7 working days", Pause: []string{"2026-07-11/2026-07-13"}, Nominal: "2026-07-15", Due: "2026-07-15"},
		{Case: "paused on the day it rolled to", From: "2026-10-01", Term: "10 days", Pause: []string{"2026-10-12/2026-10-20"}, Nominal: "2026-10-11", Due: "2026-10-20"},
		{Case: "a floor does not roll", From: "2026-10-01", Term: "at least 10 days", Nominal: "2026-10-11", Due: "2026-10-11"},
		{Case: "notice at least five days ahead", From: "2026-11-26", Term: "at least 5 days before", Nominal: "2026-11-21", Due: "2026-11-20"},
		{Case: "and from the other side", From: "2026-11-21", Term: "at least 5 days", Nominal: "2026-11-26", Due: "2026-11-26"},
		{Case: "pauses do not move a backward term", From: "2026-11-26", Term: "5 days before", Pause: []string{"2026-11-22/2026-11-24"}, Nominal: "2026-11-21", Due: "2026-11-20"},
	} {
		t.Run(r.Case, func(t *testing.T) { r.check(t, cal, r.request(t)) })
	}
}

// Each policy is one doubt in the law, and changes just that.
func TestPolicies(t *testing.T) {
	cal, all := public(t), legaltime.DefaultPolicy()
	for _, r := range []struct {
		deadline
		change func(*legaltime.Request)
	}{
		{deadline{From: "2026-07-24", Term: "30 days", Nominal: "2026-08-23", Due: "2026-08-23"}, func(q *legaltime.Request) { q.Policy.Roll = false }},
		{deadline{From: "2026-07-24", Term: "30 days", Nominal: "2026-08-23", Due: "2026-08-23"}, func(q *legaltime.Request) { q.NoRoll = true }},
		{deadline{From: "2026-08-01", Term: "30 days", Nominal: "2026-08-31", Due: "2026-09-03"}, func(q *legaltime.Request) {}},
		{deadline{From: "2026-08-01", Term: "30 days", Nominal: "2026-08-31", Due: "2026-08-31"}, func(q *legaltime.Request) { q.Policy.RollCompensatory = false }},
		// A holiday still moves, and lands on a day that is really worked.
		{deadline{From: "2026-03-27", Term: "30 days", Nominal: "2026-04-26", Due: "2026-04-28"}, func(q *legaltime.Request) { q.Policy.RollCompensatory = false }},
		{deadline{From: "2026-07-23", Term: "30 days", Nominal: "2026-08-22", Due: "2026-08-24"}, func(q *legaltime.Request) { q.Policy.WorkingSaturdays = false }},
		{deadline{From: "2026-08-20", Term: "2 working days", Nominal: "2026-08-24", Due: "2026-08-24"}, func(q *legaltime.Request) { q.Policy.WorkingSaturdays = false }},
	} {
		q := r.request(t)
		q.Policy = all
		r.change(&q)
		r.check(t, cal, q)
	}
}

func TestOpenPause(t *testing.T) {
	r := deadline{From: "2026-07-06", Term: "30 days", Pause: []string{"2026-07-20/"}, Nominal: "2026-08-26", Due: "2026-08-26"}
	q := r.request(t)
	q.AsOf = date(t, "2026-08-10")
	r.check(t, public(t), q)
	q.AsOf = date(t, "2026-07-20") // on its first day it has cost nothing yet
	deadline{From: r.From, Term: r.Term, Nominal: "2026-08-05", Due: "2026-08-05"}.check(t, public(t), q)
}

func TestProvisionalResults(t *testing.T) {
	cal := public(t)
	for _, r := range []struct {
		deadline
		want bool
	}{
		{deadline{From: "2027-12-01", Term: "30 days", Nominal: "2027-12-31", Due: "2027-12-31"}, false},
		{deadline{From: "2027-12-03", Term: "30 days", Nominal: "2028-01-02", Due: "2028-01-04"}, true},
		{deadline{From: "2027-12-30", Term: "2 working days", Nominal: "2028-01-04", Due: "2028-01-04"}, true},
		{deadline{From: "2040-01-02", Term: "24 hours", Nominal: "2040-01-03T00:00", Due: "2040-01-03T00:00"}, false},
		{deadline{From: "2099-06-01", Term: "90 working days", Nominal: "2099-10-07", Due: "2099-10-07"}, true},
	} {
		got := r.check(t, cal, r.request(t))
		told := false
		for _, w := range got.Why {
			told = told || w.Rule == legaltime.RuleProvisional
		}
		if got.Provisional != r.want || told != r.want {
			t.Errorf("%s from %s: provisional %v, told %v, want %v", r.Term, r.From, got.Provisional, told, r.want)
		}
	}
}

func TestComputeRefusals(t *testing.T) {
	cal := public(t)
	for _, r := range []struct {
		deadline
		want string
	}{
		{deadline{From: "", Term: "30 days"}, "no date"},
		{deadline{From: "2026-07-06", Term: ""}, "not a term"},
		{deadline{From: "2026-07-06", Term: "0 days"}, "not a term"},
		{deadline{From: "0026-07-06", Term: "5 days before"}, "outside the years"},
		{deadline{From: "2026-07-06", Term: "9999 years"}, "ends outside the years"},
		{deadline{From: "2026-07-06", Term: "9999 years before"}, "ends outside the years"},
		{deadline{From: "2026-07-06", Term: "9999 working days", Extend: strings.Split(strings.Repeat("9999 working days,", 9)+"1 day", ",")}, "ends outside"},
		{deadline{From: "2026-07-06", Term: "5 days", Extend: []string{"5 hours"}}, "do not mix"},
		{deadline{From: "2026-07-06", Term: "5 days before", Extend: []string{"5 days"}}, "cannot extend"},
		{deadline{From: "2026-07-06", Term: "5 days", Extend: []string{"at least 5 days"}}, "cannot extend"},
		{deadline{From: "2026-07-06", Term: "5 days", Pause: []string{"2026-07-08/"}}, "still open"},
	} {
		_, err := legaltime.Compute(cal, r.request(t))
		if err == nil || !strings.Contains(err.Error(), r.want) {
			t.Errorf("%+v: %v, want %q", r.deadline, err, r.want)
		}
	}
	q := deadline{From: "2026-07-06", Term: "5 days"}.request(t)
	q.Pauses = []legaltime.Interval{{From: date(t, "2026-07-08"), To: date(t, "2026-07-07")}}
	if _, err := legaltime.Compute(cal, q); err == nil {
		t.Error("a pause that ends before it begins is refused")
	}
}

func BenchmarkCompute90WorkingDays(b *testing.B) {
	cal := public(b)
	q := deadline{From: "2026-06-01", Term: "90 working days"}.request(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := legaltime.Compute(cal, q); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompute30Days(b *testing.B) {
	cal := public(b)
	q := deadline{From: "2026-06-01", Term: "30 days", Pause: []string{"2026-06-10/2026-06-20"}}.request(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := legaltime.Compute(cal, q); err != nil {
			b.Fatal(err)
		}
	}
}
