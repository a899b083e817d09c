// Package contract is all that crosses Temporal: names, inputs, outputs. The
// names that stay in clear there (workflow type, task queue, update, activity)
// are fixed words; ids are random.
package contract

import (
	"strconv"
	"time"

	"github.com/donthu/donthu/procedures/machine"
)

// Names on Temporal's side. They stay in clear in its database.
const (
	TaskQueue    = "donthu"
	CaseWorkflow = "case"
	ActUpdate    = "act"
	StateQuery   = "state"
	RecordName   = "record"
	PastName     = "past"

	DigestWorkflow = "digest" // one run a day, started by the schedule of that name
	DigestName     = "digest"
)

// DigestAt is when the digests of a day are written, after 00:00 at +07:00:
// before offices open, after the night in which cases wake.
const DigestAt = 7 * time.Hour

// Engine is the version of the machine's meaning. It is part of every run's
// input; a case moves to a new engine by continue-as-new.
const Engine = 1

// CaseInput starts a run of a case. Progress is nil for a new case, and carries
// everything when a run continues another or is rebuilt from the record.
type CaseInput struct {
	Case     string    `json:"case"` // random id, also the workflow id
	Plan     string    `json:"plan"`
	Calendar string    `json:"calendar"`
	Engine   int       `json:"engine"`
	Progress *Progress `json:"progress,omitempty"`
}

// Progress is how far a case has come: its state, the hash of its last step,
// and the receipts of its latest commands (at most Remembered, oldest first).
// Temporal forgets update ids at every continue-as-new; Recent does not, so a
// command sent again is answered and not judged a second time.
type Progress struct {
	State  machine.State `json:"state"`
	Chain  string        `json:"chain"`
	Recent []Answered    `json:"recent,omitempty"`
}

// Answered is a command that stands in the record, and its receipt.
type Answered struct {
	Command string `json:"command"`
	Seq     int    `json:"seq"`
	Stage   string `json:"stage"`
}

// Remembered is how many receipts a Progress carries.
const Remembered = 16

// RecordInput asks for one step to be written, in one transaction.
type RecordInput struct {
	Case     string            `json:"case"`
	Prev     string            `json:"prev"` // chain hash of step Seq-1
	Event    machine.Event     `json:"event"`
	Commands []machine.Command `json:"commands"`
	State    machine.State     `json:"state"`          // after the event
	Wake     string            `json:"wake,omitempty"` // civil date of the next alarm; empty: none
}

// RecordOutput says what stands in the record at that seq now. Where another
// command holds the seq (its reply was lost with a worker), Adopt is that
// event: the workflow advances by it first, then tries its own as the next.
// Where the command itself stands at an earlier seq, Earlier is that seq. Where
// the same command stands at this seq with another content, Adopt is the event
// as recorded: the record wins over the wire. Chain is always the hash of the
// step that stands at that seq.
type RecordOutput struct {
	Chain   string         `json:"chain"`
	Adopt   *machine.Event `json:"adopt,omitempty"`
	Earlier int            `json:"earlier,omitempty"`
}

// PastInput asks for what led to a case up to a step, for a correction.
type PastInput struct {
	Case string `json:"case"`
	Seq  int    `json:"seq"`
}

// PastOutput is that, as machine.Correct wants it.
type PastOutput struct {
	Events []machine.Event `json:"events"`
}

// Receipt answers an act that was recorded.
type Receipt struct {
	Case  string `json:"case"`
	Seq   int    `json:"seq"`
	Stage string `json:"stage"`
}

// RefusalType is the type of the Temporal application error that carries a
// machine.Refusal in its (encrypted) details.
const RefusalType = "refused"

// BrokenType is the type of the Temporal application error that says that a
// step can never be recorded: the record and the workflow have parted.
const BrokenType = "broken"

// The night in which cases wake: each at its own minute, from NightBegins to
// NightEnds after 00:00 at +07:00 of the day of its alarm. Offices open later,
// so that what a province's cases have to say is ready by then.
const (
	NightBegins = 5 * time.Minute
	NightEnds   = 6*time.Hour + 35*time.Minute
)

// NothingDue is the code of the refusal that answers a tick which would find
// nothing to do. It leaves no trace in the history.
const NothingDue = "nothing-due"

// Build names a worker's engine to Temporal, which writes it into every
// workflow task: a run sees, the same in replay, that another engine took over.
func Build(engine int) string { return "engine-" + strconv.Itoa(engine) }
