package legaltime

import (
	"fmt"
	"strings"
	"time"
)

// Moment is when something happens in law: a day, or a minute of a day at
// +07:00. Its text is "2026-07-06" or "2026-11-20T16:30". Make one with Day,
// MomentOf or ParseMoment: the literal Moment{Date: d} is midnight of d, not
// the whole day.
type Moment struct {
	Date   Date
	Minute int // minutes since 00:00; WholeDay: no time of day
}

// WholeDay in Moment.Minute says that only the day is known or matters.
const WholeDay = -1

// Day returns the moment that is the whole of a day.
func Day(d Date) Moment {
	if d.IsZero() {
		return Moment{}
	}
	return Moment{Date: d, Minute: WholeDay}
}

// MomentOf returns the minute at +07:00 in which an instant falls.
func MomentOf(t time.Time) Moment {
	t = t.In(zone)
	return Moment{Date: DateOf(t), Minute: t.Hour()*60 + t.Minute()}
}

// ParseMoment reads "2006-01-02" or "2006-01-02T15:04", the latter at +07:00.
func ParseMoment(s string) (Moment, error) {
	day, hour, timed := strings.Cut(s, "T")
	d, err := ParseDate(day)
	if err != nil {
		return Moment{}, fmt.Errorf("%q is not a moment: write it as 2026-07-31 or 2026-07-31T16:30", clip(s))
	}
	if !timed {
		return Day(d), nil
	}
	t, err := time.Parse("15:04", hour)
	if err != nil || len(hour) != len("15:04") {
		return Moment{}, fmt.Errorf("%q is not a time of day: write it as 16:30", clip(hour))
	}
	return Moment{Date: d, Minute: t.Hour()*60 + t.Minute()}, nil
}

// IsZero reports whether m is no moment.
func (m Moment) IsZero() bool { return m.Date.IsZero() }

// HasTime reports whether m has a time of day.
func (m Moment) HasTime() bool { return !m.IsZero() && m.Minute >= 0 }

// Compare orders moments for sorting: by date, a whole day before the times of
// the same day. To ask which came first in law, use Before and After.
func (m Moment) Compare(o Moment) int {
	if c := m.Date.Compare(o.Date); c != 0 {
		return c
	}
	switch {
	case m.Minute < o.Minute:
		return -1
	case m.Minute > o.Minute:
		return 1
	}
	return 0
}

// Before reports whether m is certainly earlier than o: on an earlier date, or
// on the same date with both times known and m's earlier.
func (m Moment) Before(o Moment) bool {
	if m.Date != o.Date {
		return m.Date.Before(o.Date)
	}
	return m.HasTime() && o.HasTime() && m.Minute < o.Minute
}

// After reports whether m is certainly later than o; see Before.
func (m Moment) After(o Moment) bool { return o.Before(m) }

// String returns "2006-01-02" or "2006-01-02T15:04", "" for no moment.
func (m Moment) String() string {
	if !m.HasTime() {
		return m.Date.String()
	}
	return fmt.Sprintf("%sT%02d:%02d", m.Date, m.Minute/60, m.Minute%60)
}

// Vietnamese returns "31/07/2026" or "16:30 ngày 31/07/2026".
func (m Moment) Vietnamese() string {
	if !m.HasTime() {
		return m.Date.Vietnamese()
	}
	return fmt.Sprintf("%02d:%02d ngày %s", m.Minute/60, m.Minute%60, m.Date.Vietnamese())
}

// MarshalText writes the text of String.
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (m *Moment) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*m = Moment{}
		return nil
	}
	v, err := ParseMoment(string(b))
	if err == nil {
		*m = v
	}
	return err
}

// minutes counts from an arbitrary fixed midnight; a whole day counts from its
// first minute.
func (m Moment) minutes() int {
	return int(m.Date.n)*24*60 + max(m.Minute, 0)
}

// momentAt is the inverse of minutes.
func momentAt(minutes int) Moment {
	return Moment{Date: Date{int32(minutes / (24 * 60))}, Minute: minutes % (24 * 60)}
}
