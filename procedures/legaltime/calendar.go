package legaltime

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Calendar says which days are worked. It is immutable and safe for concurrent
// use. It never ends: a year without an official schedule is computed from the
// statute and marked provisional.
type Calendar struct {
	name     string
	hash     string
	official map[int]string // source of the schedule of a year
	entries  map[Date]Holiday
	years    []yearTable // firstTable and on, made once; others are made when asked for
}

// Years that are tabulated when a calendar is read.
const (
	firstTable = 2000
	lastTable  = 2060
)

// CalendarDay is what a calendar says of a date.
type CalendarDay struct {
	Working     bool   // under DefaultPolicy
	Kind        Kind   // Ordinary, Weekend or the kind of the entry
	Name        string // why: "Quốc khánh", "nghỉ hằng tuần"; "" for an ordinary working day
	Source      string // instrument that makes it so; for an ordinary day, that of the year's schedule
	Provisional bool   // the year's schedule is not announced yet
}

// Holiday is a day that differs from what its weekday says.
type Holiday struct {
	Date   Date
	Kind   Kind
	Name   string
	Source string
}

// Kind is the kind of a day in a calendar.
type Kind string

// The kinds of day. Weekend is never written in a calendar.
const (
	Off          Kind = "off"          // public holiday (BLLĐ Điều 112)
	Compensatory Kind = "compensatory" // in place of a holiday that fell on a weekend (BLLĐ Điều 111.3)
	Swapped      Kind = "swapped"      // working day made free by the yearly notice
	Worked       Kind = "worked"       // Saturday or Sunday worked in place of a swapped day
	Ordinary     Kind = "ordinary"     // as its weekday says; in a layer: takes an entry back
	Weekend      Kind = "weekend"      // weekly rest of bodies on the five-day week
)

const weekendName = "nghỉ hằng tuần"

// Name returns the name under which the calendar was read.
func (c *Calendar) Name() string { return c.name }

// Hash returns the SHA-256 of the calendar's content in hexadecimal. Neither
// its name nor the order, comments or spacing of its lines matter.
func (c *Calendar) Hash() string { return c.hash }

// Official returns the years whose schedule is in the data, in order: an
// administrator wants to know in the fourth quarter that the next one is.
func (c *Calendar) Official() []int { return slices.Sorted(maps.Keys(c.official)) }

// Day says what kind of day a date is, and by which instrument.
func (c *Calendar) Day(d Date) CalendarDay {
	t := c.year(d.Year())
	k := t.kinds[d.Sub(t.first)]
	day := CalendarDay{Kind: k.kind(), Working: k.working(true), Provisional: t.provisional, Source: c.official[d.Year()]}
	if h, ok := t.named[d]; ok {
		day.Name, day.Source = h.Name, h.Source
	} else if k == weekendDay {
		day.Name, day.Source = weekendName, citeWeekend
	}
	return day
}

// citeWeekend is the weekly rest of public bodies.
const citeWeekend = "BLLĐ Đ111"

// Working reports whether a date is a working day under DefaultPolicy.
func (c *Calendar) Working(d Date) bool {
	t := c.year(d.Year())
	return t.kinds[d.Sub(t.first)].working(true)
}

// AddWorkingDays returns the n-th working day after d, or before d if n is
// negative, under DefaultPolicy. The day d itself is never counted; n == 0
// returns d.
func (c *Calendar) AddWorkingDays(d Date, n int) Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	w := walk{cal: c, saturdays: true}
	for n > 0 && !d.IsZero() {
		d = d.AddDays(step)
		if w.working(d) {
			n--
		}
	}
	return d
}

// WorkingDaysBetween returns the number of working days after a up to and
// including b, under DefaultPolicy. If b is before a it is minus the number of
// working days from b to the day before a.
func (c *Calendar) WorkingDaysBetween(a, b Date) int {
	if a.IsZero() || b.IsZero() {
		return 0
	}
	step := 1
	if b.Before(a) {
		step = -1
	}
	w, n := walk{cal: c, saturdays: true}, 0
	for a != b {
		a = a.AddDays(step)
		if w.working(a) {
			n += step
		}
	}
	return n
}

// year returns the table of a year.
func (c *Calendar) year(year int) *yearTable {
	if year >= firstTable && year <= lastTable {
		return &c.years[year-firstTable]
	}
	t := c.build(year)
	return &t
}

// seal computes what follows from official and entries.
func (c *Calendar) seal() {
	for year := firstTable; year <= lastTable; year++ {
		c.years = append(c.years, c.build(year))
	}
	var lines []string
	for year := range c.official {
		lines = append(lines, fmt.Sprintf("year|%d|%q", year, c.official[year]))
	}
	for _, h := range c.entries {
		lines = append(lines, fmt.Sprintf("%s|%s|%q|%q", h.Date, h.Kind, h.Name, h.Source))
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(statuteVersion + "\n" + strings.Join(lines, "\n")))
	c.hash = hex.EncodeToString(sum[:])
}
