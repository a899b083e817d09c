package legaltime_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/donthu/donthu/procedures/legaltime"
)

// slow counts a period one day at a time, on instants of package time and sets
// of days: another way to the same answer.
type slow struct {
	cal    *legaltime.Calendar
	paused map[string]bool
	policy legaltime.Policy
}

const layout = "2006-01-02"

func (s slow) working(d time.Time) bool {
	day := s.cal.Day(legaltime.NewDate(d.Date()))
	return day.Working && (s.policy.WorkingSaturdays || day.Kind != legaltime.Worked)
}

func (s slow) moves(d time.Time) bool {
	k := s.cal.Day(legaltime.NewDate(d.Date())).Kind
	lieu := k == legaltime.Compensatory || k == legaltime.Swapped
	return s.policy.Roll && !s.working(d) && (s.policy.RollCompensatory || !lieu)
}

// count walks until n days have counted, each time by the given step.
func (s slow) count(d time.Time, t legaltime.Term) time.Time {
	step, n := 1, t.N
	if t.Backward {
		step = -1
	}
	if t.Unit == legaltime.Weeks {
		n *= 7
	}
	for n > 0 {
		d = d.AddDate(0, 0, step)
		if s.paused[d.Format(layout)] && !t.Backward {
			continue
		}
		if t.Unit == legaltime.WorkingDays && !s.working(d) {
			continue
		}
		n--
	}
	return d
}

func (s slow) compute(from time.Time, terms []legaltime.Term) (nominal, due string) {
	d := from
	for _, t := range terms {
		d = s.count(d, t)
	}
	nominal = d.Format(layout)
	if s.moves(d) && !terms[0].Minimum {
		step := 1
		if terms[0].Backward {
			step = -1
		}
		for d = d.AddDate(0, 0, step); !s.working(d) || s.paused[d.Format(layout)] && step > 0; {
			d = d.AddDate(0, 0, step)
		}
	}
	return nominal, d.Format(layout)
}

func terms(forward bool) *rapid.Generator[legaltime.Term] {
	return rapid.Custom(func(t *rapid.T) legaltime.Term {
		u := rapid.SampledFrom([]legaltime.Unit{legaltime.Days, legaltime.WorkingDays, legaltime.Weeks}).Draw(t, "unit")
		term := legaltime.Term{N: rapid.IntRange(1, 120).Draw(t, "n"), Unit: u}
		if !forward {
			switch rapid.IntRange(0, 3).Draw(t, "way") {
			case 0:
				term.Backward = true
			case 1:
				term.Minimum = true
			}
		}
		return term
	})
}

func pauses(from legaltime.Date) *rapid.Generator[[]legaltime.Interval] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) legaltime.Interval {
		start := from.AddDays(rapid.IntRange(-20, 150).Draw(t, "start"))
		return legaltime.Interval{From: start, To: start.AddDays(rapid.IntRange(0, 40).Draw(t, "days"))}
	}), 0, 5)
}

func TestAgainstSlowCount(t *testing.T) {
	cal := public(t)
	rapid.Check(t, func(t *rapid.T) {
		from := legaltime.NewDate(2024, 1, 1).AddDays(rapid.IntRange(0, 5*365).Draw(t, "from"))
		q := legaltime.Request{From: legaltime.Day(from), Term: terms(false).Draw(t, "term"), Pauses: pauses(from).Draw(t, "pauses")}
		q.Policy = legaltime.Policy{Roll: rapid.Bool().Draw(t, "roll"), RollCompensatory: rapid.Bool().Draw(t, "lieu"),
			WorkingSaturdays: rapid.Bool().Draw(t, "saturdays")}
		if !q.Term.Backward && !q.Term.Minimum {
			q.Extend = rapid.SliceOfN(terms(true), 0, 3).Draw(t, "extend")
		} else if q.Term.Backward {
			q.Pauses = nil
		}
		got, err := legaltime.Compute(cal, q)
		if err != nil {
			t.Fatal(err)
		}
		s := slow{cal: cal, paused: map[string]bool{}, policy: q.Policy}
		for _, p := range q.Pauses {
			for d := p.From; d.Before(p.To); d = d.AddDays(1) {
				s.paused[d.String()] = true
			}
		}
		nominal, due := s.compute(from.At(12, 0), append([]legaltime.Term{q.Term}, q.Extend...))
		if got.Nominal.String() != nominal || got.Due.String() != due {
			t.Fatalf("%s -> %s, counted one by one: %s -> %s", got.Nominal, got.Due, nominal, due)
		}
		if end, last, err := legaltime.Ends(cal, q); end != got.Nominal || last != got.Due || err != nil {
			t.Fatalf("without the reasons %s -> %s (%v), with them %s -> %s", end, last, err, got.Nominal, got.Due)
		}
		tellsEveryDay(t, q, got)
	})
}

// tellsEveryDay checks that the reasons cover each day from the event to the
// nominal end once and in order, and that the counted ones make up the term.
func tellsEveryDay(t *rapid.T, q legaltime.Request, r legaltime.Result) {
	if q.Term.Backward {
		return
	}
	next, counted, want := q.From.Date.AddDays(1), 0, 0
	for _, w := range r.Why {
		switch w.Rule {
		case legaltime.RuleCount:
			counted += w.Days
		case legaltime.RulePause, legaltime.RuleSkip:
		default:
			continue
		}
		if w.From.Date != next {
			t.Fatalf("the reasons jump from %s to %s", next, w.From)
		}
		next = w.To.Date.AddDays(1)
	}
	for _, term := range append([]legaltime.Term{q.Term}, q.Extend...) {
		want += term.N
		if term.Unit == legaltime.Weeks {
			want += 6 * term.N
		}
	}
	if next != r.Nominal.Date.AddDays(1) || counted != want {
		t.Fatalf("the reasons end before %s, nominal %s; %d days counted of %d", next, r.Nominal, counted, want)
	}
}

// Working days add up, and the two questions about them agree.
func TestWorkingDaysAgree(t *testing.T) {
	cal := public(t)
	rapid.Check(t, func(t *rapid.T) {
		a := legaltime.NewDate(2024, 1, 1).AddDays(rapid.IntRange(0, 2000).Draw(t, "a"))
		n := rapid.IntRange(-200, 200).Draw(t, "n")
		b := cal.AddWorkingDays(a, n)
		if got := cal.WorkingDaysBetween(a, b); got != n {
			t.Fatalf("%s + %d = %s, but %d between", a, n, b, got)
		}
		if n > 0 && !cal.Working(b) {
			t.Fatalf("%s is not worked", b)
		}
	})
}
