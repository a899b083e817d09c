package legaltime

import (
	"fmt"
	"slices"
	"strings"
)

// Interval is a run of days from From (included) to To (not included), such as
// the days of a suspension: To is the day on which counting goes on. Without
// To it is still open. Its text is "2026-08-03/2026-08-31" or "2026-08-03/".
type Interval struct {
	From, To Date
}

// ParseInterval reads the text of an interval. To is not earlier than From; an
// interval that ends on its first day holds no day.
func ParseInterval(s string) (Interval, error) {
	from, to, found := strings.Cut(s, "/")
	var i Interval
	if !found || i.From.UnmarshalText([]byte(from)) != nil || i.To.UnmarshalText([]byte(to)) != nil || i.From.IsZero() {
		return Interval{}, fmt.Errorf("%q is not an interval: write it as 2026-08-03/2026-08-31, or 2026-08-03/ while it is open", clip(s))
	}
	if !i.To.IsZero() && i.To.Before(i.From) {
		return Interval{}, fmt.Errorf("the interval %s ends before it begins", s)
	}
	return i, nil
}

// IsZero reports whether i is no interval.
func (i Interval) IsZero() bool { return i == Interval{} }

// Open reports whether i has no end yet.
func (i Interval) Open() bool { return i.To.IsZero() }

// Days returns the number of days in a closed interval, 0 for an open one.
func (i Interval) Days() int {
	if i.Open() {
		return 0
	}
	return i.To.Sub(i.From)
}

// String returns the text that ParseInterval reads.
func (i Interval) String() string {
	if i.IsZero() {
		return ""
	}
	return i.From.String() + "/" + i.To.String()
}

// MarshalText writes the text of String.
func (i Interval) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (i *Interval) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*i = Interval{}
		return nil
	}
	v, err := ParseInterval(string(b))
	if err == nil {
		*i = v
	}
	return err
}

// union sorts closed intervals and joins those that overlap or touch, so that
// no day is in two of them. Its argument is left as it is.
func union(in []Interval) []Interval {
	in = slices.Clone(in)
	slices.SortFunc(in, func(a, b Interval) int { return a.From.Compare(b.From) })
	var out []Interval
	for _, i := range in {
		if n := len(out); n > 0 && !i.From.After(out[n-1].To) {
			if i.To.After(out[n-1].To) {
				out[n-1].To = i.To
			}
			continue
		}
		out = append(out, i)
	}
	return out
}
