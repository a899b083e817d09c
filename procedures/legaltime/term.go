package legaltime

import (
	"fmt"
	"strconv"
	"strings"
)

// Unit is what a term is counted in.
type Unit string

// The units of terms. Days are calendar days; working days are those of the
// Calendar; hours run on without a break (BLDS Điều 147.1).
const (
	Hours       Unit = "hours"
	Days        Unit = "days"
	WorkingDays Unit = "working days"
	Weeks       Unit = "weeks"
	Months      Unit = "months"
	Years       Unit = "years"
)

// units are the units with their names in Vietnamese.
var units = map[Unit]string{
	Hours: "giờ", Days: "ngày", WorkingDays: "ngày làm việc", Weeks: "tuần", Months: "tháng", Years: "năm",
}

// MaxTerm is the largest number of units in a term.
const MaxTerm = 9999

// Term is the length of a period as the law says it. Its text is "30 days",
// "1 month", "5 working days before", "at least 15 days".
type Term struct {
	N    int
	Unit Unit
	// Backward counts towards the past: "5 days before" a hearing is the last
	// day on which it can still be announced in time.
	Backward bool
	// Minimum makes the term a floor, not a limit: the result is the first day
	// on which "at least 15 days" have passed.
	Minimum bool
}

// ParseTerm reads the text of a term of one unit or more. The singular of a
// unit is accepted for any number.
func ParseTerm(s string) (Term, error) {
	t, err := readTerm(s)
	if err == nil && t.N == 0 {
		err = fmt.Errorf("%q is not a term: it must be 1 or more", clip(s))
	}
	if err != nil {
		return Term{}, err
	}
	return t, nil
}

// readTerm reads a term, also of length zero.
func readTerm(s string) (Term, error) {
	words := strings.Fields(s)
	var t Term
	if len(words) > 2 && words[0] == "at" && words[1] == "least" {
		t.Minimum, words = true, words[2:]
	}
	if n := len(words); n > 0 && words[n-1] == "before" {
		t.Backward, words = true, words[:n-1]
	}
	if len(words) < 2 {
		return t, badTerm(s)
	}
	n, err := strconv.Atoi(words[0])
	if err != nil || n < 0 || n > MaxTerm || words[0][0] == '+' || words[0][0] == '-' {
		return t, badTerm(s)
	}
	t.N = n
	if t.Unit = unitOf(strings.Join(words[1:], " ")); t.Unit == "" {
		return t, badTerm(s)
	}
	return t, nil
}

func badTerm(s string) error {
	return fmt.Errorf(`%q is not a term: write a number up to %d and a unit (hours, days, working days, weeks, months, years), `+
		`with "at least" in front or "before" behind where the law says so`, clip(s), MaxTerm)
}

// unitOf finds a unit by its plural or singular name, "" for none.
func unitOf(name string) Unit {
	for u := range units {
		if name == string(u) || name+"s" == string(u) {
			return u
		}
	}
	return ""
}

// IsZero reports whether t is no term.
func (t Term) IsZero() bool { return t == Term{} }

// String returns the text that ParseTerm reads, "" for no term.
func (t Term) String() string {
	if t.IsZero() {
		return ""
	}
	unit := string(t.Unit)
	if t.N == 1 {
		unit = strings.TrimSuffix(unit, "s")
	}
	s := strconv.Itoa(t.N) + " " + unit
	if t.Backward {
		s += " before"
	}
	if t.Minimum {
		s = "at least " + s
	}
	return s
}

// Vietnamese returns the term as the law writes it, with numbers below ten in
// two figures: "30 ngày", "07 ngày làm việc", "ít nhất 15 ngày".
func (t Term) Vietnamese() string {
	if t.IsZero() {
		return ""
	}
	s := fmt.Sprintf("%02d %s", t.N, units[t.Unit])
	if t.Minimum {
		s = "ít nhất " + s
	}
	if t.Backward {
		s = "trước " + s
	}
	return s
}

// MarshalText writes the text of String.
func (t Term) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (t *Term) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*t = Term{}
		return nil
	}
	v, err := readTerm(string(b))
	if err == nil {
		*t = v
	}
	return err
}
