// Package diag holds what a checker has to say about a text: places, problems
// and the drawing of a line with a caret under it.
package diag

import (
	"cmp"
	"slices"
)

// Pos is a place in a text. Line and Column count from 1, columns in
// characters (runes). The zero Pos is no place.
type Pos struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Span is a stretch of text from Start up to, and without, End.
type Span struct {
	Start Pos
	End   Pos
}

// IsZero says that the span is no place.
func (s Span) IsZero() bool { return s.Start.Line == 0 }

// Severity says how bad a problem is.
type Severity string

// An Error keeps a procedure from being published; a Warning does not.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Problem is one thing that is wrong with a procedure.
type Problem struct {
	Code       string // name of the rule, e.g. stage_clock
	Severity   Severity
	Message    string // English, for those who build on the program
	Vi         string // Vietnamese, for the jurist, on the page as on the command line; empty: Message is shown
	Span       Span
	Suggestion string // what may have been meant in place of the text under the carets
	Help       string // name of the page in docs/checks, without .md; empty: described in its README
	File       string // set by Locate
	Source     string // the line and the carets, set by Locate
	Way        *Way   // how a case comes to where it is wrong; nil: no story tells that
	Story      string // the way as a scenario that can be run; empty where there is none, or nobody asked for it
}

// Told is what the jurist reads.
func (p Problem) Told() string { return cmp.Or(p.Vi, p.Message) }

// Vietnamese names the severity.
func (s Severity) Vietnamese() string {
	if s == Warning {
		return "cảnh báo"
	}
	return "lỗi"
}

// List is the problems of one text.
type List []Problem

// Add appends a problem.
func (l *List) Add(p Problem) { *l = append(*l, p) }

// Failed says whether the list holds an error.
func (l List) Failed() bool {
	return slices.ContainsFunc(l, func(p Problem) bool { return p.Severity == Error })
}

// Count is the number of problems of one severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, p := range l {
		if p.Severity == s {
			n++
		}
	}
	return n
}

// Sort orders by place, then code, then message, and drops repetitions.
func (l List) Sort() List {
	slices.SortStableFunc(l, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Span.Start.Line, b.Span.Start.Line), cmp.Compare(a.Span.Start.Column, b.Span.Start.Column),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(l, func(a, b Problem) bool {
		return a.Span == b.Span && a.Code == b.Code && a.Message == b.Message
	})
}
