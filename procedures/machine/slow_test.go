package machine_test

import (
	"slices"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"pgregory.net/rapid"
)

// slow counts the terms of petition day by day, from nothing but what happened
// and which days are worked.
type slow struct {
	cal   *legaltime.Calendar
	facts []machine.Event
}

// agreesWithTheSlowCount compares every due date of the case with the slow ones.
func agreesWithTheSlowCount(rt *rapid.T, k *tale) {
	s := slow{k.law.Calendar(), machine.Standing(k.events)}
	want := map[string]legaltime.Date{"thu-ly": s.workingDays(s.on("")[0], 7, nil)}
	if begun := s.on("thu-ly"); len(begun) > 0 {
		want["giai-quyet"] = s.settling(begun[0])
	}
	if sent := s.sending(); !sent.IsZero() {
		want["gui"] = s.workingDays(sent, 3, nil)
	}
	for name, due := range want {
		if got := k.clock(name).Due.Date; got != due {
			rt.Fatalf("%s: due %s, counted slowly %s", name, got, due)
		}
	}
}

// on are the days of an act.
func (s slow) on(act string) (all []legaltime.Date) {
	for _, e := range s.facts {
		if e.Act == act {
			all = append(all, e.On.Date)
		}
	}
	return all
}

func (s slow) workingDays(from legaltime.Date, n int, held func(legaltime.Date) bool) legaltime.Date {
	for n > 0 {
		from = from.AddDays(1)
		if s.cal.Working(from) && (held == nil || !held(from)) {
			n--
		}
	}
	return from
}

// calendarDays counts n days that nothing holds, and goes on from a day off
// to a working day.
func (s slow) calendarDays(from legaltime.Date, n int, held func(legaltime.Date) bool) legaltime.Date {
	for n > 0 {
		if from = from.AddDays(1); !held(from) {
			n--
		}
	}
	if s.cal.Working(from) {
		return from
	}
	for !s.cal.Working(from) || held(from) { // a day that does not count is no last day
		from = from.AddDays(1)
	}
	return from
}

// sending is when the decision to be sent was made that no sending followed, or
// the one that was being sent last.
func (s slow) sending() (from legaltime.Date) {
	sent := true
	for _, e := range s.facts {
		switch e.Act {
		case "tam-dinh-chi", "tiep-tuc":
			if sent {
				from, sent = e.On.Date, false
			}
		case "gui":
			sent = true
		}
	}
	return from
}

// settling goes through what happened until the decision.
func (s slow) settling(begun legaltime.Date) legaltime.Date {
	facts := map[string]bool{}
	var open []string             // acts that hold the term up
	var spans [][2]legaltime.Date // closed pauses
	var since, due legaltime.Date
	extra, running := 0, false
	held := func(d legaltime.Date) bool {
		return slices.ContainsFunc(spans, func(p [2]legaltime.Date) bool { return !d.Before(p[0]) && d.Before(p[1]) })
	}
	for _, e := range s.facts {
		on := e.On.Date
		for _, name := range []string{"phuc-tap", "dac-biet", "vung-sau"} {
			if v, set := e.With[name].(bool); set {
				facts[name] = v
			}
		}
		switch e.Act {
		case "thu-ly":
			running = true
		case "ban-hanh":
			if len(open) > 0 {
				spans = append(spans, [2]legaltime.Date{since, on})
			}
			return due
		case "gia-han":
			extra += 30
		case "tam-dinh-chi", "trung-cau":
			if len(open) == 0 && on.After(due) {
				break
			}
			if len(open) == 0 {
				since = on
			}
			open = append(open, e.Act)
		case "tiep-tuc", "nhan-ket-qua":
			by := map[string]string{"tiep-tuc": "tam-dinh-chi", "nhan-ket-qua": "trung-cau"}[e.Act]
			if i := slices.Index(open, by); i >= 0 {
				if open = slices.Delete(open, i, i+1); len(open) == 0 {
					spans = append(spans, [2]legaltime.Date{since, on})
				}
			}
		}
		if running {
			due = s.calendarDays(begun, length(facts)+extra, held)
		}
	}
	return due
}

func length(facts map[string]bool) int {
	switch {
	case facts["phuc-tap"] && facts["vung-sau"]:
		return 60
	case facts["phuc-tap"] || facts["vung-sau"]:
		return 45
	}
	return 30
}

// The slow count knows by itself what stands in the statute.
func TestTheSlowCountByHand(t *testing.T) {
	s := slow{cal: calendar(t)}
	never := func(legaltime.Date) bool { return false }
	if got := s.calendarDays(legaltime.NewDate(2026, time.July, 15), 30, never); got.String() != "2026-08-14" {
		t.Errorf("30 days from 15 July: %s", got)
	}
	if got := s.workingDays(legaltime.NewDate(2026, time.August, 28), 3, nil); got.String() != "2026-09-07" { // 31 August to 2 September are days off
		t.Errorf("three working days over the National Day: %s", got)
	}
}
