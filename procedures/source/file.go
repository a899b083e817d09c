// Package source reads the YAML text of a procedure into a File: what was
// written, and where. It knows the shape of the language (see Sections), not
// its sense; the rules of sense are in package check.
package source

import (
	"unicode/utf8"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Value is a scalar of the text with its place. The zero Value was not
// written.
type Value[T any] struct {
	V    T
	At   diag.Span
	body diag.Pos // where the content begins, if it stands in the text as it is, on one line
}

// IsSet says that the value was written.
func (v Value[T]) IsSet() bool { return !v.At.IsZero() }

// Part is the place of the bytes from..to of a text; of the whole text where
// it was written with escapes or over several lines.
func Part(v Value[string], from, to int) diag.Span {
	if v.body.Line == 0 || from < 0 || to > len(v.V) || from > to {
		return v.At
	}
	start := v.body.Column + utf8.RuneCountInString(v.V[:from])
	length := max(1, utf8.RuneCountInString(v.V[from:to]))
	return diag.Span{Start: diag.Pos{Line: v.body.Line, Column: start}, End: diag.Pos{Line: v.body.Line, Column: start + length}}
}

type (
	// Text is a written text: a title, a name, a guard.
	Text = Value[string]
	// Day is a written civil date.
	Day = Value[legaltime.Date]
	// Term is a written term.
	Term = Value[legaltime.Term]
)

// File is a procedure as it was written. Slices keep the order of the text.
// Each named thing has its place at its name.
type File struct {
	At                                                             diag.Span
	Procedure, Title, Kind, Branch, Version, Cite, Intake, Opening Text
	From, To                                                       Day
	Applies                                                        []Applies
	Follows                                                        []Follow
	Citations                                                      []Citation
	Roles                                                          []Role
	Facts                                                          []Fact
	Policies                                                       []Policy
	Forms                                                          []Form
	Clocks                                                         []Clock
	Acts                                                           []Act
	Stages                                                         []Stage
}

// Applies is a transitional provision.
type Applies struct {
	At       diag.Span
	To, Cite Text
	Since    Day
	Acts     []Text
}

// Follow is an earlier case out of which one under this procedure may grow.
type Follow struct {
	At                        diag.Span
	Procedure, By, Post, Cite Text
	When, CarriesWhen         Text // read the facts of the earlier case
	Refuse                    Text
	After, Expired, Unless    []Text
	Carries                   []Carry
}

// Carry says from what of the earlier case a field of the intake form is
// filled: the first of From that has something.
type Carry struct {
	Field Text
	From  []Text
}

// Citation is an instrument that the file cites; Name is how a cite begins.
type Citation struct {
	Name, Title Text
	From, To    Day
}

// Role is a post that acts.
type Role struct {
	Name, Title, At Text
	HeldBy          []Text
}

// Fact is something the case knows about itself.
type Fact struct {
	Name, Title, Type, Cite Text
	Options                 []Option
}

// Option is a value of a choice or a reading of a policy. Reading says how the
// cited text is understood, where two readings of a policy rest on the same one.
type Option struct {
	Name, Title, Cite, Reading Text
	Since, Until               Day
}

// Policy is a doubt in the law.
type Policy struct {
	Name, Title, Doubt, Default Text
	Options                     []Option
}

// Form is what a person fills in.
type Form struct {
	Name, Title, Number Text
	Fields              []Field
}

// Field is an entry of a form.
type Field struct {
	Name, Title, Type, Help, Cite, Bounded, NotBefore, NotAfter Text
	Required, Must                                              bool
	Options                                                     []Option
	Of                                                          []Text
	Propose                                                     []Proposal
}

// Proposal is a line of the table by which a choice is proposed.
type Proposal struct {
	At                              diag.Span
	When, Is, Why, Cite, Confidence Text
}

// Clock is a term that a case may owe.
type Clock struct {
	Name, Title, Cite, Confidence Text
	Since                         Day
	Starts                        []Start
	Met, Stops                    []Text
	Terms                         []TermLine
	Pauses                        []Pause
	Extends                       []Extends
	NoRoll                        bool
	Lapse                         *Lapse
	Remind, Overdue               []Rung
}

// Start is an act that sets a clock going; From is a date field of its form.
type Start struct{ Act, From Text }

// TermLine is a line of a clock's table of terms.
type TermLine struct {
	At                   diag.Span
	When, Cite, WarnCite Text
	Is, Warn             Term
}

// Pause is a suspension of a clock.
type Pause struct {
	At                diag.Span
	From, Until, Cite Text
	Fresh             Term
}

// Extends is a way to lengthen a clock.
type Extends struct {
	At        diag.Span
	Act, Cite Text
	By        Term
	Times     []Limit
}

// Limit is a line of an extension's table.
type Limit struct {
	At         diag.Span
	When, Cite Text
	Is         Value[int]
}

// Lapse is what the passing of a term brings about; In and To may both be
// missing: then it only meets the clock.
type Lapse struct {
	At     diag.Span
	In, To Text
}

// Rung is a step of a clock's ladder. One of Before, After, Due and Share is set.
type Rung struct {
	At            diag.Span
	Before, After Term
	Due, Does     Text
	Share         Value[int] // percent of the term
	To            []Text
	Urgent        bool
	Acknowledge   Term
}

// Act is something that somebody may do.
type Act struct {
	Name, Title, Form, Cite, Confidence, When, Refuse, Needed, Within, After, Handoff Text
	Roles, Requires, Documents                                                        []Text
	Gap                                                                               *Gap
	Since, Until                                                                      Day
	Repeats                                                                           bool
}

// Gap is the least time between two acts.
type Gap struct {
	At                diag.Span
	When, After, Cite Text
	AtLeast           Term
}

// Stage is where a case stands.
type Stage struct {
	Name, Title, Outcome Text
	Tasks                []Text
	Moves                []Move
}

// Move says where an act leads from a stage.
type Move struct {
	Act  Text
	Then []Branch
}

// Branch is a line of a move.
type Branch struct {
	At       diag.Span
	When, To Text
	Requires []Text
}
