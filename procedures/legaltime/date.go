package legaltime

import (
	"fmt"
	"time"
)

// zone is the legal time of Viet Nam: UTC+7, without summer time, so that no
// time zone database is needed.
var zone = time.FixedZone("+07", 7*60*60)

// Years that a Date can be written in.
const (
	minYear = 1
	maxYear = 9999
)

// epoch is the number of days from 0001-01-01 to 1970-01-01.
const epoch = 719162

// Date is a civil date at +07:00. The zero value is no date; it reads and
// writes as "". Dates are comparable with ==.
type Date struct {
	n int32 // days since 0000-12-31, so that 0001-01-01 is 1 and 0 is none
}

// NewDate returns the date of a year, month and day. Values outside their
// range carry over as in time.Date: the 31st of April is the 1st of May.
func NewDate(y int, m time.Month, d int) Date {
	u := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()
	return Date{int32(u/86400) + epoch + 1}
}

// DateOf returns the civil date at +07:00 of an instant.
func DateOf(t time.Time) Date {
	y, m, d := t.In(zone).Date()
	return NewDate(y, m, d)
}

// ParseDate reads "2006-01-02", and nothing else.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil || t.Year() < minYear {
		return Date{}, fmt.Errorf("%q is not a date: write it as 2026-07-31", clip(s))
	}
	return NewDate(t.Date()), nil
}

// clip shortens what a person typed before it is repeated in an error.
func clip(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// AddDays returns the date n days later, or earlier if n is negative. No date
// stays no date.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	return Date{d.n + int32(n)}
}

// Sub returns the number of days from e to d: positive if d is later.
func (d Date) Sub(e Date) int { return int(d.n - e.n) }

// Before reports whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.n < e.n }

// After reports whether d is later than e.
func (d Date) After(e Date) bool { return d.n > e.n }

// Compare returns -1, 0 or +1, as d is earlier than, the same as, or later
// than e.
func (d Date) Compare(e Date) int {
	switch {
	case d.n < e.n:
		return -1
	case d.n > e.n:
		return 1
	}
	return 0
}

// utc is midnight of d in UTC, for the calendar arithmetic of package time.
func (d Date) utc() time.Time { return time.Unix(int64(d.n-epoch-1)*86400, 0).UTC() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(((d.n % 7) + 7) % 7) }

// Year returns the year of d.
func (d Date) Year() int { return d.utc().Year() }

// Month returns the month of d.
func (d Date) Month() time.Month { return d.utc().Month() }

// Day returns the day of the month of d.
func (d Date) Day() int { return d.utc().Day() }

// At returns the instant at which clocks in Viet Nam show hour:minute on d.
func (d Date) At(hour, minute int) time.Time {
	y, m, day := d.utc().Date()
	return time.Date(y, m, day, hour, minute, 0, 0, zone)
}

// addMonths returns the corresponding date n months later, or the last day of
// that month if it has no such date (BLDS Điều 148.3).
func (d Date) addMonths(n int) (end Date, clipped bool) {
	y, m, day := d.utc().Date()
	first := NewDate(y, m+time.Month(n), 1)
	last := NewDate(y, m+time.Month(n)+1, 0)
	if day > last.Day() {
		return last, true
	}
	return first.AddDays(day - 1), false
}

// String returns "2006-01-02", or "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format("2006-01-02")
}

// Vietnamese returns the date as Vietnamese letters write it, "31/07/2026".
func (d Date) Vietnamese() string {
	if d.IsZero() {
		return ""
	}
	return string(d.appendVietnamese(nil))
}

func (d Date) appendVietnamese(b []byte) []byte {
	y, m, day := d.utc().Date()
	return append(b, digit(day/10), digit(day), '/', digit(int(m)/10), digit(int(m)), '/',
		digit(y/1000), digit(y/100), digit(y/10), digit(y))
}

func digit(n int) byte { return byte('0' + n%10) }

// MarshalText writes "2006-01-02", or "" for no date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(b))
	if err == nil {
		*d = v
	}
	return err
}
