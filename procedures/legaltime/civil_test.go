package legaltime_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
)

// The day of a filing is that of its moment at +07:00, to the tenth of a second.
func TestADayBeginsAtMidnightHere(t *testing.T) {
	here := time.FixedZone("", 7*3600)
	midnight := time.Date(2026, 7, 7, 0, 0, 0, 0, here)
	for at, want := range map[time.Duration]string{-100 * time.Millisecond: "2026-07-06", 0: "2026-07-07", 100 * time.Millisecond: "2026-07-07"} {
		for _, zone := range []*time.Location{here, time.UTC, time.FixedZone("", -5*3600)} {
			if got := legaltime.DateOf(midnight.Add(at).In(zone)); got.String() != want {
				t.Errorf("%v from midnight, in %v: %s, want %s", at, zone, got, want)
			}
		}
	}
}

// What zone the machine stands in changes no date.
func TestTheZoneOfTheMachineCountsForNothing(t *testing.T) {
	was := time.Local
	defer func() { time.Local = was }()
	instant := time.Date(2026, 12, 31, 17, 0, 0, 0, time.UTC) // midnight at +07:00
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("west", -10*3600), time.FixedZone("east", 14*3600)} {
		time.Local = zone
		if got := legaltime.DateOf(instant.Local()); got.String() != "2027-01-01" {
			t.Errorf("in %v it is %s", zone, got)
		}
		if got := date(t, "2027-01-01").At(0, 0); !got.Equal(instant) {
			t.Errorf("in %v the day begins at %v", zone, got)
		}
	}
}

// A leap second, and an hour that no clock shows, are refused and not moved.
func TestNoClockShowsThat(t *testing.T) {
	for _, text := range []string{"2026-06-30T23:59:60", "2026-06-30T23:60", "2026-06-30T24:00", "2026-02-29", "2026-06-31T10:00"} {
		if m, err := legaltime.ParseMoment(text); err == nil {
			t.Errorf("%s became %s", text, m)
		}
	}
}

// A date before the zone became +07:00 (1975-06-13) stays the date that was written.
func TestOldDatesStayDates(t *testing.T) {
	for _, text := range []string{"1940-01-01", "1959-12-31", "1975-06-12", "1975-06-13"} {
		raw, err := json.Marshal(date(t, text))
		var back legaltime.Date
		if err != nil || json.Unmarshal(raw, &back) != nil || back.String() != text || legaltime.DateOf(back.At(0, 0)) != back {
			t.Errorf("%s came back as %s (%v)", text, back, err)
		}
	}
}

// A term suspended and resumed twenty times ends later by as many days as it
// stood still.
func TestTwentyPauses(t *testing.T) {
	from := date(t, "2026-07-06")
	r := legaltime.Request{From: legaltime.Day(from), Term: legaltime.Term{N: 60, Unit: legaltime.Days}, NoRoll: true, Policy: legaltime.DefaultPolicy()}
	stood, on := 0, from.AddDays(2)
	for n := 1; n <= 20; n++ {
		r.Pauses = append(r.Pauses, legaltime.Interval{From: on, To: on.AddDays(n)})
		stood, on = stood+n, on.AddDays(n+1)
	}
	got, err := legaltime.Compute(public(t), r)
	if err != nil || got.Due.Date != from.AddDays(60+stood) {
		t.Errorf("due %s (%v), want %s", got.Due.Date, err, from.AddDays(60+stood))
	}
}
