package legaltime_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/donthu/donthu/procedures/legaltime"
)

// Whatever is written comes back to the same hash, layers and all.
func TestACalendarIsWrittenWhole(t *testing.T) {
	over, err := public(t).With("2028", []byte("kind,date,name,source\nyear,2028,,\"TB 1, ngày 2\"\noff,2028-01-01,Tết,x\nordinary,2026-08-31,thu hồi,x\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, cal := range []*legaltime.Calendar{public(t), over, bare(t)} {
		again, err := legaltime.ParseCalendar("again", cal.CSV())
		if err != nil || again.Hash() != cal.Hash() {
			t.Errorf("%v: another hash\n%s", err, cal.CSV())
		}
	}
	if over.Announced(2028) != "TB 1, ngày 2" || over.Announced(2029) != "" {
		t.Errorf("%q, %q", over.Announced(2028), over.Announced(2029))
	}
}

func TestAYearAnnouncedAgainReplacesItsDays(t *testing.T) {
	first := parse(t, "year,2028,,a\noff,2028-03-01,A,a\noff,2027-03-01,B,a\n")
	again, err := first.With("again", []byte("kind,date,name,source\nyear,2028,,b\noff,2028-03-02,C,b\n"))
	if err != nil {
		t.Fatal(err)
	}
	for day, worked := range map[string]bool{"2028-03-01": true, "2028-03-02": false, "2027-03-01": false} {
		if again.Working(date(t, day)) != worked {
			t.Errorf("%s", day)
		}
	}
}

func TestFaultsAreAllToldWithTheirPlaces(t *testing.T) {
	_, err := legaltime.ParseCalendar("x", []byte("kind,date,name,source\noff,2026-13-01,Tết Đinh Mùi,a\noff,2026-01-01,,a\noff,2026-01-02,B\nworked,2026-01-05,C,a\nyear,26,,a\noff,2026-01-06,Tết Đinh Mùi,"+strings.Repeat("x", 300)+"\n"))
	var faults legaltime.Faults
	if !errors.As(err, &faults) || len(faults) != 6 {
		t.Fatalf("%v", err)
	}
	for i, want := range [][2]int{{2, 5}, {3, 16}, {4, 1}, {5, 1}, {6, 6}, {7, 29}} {
		if f := faults[i]; f.Line != want[0] || f.Column != want[1] || f.Vi == "" || f.Message == "" {
			t.Errorf("%+v, want %v", f, want)
		}
	}
	if _, err := legaltime.ParseCalendar("x", []byte("\ufeffkind,date,name,source\noff,2026-01-01,A,a\n")); err != nil {
		t.Errorf("as a spreadsheet writes it: %v", err)
	}
}

// D14: another day off never makes a term in working days end earlier, nor one
// in days; and n + m working days are n, then m.
func TestMoreDaysOff(t *testing.T) {
	base := public(t)
	rapid.Check(t, func(t *rapid.T) {
		from := legaltime.NewDate(2024, 1, 1).AddDays(rapid.IntRange(0, 2500).Draw(t, "from"))
		rows := "kind,date,name,source\n"
		for i := range rapid.IntRange(1, 3).Draw(t, "days") {
			off := from.AddDays(rapid.IntRange(-5, 60).Draw(t, "off")*3 + i)
			rows += "off," + off.String() + ",A,a\n"
		}
		more, err := base.With("more", []byte(rows))
		if err != nil {
			t.Fatal(err)
		}
		n, m := rapid.IntRange(0, 60).Draw(t, "n"), rapid.IntRange(0, 60).Draw(t, "m")
		if a, b := base.AddWorkingDays(from, n), more.AddWorkingDays(from, n); b.Before(a) {
			t.Fatalf("%s + %d: %s, with more days off %s", from, n, a, b)
		}
		for _, cal := range []*legaltime.Calendar{base, more} {
			if a, b := cal.AddWorkingDays(from, n+m), cal.AddWorkingDays(cal.AddWorkingDays(from, n), m); a != b {
				t.Fatalf("%s + %d + %d: %s and %s", from, n, m, a, b)
			}
		}
		q := legaltime.Request{From: legaltime.Day(from), Term: terms(true).Draw(t, "term"), Policy: legaltime.DefaultPolicy()}
		_, a, err1 := legaltime.Ends(base, q)
		_, b, err2 := legaltime.Ends(more, q)
		if err1 != nil || err2 != nil || b.Before(a) {
			t.Fatalf("%s from %s: %s, with more days off %s", q.Term, from, a, b)
		}
	})
}

// D13: each day around every break of the notices, by every length of the law,
// counted one by one on another way.
func TestEveryLengthAroundEveryBreak(t *testing.T) {
	cal, rows := public(t), 0
	s := slow{cal: cal, paused: map[string]bool{}, policy: legaltime.DefaultPolicy()}
	for _, text := range []string{"2024-02-28", "2024-12-31", "2025-01-24", "2025-04-25", "2025-12-31", "2026-02-13", "2026-04-24", "2026-08-20", "2026-08-28", "2026-11-23", "2026-12-31", "2027-02-03", "2027-04-29", "2027-12-31"} {
		for back := range 4 {
			from := date(t, text).AddDays(-back)
			for _, term := range []string{"1 working day", "2 working days", "5 working days", "7 working days", "10 working days", "7 days", "10 days", "30 days", "45 days", "60 days"} {
				length, err := legaltime.ParseTerm(term)
				if err != nil {
					t.Fatal(err)
				}
				_, got, err := legaltime.Ends(cal, legaltime.Request{From: legaltime.Day(from), Term: length, Policy: legaltime.DefaultPolicy()})
				_, want := s.compute(from.At(12, 0), []legaltime.Term{length})
				if err != nil || got.String() != want {
					t.Errorf("%s from %s: %s, want %s", term, from, got, want)
				}
				rows++
			}
		}
	}
	if rows < 500 {
		t.Errorf("%d rows", rows)
	}
}

// A result says that it is provisional with and without its reasons, and so
// does one that counts back into a year that is not announced.
func TestProvisionalIsNotLost(t *testing.T) {
	cal := public(t)
	rapid.Check(t, func(t *rapid.T) {
		q := legaltime.Request{From: legaltime.Day(legaltime.NewDate(2027, 9, 1).AddDays(rapid.IntRange(0, 250).Draw(t, "from"))),
			Term: terms(false).Draw(t, "term"), Policy: legaltime.DefaultPolicy()}
		r, err := legaltime.Compute(cal, q)
		if err != nil || legaltime.Rests(cal, q) != r.Provisional {
			t.Fatalf("%s from %s: %v, %v", q.Term, q.From, r.Provisional, err)
		}
	})
	back := legaltime.Request{From: legaltime.Day(date(t, "2028-01-05")), Policy: legaltime.DefaultPolicy()}
	back.Term, _ = legaltime.ParseTerm("5 working days before")
	if _, due, _ := legaltime.Ends(cal, back); due.Date.Year() != 2027 || !legaltime.Rests(cal, back) {
		t.Errorf("five working days before 5 January 2028 rest on January 2028: %s", due)
	}
}

// A calendar never just ends: a year far beyond its data has its holidays, and
// says that they are not announced.
func TestACalendarNeverEnds(t *testing.T) {
	cal := public(t)
	for _, year := range []int{2028, 2061, 2100, 2190} {
		from := legaltime.NewDate(year, 4, 28)
		r, err := legaltime.Compute(cal, legaltime.Request{From: legaltime.Day(from), Term: legaltime.Term{N: 3, Unit: legaltime.WorkingDays}, Policy: legaltime.DefaultPolicy()})
		if err != nil || !r.Provisional || cal.Working(legaltime.NewDate(year, 4, 30)) || cal.Working(legaltime.NewDate(year, 5, 1)) || r.Due.Date.Sub(from) < 5 {
			t.Errorf("%d: %s, %v, %v", year, r.Due, r.Provisional, err)
		}
	}
}
