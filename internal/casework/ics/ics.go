// Package ics writes calendars of days as RFC 5545 has them: what calendar
// programs of offices and phones subscribe to.
package ics

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/donthu/donthu/procedures/legaltime"
)

// Event is something that lasts a whole day.
type Event struct {
	UID         string // the same for ever
	Sequence    int    // grows when the event changes
	Changed     time.Time
	Day         legaltime.Date
	Summary     string
	Description string
	URL         string
	Cancelled   bool
}

// Calendar is being written.
type Calendar struct {
	out *bufio.Writer
	now time.Time
}

// Begin writes the head of a calendar, which asks to be fetched every hour.
func Begin(w io.Writer, name string, now time.Time) *Calendar {
	c := &Calendar{out: bufio.NewWriter(w), now: now}
	for _, l := range [][2]string{{"BEGIN", "VCALENDAR"}, {"VERSION", "2.0"}, {"PRODID", "-//Donthu//Donthu//VI"}, {"CALSCALE", "GREGORIAN"},
		{"METHOD", "PUBLISH"}, {"NAME", text(name)}, {"X-WR-CALNAME", text(name)}, {"REFRESH-INTERVAL;VALUE=DURATION", "PT1H"}, {"X-PUBLISHED-TTL", "PT1H"}} {
		c.line(l[0], l[1])
	}
	return c
}

// Add writes an event. It takes nobody's time: the day is marked, not booked.
func (c *Calendar) Add(e Event) {
	status := "CONFIRMED"
	if e.Cancelled {
		status = "CANCELLED"
	}
	for _, l := range [][2]string{{"BEGIN", "VEVENT"}, {"UID", text(e.UID)}, {"SEQUENCE", fmt.Sprint(e.Sequence)}, {"DTSTAMP", instant(c.now)},
		{"LAST-MODIFIED", instant(e.Changed)}, {"DTSTART;VALUE=DATE", day(e.Day)}, {"DTEND;VALUE=DATE", day(e.Day.AddDays(1))},
		{"SUMMARY", text(e.Summary)}, {"DESCRIPTION", text(e.Description)}, {"URL", e.URL}, {"STATUS", status},
		{"TRANSP", "TRANSPARENT"}, {"CLASS", "CONFIDENTIAL"}, {"END", "VEVENT"}} {
		c.line(l[0], l[1])
	}
}

// End writes the end, and says what went wrong on the way.
func (c *Calendar) End() error {
	c.line("END", "VCALENDAR")
	return c.out.Flush()
}

// widest is how many octets a line may have; a longer one goes on in the next,
// behind a space.
const widest = 75

func (c *Calendar) line(name, value string) {
	if value == "" {
		return
	}
	rest, room := name+":"+value, widest
	for len(rest) > room {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		_, _ = c.out.WriteString(rest[:cut] + "\r\n ") // a failure stays until End
		rest, room = rest[cut:], widest-1
	}
	_, _ = c.out.WriteString(rest + "\r\n")
}

var escaped = strings.NewReplacer("\\", "\\\\", ";", "\\;", ",", "\\,", "\r\n", "\\n", "\n", "\\n", "\r", "")

func text(s string) string { return escaped.Replace(s) }

func day(d legaltime.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

func instant(t time.Time) string { return t.UTC().Format("20060102T150405Z") }
