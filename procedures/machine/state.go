package machine

import (
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// State is all that a case is, as far as the law cares. It is plain data: its
// JSON form crosses Temporal and stands in the record. It holds no name of a
// person, only tokens and ids.
type State struct {
	Plan        string            `json:"plan"`     // content hash of the plan
	Calendar    string            `json:"calendar"` // content hash of the calendar
	Seq         int               `json:"seq"`      // number of events applied
	Stage       string            `json:"stage"`
	Trail       []string          `json:"trail,omitempty"` // stages to go back to
	Opened      legaltime.Date    `json:"opened,omitzero"`
	Entered     legaltime.Date    `json:"entered,omitzero"` // since when in Stage
	Last        legaltime.Date    `json:"last,omitzero"`    // legal date of the last act
	Responsible string            `json:"responsible"`      // unit id: the one body that answers
	Superior    string            `json:"superior,omitempty"`
	Facts       map[string]any    `json:"facts,omitempty"`
	Policies    map[string]string `json:"policies,omitempty"` // settings that differ from the defaults
	Done        []Done            `json:"done,omitempty"`
	Clocks      []Clock           `json:"clocks,omitempty"`
	Handoff     *Handoff          `json:"handoff,omitempty"`
	Outcome     string            `json:"outcome,omitempty"`
}

// Done is an act that was performed.
type Done struct {
	Act   string           `json:"act"`
	On    legaltime.Moment `json:"on"`
	Seq   int              `json:"seq"`
	Stage string           `json:"stage"`           // where it was done
	Round int              `json:"round,omitempty"` // grows when another body takes the case: earlier work no longer counts
}

// ClockState is what a clock is doing.
type ClockState string

// The states of a clock, by the names that scenarios use.
const (
	Running ClockState = "running"
	Paused  ClockState = "paused"
	Met     ClockState = "met"
	Overdue ClockState = "overdue"
	Stopped ClockState = "stopped"
)

// Clock is a running instance of a plan.Clock. Nominal and Due are kept as last
// computed; Explain computes them again with the reasons.
type Clock struct {
	Name       string               `json:"name"`
	Started    legaltime.Date       `json:"started,omitzero"` // legal date of the act that started it; From may be the date in a field
	From       legaltime.Moment     `json:"from"`
	Term       legaltime.Term       `json:"term"`
	Warn       legaltime.Term       `json:"warn,omitzero"`
	Fresh      bool                 `json:"fresh,omitempty"`    // Term was set on resumption: facts no longer change it
	Pauses     []legaltime.Interval `json:"pauses,omitempty"`   // the last may be open
	PausedBy   []string             `json:"pausedBy,omitempty"` // acts whose pause is open
	Extensions []Extension          `json:"extensions,omitempty"`
	Nominal    legaltime.Moment     `json:"nominal"`
	Due        legaltime.Moment     `json:"due"`
	WarnBy     legaltime.Moment     `json:"warnBy"` // the earlier of Due and the second source's date
	State      ClockState           `json:"state"`
	Ended      legaltime.Date       `json:"ended,omitzero"` // when met or stopped
	Late       bool                 `json:"late,omitempty"` // met after the due date
	Fired      []Fired              `json:"fired,omitempty"`
	Round      int                  `json:"round,omitempty"`
	Run        int                  `json:"run,omitempty"` // how often it ran before: each run has its own rungs
}

// Extension is one decision that lengthened a clock.
type Extension struct {
	Act string         `json:"act,omitempty"`
	On  legaltime.Date `json:"on"`
	By  legaltime.Term `json:"by"`
}

// Fired is a rung that was raised: index into the plan's ladder, the due date
// it was reckoned from, and its own date. A due date that moves arms the rung
// again.
type Fired struct {
	Rung int            `json:"rung"`
	Due  legaltime.Date `json:"due"`
	On   legaltime.Date `json:"on"`
}

// Handoff is an offer of the case to another body that nobody answered yet.
type Handoff struct {
	To   string         `json:"to"` // unit id
	Act  string         `json:"act"`
	On   legaltime.Date `json:"on"`
	Back string         `json:"back"` // stage to return to when declined
}

// Kind is the kind of an event.
type Kind string

// The kinds of event.
const (
	Opens    Kind = "open"     // the petition is received: tiep-nhan
	Acts     Kind = "act"      // somebody did something
	Ticks    Kind = "tick"     // a day came: alarms and lapses
	Calendar Kind = "calendar" // another calendar applies: dates are computed afresh
	Corrects Kind = "correct"  // an earlier step was wrong, or one is missing: see Correction
)

// Head is the organisation's role that may correct the record of a case, in the
// body that answers for it.
const Head = "thu-truong"

// Correction says how the record is wrong. The wrong step stands in it as before;
// from here on it counts as corrected. Of several corrections of a step the last
// holds.
type Correction struct {
	Step   int              `json:"step,omitempty"`   // the step that is wrong; 0: none, the event's act was forgotten
	On     legaltime.Moment `json:"on,omitzero"`      // when it really happened in law; a void step stands again
	Void   bool             `json:"void,omitempty"`   // it never happened
	Before int              `json:"before,omitempty"` // among the acts of that day it comes directly before this step; 0: in the order of the record
	Reason string           `json:"reason"`           // token of the vault
}

// Event is something that happened to a case. On is when it happened in law
// (+07:00); At is the instant at which it was recorded. The two differ when a
// clerk enters yesterday's letter today.
type Event struct {
	Seq      int               `json:"seq"`
	Command  string            `json:"command"` // chosen by the client; at most once in a case
	Kind     Kind              `json:"kind"`
	Act      string            `json:"act,omitempty"`
	On       legaltime.Moment  `json:"on"`
	At       time.Time         `json:"at"`
	Actor    Actor             `json:"actor"`
	With     map[string]any    `json:"with,omitempty"`
	Unit     string            `json:"unit,omitempty"`     // open: the body that receives
	Superior string            `json:"superior,omitempty"` // open, accept, take-over: superior of the body then responsible
	Calendar string            `json:"calendar,omitempty"` // calendar: hash of the new one; open: of the first
	Policies map[string]string `json:"policies,omitempty"` // open: settings of the installation
	Correct  *Correction       `json:"correct,omitempty"`  // correct: Act and With are those of an act that was forgotten; On is the day of the correction
}

// Actor is who acts: an officer's id, the unit for which they act, and the
// roles they hold there on that day. For is the officer in whose place they act,
// as a delegate or a substitute. The zero Actor is the system.
type Actor struct {
	User  string   `json:"user,omitempty"`
	Unit  string   `json:"unit,omitempty"`
	Roles []string `json:"roles,omitempty"`
	For   string   `json:"for,omitempty"`
}

// CommandKind is the kind of a command.
type CommandKind string

// The kinds of command. OpenTask for an act that is open already replaces its
// task (its due date moved); SetClock replaces the clock of that name.
const (
	OpenTask  CommandKind = "open-task"
	CloseTask CommandKind = "close-task"
	SetClock  CommandKind = "set-clock"
	Notify    CommandKind = "notify"
	HandOver  CommandKind = "hand-over" // responsibility moved or was offered
	End       CommandKind = "end"
	DropClock CommandKind = "drop-clock" // by a correction: the clock of that name never began
	LinkCase  CommandKind = "link-case"  // another case was named as earlier or later than this one
)

// Command is something the world must do because of an event. Exactly the
// field that its Kind names is set.
type Command struct {
	Kind   CommandKind `json:"kind"`
	Task   *Task       `json:"task,omitempty"`
	Clock  *Clock      `json:"clock,omitempty"`
	Notice *Notice     `json:"notice,omitempty"`
	Link   *Link       `json:"link,omitempty"`
}

// Link names another case: at reception the earlier one out of which this grew,
// in an act the later one that grew out of this.
type Link struct {
	Case  string `json:"case"` // as the form has it: the id of a case
	Field string `json:"field"`
	Later bool   `json:"later,omitempty"`
}

// Task is a task that a case puts in front of the holders of Roles (roles of the
// organisation) in Unit.
type Task struct {
	Act   string           `json:"act"`
	Roles []string         `json:"roles"`
	Unit  string           `json:"unit"`
	Clock string           `json:"clock,omitempty"` // the clock that presses it, if any
	Due   legaltime.Moment `json:"due,omitzero"`
}

// Notice is an alarm that was raised: which rung of which clock, for whom.
type Notice struct {
	Clock string           `json:"clock"`
	Run   int              `json:"run,omitempty"` // of the clock
	Rung  int              `json:"rung"`
	Does  plan.Does        `json:"does"`
	To    []string         `json:"to"` // roles
	Date  legaltime.Date   `json:"date"`
	Due   legaltime.Moment `json:"due"`
	// Urgent lets it go out at any hour.
	Urgent bool `json:"urgent,omitempty"`
	// Asks says that somebody who is told must say that they know.
	Asks bool `json:"asks,omitempty"`
}

// Refusal is an answer, not a failure: the law says no. Sentence is Vietnamese
// and never repeats what the person typed.
type Refusal struct {
	Code     string         `json:"code"`
	Sentence string         `json:"sentence"`
	Cite     string         `json:"cite,omitempty"`
	Fields   []FieldProblem `json:"fields,omitempty"`
}

// FieldProblem is what is wrong with one field of a form.
type FieldProblem struct {
	Field    string `json:"field"`
	Code     string `json:"code"`
	Sentence string `json:"sentence"`
}

// Error makes a Refusal an error whose text carries no data, only its code.
func (r *Refusal) Error() string { return "refused: " + r.Code }

// Offer is one thing that a person may do next, or why not yet.
type Offer struct {
	Act     string   `json:"act"`
	Task    bool     `json:"task"`
	Refusal *Refusal `json:"refusal,omitempty"` // nil: allowed now
}
