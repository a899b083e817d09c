// Package contract is all that crosses Temporal: names, inputs, outputs. The
// names that stay in clear there (workflow type, task queue, update, activity)
// are fixed words; ids are random.
package contract

import "github.com/donthu/donthu/procedures/machine"

// Names on Temporal's side. They stay in clear in its database.
const (
	TaskQueue    = "donthu"
	CaseWorkflow = "case"
	ActUpdate    = "act"
	StateQuery   = "state"
	RecordName   = "record"
)

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

// Progress is how far a case has come: its state and the hash of its last step.
type Progress struct {
	State machine.State `json:"state"`
	Chain string        `json:"chain"`
}

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
// Where the command itself stands at an earlier seq, Earlier is that seq.
type RecordOutput struct {
	Chain   string         `json:"chain"`
	Adopt   *machine.Event `json:"adopt,omitempty"`
	Earlier int            `json:"earlier,omitempty"`
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
