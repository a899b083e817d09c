// Package scenario runs stories on the machine with a paper clock. A story says
// what happened on which date, and what must then be true; a jurist writes it
// and reads its report.
//
//	*.case.yaml ──Parse──▶ Case ──Runner.Run──▶ Report
package scenario

import (
	"github.com/donthu/donthu/procedures/legaltime"
)

// Case is one story of one procedure.
type Case struct {
	File      string            `json:"file"`
	Line      int               `json:"line"`
	Name      string            `json:"case"`
	Procedure string            `json:"procedure"`
	Version   string            `json:"version,omitempty"` // empty: chosen by Received
	Received  legaltime.Moment  `json:"received"`
	Facts     map[string]any    `json:"facts,omitempty"`    // known at reception
	Policies  map[string]string `json:"policies,omitempty"` // readings of the law's doubts that differ from the defaults
	Fill      bool              `json:"fill,omitempty"`     // tasks and fields that an act requires are filled with lawful samples
	Earlier   *Case             `json:"-"`                  // the case out of which this one grows; nil: none
	origin    *origin           // what came of it
	Story     []Line            `json:"-"`
}

// Line is one line of a story: an act, an expectation, or both.
type Line struct {
	Line    int
	Date    legaltime.Moment
	Act     string
	Opens   string // act whose form is looked at, filled in with With, without doing it
	With    map[string]any
	By      string   // role; empty: the act's first
	To      string   // unit to which a case is offered
	Then    string   // stage after the act
	Refused string   // code of the refusal expected, AnyRefusal for any; empty: none
	Lacks   []string // with Refused: exactly the acts, or the fields, that stand in the way; nil: not said
	Expect  *Expect
}

// AnyRefusal is the Refused of a line that says only that the act is refused.
const AnyRefusal = "true"

// Expect is what must be true at the end of a line's date. Only what was
// written is held against the case.
type Expect struct {
	Line        int
	Clock       string
	Nominal     legaltime.Moment
	Due         legaltime.Moment
	State       string
	Alarms      []Alarm // a subset of those raised so far; of Clock, if that is written
	Stage       string
	Responsible string
	Tasks       []string // among the open ones
	Outcome     string
	Clocks      []Standing
	Ladder      []Told // everything that Clock told anybody so far; nil: not said
	May         []Right
	Propose     []Choice
	Carried     map[string]any // all that the earlier case filled in; nil: not said
}

// Choice is what must be proposed for a field of the form of the line's act;
// NoProposal: nothing.
type Choice struct {
	Line         int
	Field, Value string
}

// NoProposal is the Value of a Choice where nothing must be proposed.
const NoProposal = "none"

// Alarm is an alarm that must have been raised.
type Alarm struct {
	Line  int
	Date  legaltime.Date
	To    []string // roles, among those told
	Clock string
	Does  string
}

// Problem is something wrong with the text of a story.
type Problem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}
