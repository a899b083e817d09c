package legaltime_test

import (
	"flag"
	"os"
	"testing"

	"github.com/donthu/donthu/procedures/legaltime"
)

var update = flag.Bool("update", false, "write the golden explanations anew")

func TestExplanations(t *testing.T) {
	cal := public(t)
	for _, r := range []deadline{
		{Case: "days-roll", From: "2027-01-07", Term: "30 days"},
		{Case: "working-days-holiday", From: "2026-08-21", Term: "7 working days"},
		{Case: "pauses-overlap-extended", From: "2026-07-13", Term: "30 days", Extend: []string{"30 days"},
			Pause: []string{"2026-08-03/2026-08-31", "2026-08-17/2026-09-14"}},
		{Case: "worked-saturday", From: "2026-07-23", Term: "30 days"},
		{Case: "backward", From: "2026-11-26", Term: "5 days before"},
		{Case: "backward-working-days", From: "2026-11-30", Term: "5 working days before"},
		{Case: "hours", From: "2026-11-20T16:30", Term: "24 hours"},
		{Case: "month-end", From: "2026-01-31", Term: "1 month"},
		{Case: "minimum", From: "2026-10-01", Term: "at least 10 days"},
		{Case: "provisional-open-pause", From: "2027-12-20", Term: "10 working days", Pause: []string{"2027-12-27/"}},
	} {
		t.Run(r.Case, func(t *testing.T) {
			q := r.request(t)
			q.AsOf = date(t, "2028-01-10")
			got, err := legaltime.Compute(cal, q)
			must(t, err)
			golden(t, "testdata/explain/"+r.Case+".txt", story(got))
		})
	}
}

func story(r legaltime.Result) string {
	return r.From.String() + " + " + r.Term.String() + " -> " + r.Nominal.String() + " -> " + r.Due.String() + "\n\n" + r.Vietnamese()
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		must(t, os.MkdirAll("testdata/explain", 0o755))
		must(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	must(t, err)
	if got != string(want) {
		t.Errorf("%s:\n%s\nwant:\n%s", path, got, want)
	}
}
