package legaltime

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a calendar file.
const (
	MaxCalendar = 256 << 10 // bytes
	maxText     = 200       // characters of a name or source
	maxProblems = 20        // told at once
)

// ParseCalendar reads a calendar, as CSV in UTF-8 with # comments:
//
//	kind,date,name,source
//	year,2024,,8662/VPCP-KGVX
//	off,2024-01-01,Tết Dương lịch,BLLĐ Đ112.1
//	swapped,2024-04-29,ngày làm việc hoán đổi,2450/VPCP-KGVX
//	worked,2024-05-04,làm bù cho 29/4,2450/VPCP-KGVX
//
// A line "year" says that the schedule of that year is complete here: its days
// without a line are what their weekday says. Other years follow the statute,
// changed by their lines. The error names the line of every problem.
func ParseCalendar(name string, data []byte) (*Calendar, error) {
	return (&Calendar{}).With(name, data)
}

// With returns the calendar with another layer of data over it, such as the
// schedule of one more year or the days of one province. A line of the layer
// replaces the line below for the same day; the kind "ordinary" takes it back.
func (c *Calendar) With(name string, data []byte) (*Calendar, error) {
	l := layer{official: map[int]string{}, entries: map[Date]Holiday{}}
	if err := l.read(data); err != nil {
		return nil, fmt.Errorf("calendar %s: %w", name, err)
	}
	next := &Calendar{name: name, official: map[int]string{}, entries: map[Date]Holiday{}}
	for _, below := range []layer{{c.official, c.entries}, l} {
		maps.Copy(next.official, below.official)
		maps.Copy(next.entries, below.entries)
	}
	next.seal()
	return next, nil
}

// layer is the content of one file.
type layer struct {
	official map[int]string
	entries  map[Date]Holiday
}

var header = []string{"kind", "date", "name", "source"}

func (l layer) read(data []byte) error {
	if len(data) > MaxCalendar {
		return fmt.Errorf("larger than %d bytes", MaxCalendar)
	}
	if !utf8.Valid(data) {
		return errors.New("not UTF-8")
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comment, r.FieldsPerRecord = '#', len(header)
	if err := readHeader(r); err != nil {
		return err
	}
	return l.rows(r)
}

func readHeader(r *csv.Reader) error {
	want := strings.Join(header, ",")
	first, err := r.Read()
	if err == io.EOF {
		return fmt.Errorf("line 1: empty: the first line must be %s", want)
	}
	if err != nil {
		return fmt.Errorf("the first line must be %s: %w", want, err)
	}
	if strings.Join(first, ",") != want {
		line, _ := r.FieldPos(0)
		return fmt.Errorf("line %d: the first line must be %s", line, want)
	}
	return nil
}

func (l layer) rows(r *csv.Reader) error {
	var problems []error
	for len(problems) < maxProblems {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil { // names its line itself
			return errors.Join(append(problems, err)...)
		}
		line, _ := r.FieldPos(0)
		if err := l.add(row); err != nil {
			problems = append(problems, fmt.Errorf("line %d: %w", line, err))
		}
	}
	return errors.Join(problems...)
}

func (l layer) add(row []string) error {
	name, source := row[2], row[3]
	if !plain(name) || !plain(source) || source == "" {
		return fmt.Errorf("name and source must be printable text of at most %d characters, and the source not empty", maxText)
	}
	if row[0] == "year" {
		return l.addYear(row[1], name, source)
	}
	k, ok := indexOf(Kind(row[0]))
	if !ok {
		return fmt.Errorf("%q is not a kind: write year, off, compensatory, swapped, worked or ordinary", clip(row[0]))
	}
	d, err := ParseDate(row[1])
	if err != nil {
		return err
	}
	if name == "" {
		return fmt.Errorf("%s has no name", d)
	}
	return l.addDay(Holiday{d, k.kind(), name, source})
}

func (l layer) addYear(text, name, source string) error {
	year, err := strconv.Atoi(text)
	if err != nil || len(text) != 4 || year < minYear {
		return fmt.Errorf("%q is not a year", clip(text))
	}
	if name != "" {
		return errors.New("a year has no name")
	}
	if _, ok := l.official[year]; ok {
		return fmt.Errorf("the year %d stands here twice", year)
	}
	l.official[year] = source
	return nil
}

func (l layer) addDay(h Holiday) error {
	if _, ok := l.entries[h.Date]; ok {
		return fmt.Errorf("%s stands here twice", h.Date)
	}
	switch {
	case h.Kind == Worked && !weekend(h.Date):
		return fmt.Errorf("%s is a weekday: only a Saturday or Sunday can be %q", h.Date, Worked)
	case (h.Kind == Swapped || h.Kind == Compensatory) && weekend(h.Date):
		return fmt.Errorf("%s is on a weekend, which is off anyhow: it cannot be %q", h.Date, h.Kind)
	}
	l.entries[h.Date] = h
	return nil
}

// plain reports whether a text is short and can be shown as it is.
func plain(s string) bool {
	return utf8.RuneCountInString(s) <= maxText && strings.TrimSpace(s) == s && !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsPrint(r)
	})
}
