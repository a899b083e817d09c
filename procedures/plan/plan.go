// Package plan holds the compiled procedure: what the machine runs and the
// page draws. A Plan knows nothing of YAML; its JSON form is canonical, and
// its SHA-256 is the name under which a case keeps it for life.
package plan

import "github.com/donthu/donthu/procedures/legaltime"

// Plan is one version of one procedure. Slices keep the order in which the
// file was written; nothing in a Plan is a map, so that walking it is
// deterministic.
type Plan struct {
	Procedure string         `json:"procedure"`
	Title     string         `json:"title"`
	Kind      Kind           `json:"kind"`
	Branch    string         `json:"branch,omitempty"` // whose bodies follow it: hanh-chinh (also empty), dang, tu-phap
	Version   string         `json:"version"`
	From      legaltime.Date `json:"from"`           // first civil date on which a receipt chooses this version
	To        legaltime.Date `json:"to,omitzero"`    // last such date; zero: open
	Cite      string         `json:"cite,omitempty"` // the instrument the version rests on
	Opening   string         `json:"opening"`        // stage in which a case begins
	Intake    string         `json:"intake"`         // form filled at reception
	Roles     []Role         `json:"roles"`
	Facts     []Fact         `json:"facts"`
	Policies  []Policy       `json:"policies"`
	Forms     []Form         `json:"forms"`
	Clocks    []Clock        `json:"clocks"`
	Acts      []Act          `json:"acts"`
	Stages    []Stage        `json:"stages"`
	Applies   []Transition   `json:"applies"`
	Follows   []Follow       `json:"follows,omitempty"` // earlier cases out of which one may grow
}

// Post says in which body the holder of a role sits.
type Post string

// Where a role is held, seen from the case.
const (
	Responsible Post = "responsible" // the body that answers for the case now
	Receiver    Post = "receiver"    // the body to which the case was offered
	Superior    Post = "superior"    // the direct superior of the responsible body
	Inspectors  Post = "inspectors"  // the inspectorate of the responsible body, or of the nearest above it that has one; told, never acts
)

// Role is a post that acts in the procedure, e.g. thu-truong.
type Role struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	At    Post   `json:"at"`
	// HeldBy names the roles of the organisation whose holders fill this one;
	// empty: the role of the same name. The direct superior, for one, is held by
	// the head (thu-truong) of the body above.
	HeldBy []string `json:"heldBy,omitempty"`
}

// Type is the type of a fact or of a form field.
type Type string

// The types. Narrative and Identity never reach the machine or Temporal in
// clear: the page hands their content to the vault, and the event carries an
// opaque token.
const (
	Flag      Type = "flag"      // true or false
	Text      Type = "text"      // short text without personal data: numbers of documents, places
	Number    Type = "number"    // whole number
	Day       Type = "date"      // civil date
	Choice    Type = "choice"    // one of Options
	Unit      Type = "unit"      // id of an organisation
	Person    Type = "user"      // id of an officer
	File      Type = "file"      // id of an attachment
	Narrative Type = "narrative" // free text that may name people: vault token
	Identity  Type = "identity"  // who the petitioner is: vault token
	Case      Type = "case"      // id of a linked case: of the intake form an earlier one, of an act's form a later one
)

// Option is one value of a choice.
type Option struct {
	Value string `json:"value"`
	Title string `json:"title"`
	Cite  string `json:"cite,omitempty"`
	// Reading says, of a reading of a policy, why the cited text is understood so.
	Reading string `json:"reading,omitempty"`
	// Since is the first day on which the value may be chosen (transitional
	// rules); zero: always.
	Since legaltime.Date `json:"since,omitzero"`
	// Until is the last such day; zero: open.
	Until legaltime.Date `json:"until,omitzero"`
}

// InForce tells whether the value may be chosen on a day.
func (o Option) InForce(on legaltime.Date) bool {
	return !on.Before(o.Since) && (o.Until.IsZero() || !on.After(o.Until))
}

// TitleOf is the title of the option with a value; the value itself where none
// has it.
func TitleOf(options []Option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Title
		}
	}
	return value
}

// Fact is something the case knows about itself; guards read facts.
type Fact struct {
	Name    string   `json:"name"`
	Title   string   `json:"title"`
	Type    Type     `json:"type"`
	Options []Option `json:"options,omitempty"`
	Cite    string   `json:"cite,omitempty"`
}

// Policy is a doubt in the law as data: the readings, the default, the source
// of each. Guards read a policy by its name as they read a choice.
type Policy struct {
	Name    string   `json:"name"`
	Title   string   `json:"title"`
	Doubt   string   `json:"doubt"`
	Default string   `json:"default"`
	Options []Option `json:"options"`
}

// Form is what a person fills in to perform an act.
type Form struct {
	Name   string  `json:"name"`
	Title  string  `json:"title"`
	Number string  `json:"number,omitempty"` // "Mẫu 03", with its decree
	Fields []Field `json:"fields"`
}

// DayBound is a day by which the date in a field is bounded; empty: by none.
type DayBound string

// The days that bound a date.
const (
	Received DayBound = "received" // on which the petition was received
	Today    DayBound = "today"    // on which the act is done
)

// Field is one entry of a form. A field that bears the name of a fact sets
// that fact.
type Field struct {
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	Type     Type     `json:"type"`
	Required bool     `json:"required,omitempty"`
	Must     bool     `json:"must,omitempty"` // a flag that has to be true: an assurance, a finding
	Options  []Option `json:"options,omitempty"`
	Help     string   `json:"help,omitempty"`
	Cite     string   `json:"cite,omitempty"`
	// Bounded names a clock: the date must not lie after its due date, an open
	// pause counted up to the day of the act. Where the clock is not owed there
	// is no bound.
	Bounded string `json:"bounded,omitempty"`
	// NotBefore and NotAfter bound a date by another of the case: what cannot have
	// been before the petition, what is past or what is to come.
	NotBefore DayBound `json:"notBefore,omitempty"`
	NotAfter  DayBound `json:"notAfter,omitempty"`
	// Of names the procedures of which a linked case may be.
	Of []string `json:"of,omitempty"`
	// Propose is the table by which an option of a choice is proposed: the first
	// line that holds. Who fills in the form may choose otherwise.
	Propose []Proposal `json:"propose,omitempty"`
}

// Proposal is one line of a table of proposals.
type Proposal struct {
	When       Guard  `json:"when,omitempty"`
	Is         string `json:"is"`                   // an option of the field
	Why        string `json:"why"`                  // Vietnamese clause, to be read after "vì"
	Cite       string `json:"cite"`                 // the provision that says so
	Confidence string `json:"confidence,omitempty"` // K or I: to be checked against the text
}

// Guard is a checked expression over facts and policies; empty means true.
// See package guard in compile for its grammar.
type Guard string

// Clock is a statutory (or internal) term that a case may owe.
type Clock struct {
	Name       string      `json:"name"`
	Title      string      `json:"title"`
	Cite       string      `json:"cite"`
	Confidence string      `json:"confidence,omitempty"` // K or I: to be checked against the text
	Starts     []Start     `json:"starts"`
	Met        []string    `json:"met,omitempty"`   // acts that perform the duty
	Stops      []string    `json:"stops,omitempty"` // acts that make the duty moot
	Terms      []TermRule  `json:"terms"`           // the first whose guard holds
	Pauses     []Pause     `json:"pauses,omitempty"`
	Extensions []Extension `json:"extensions,omitempty"`
	NoRoll     bool        `json:"noRoll,omitempty"` // the last day stays where it falls
	Lapse      *Lapse      `json:"lapse,omitempty"`  // what the mere passing of the term brings about
	// Since is the first day on which an act may start the clock (transitional
	// rules); zero: always.
	Since legaltime.Date `json:"since,omitzero"`
	Rungs []Rung         `json:"rungs"`
}

// Start names an act that sets a clock going. "tiep-nhan" is the opening
// itself. With From, the clock counts from the date in that field of the act's
// form instead of the day of the act.
type Start struct {
	Act  string `json:"act"`
	From string `json:"from,omitempty"`
}

// TermRule is one line of a clock's table of terms. Where a second source sets
// another length, Warn holds it: the duty is due by Is, warned of by the
// earlier of the two.
type TermRule struct {
	When     Guard          `json:"when,omitempty"`
	Is       legaltime.Term `json:"is"`
	Cite     string         `json:"cite,omitempty"`
	Warn     legaltime.Term `json:"warn,omitzero"`
	WarnCite string         `json:"warnCite,omitempty"`
}

// Pause stops a clock from the day of act From (counted as paused) until the
// day of act Until (counted again). With Fresh a new term starts on that day
// instead of the old one running on.
type Pause struct {
	From  string         `json:"from"`
	Until string         `json:"until"`
	Fresh legaltime.Term `json:"fresh,omitzero"`
	Cite  string         `json:"cite"`
}

// Extension lengthens a clock, from the nominal end, each time Act is done,
// at most as often as the first matching line of Limits allows (none matching:
// never). It must be decided no later than the due date.
type Extension struct {
	Act    string         `json:"act"`
	By     legaltime.Term `json:"by"`
	Limits []Limit        `json:"limits"`
	Cite   string         `json:"cite"`
}

// Limit is one line of an extension's table.
type Limit struct {
	When  Guard  `json:"when,omitempty"`
	Times int    `json:"times"`
	Cite  string `json:"cite,omitempty"`
}

// Lapse says that when the term has passed (the day after its last day) the
// case moves on by itself, if it stands in stage In then. With In empty the
// passing only meets the clock (a minimum term, such as a display of 15 days).
type Lapse struct {
	In string `json:"in,omitempty"`
	To string `json:"to,omitempty"`
}

// Does says what a rung is for.
type Does string

// What a rung does.
const (
	Remind   Does = "remind"
	Escalate Does = "escalate"
)

// Act is something a holder of one of Roles may do. A task is an act that a
// stage puts in front of its role's holders; it leaves the stage as it is.
type Act struct {
	Name       string         `json:"name"`
	Title      string         `json:"title"`
	Roles      []string       `json:"roles"`
	Form       string         `json:"form,omitempty"`
	Cite       string         `json:"cite"`
	Confidence string         `json:"confidence,omitempty"` // K or I: to be checked against the text
	When       Guard          `json:"when,omitempty"`       // lawful only while this holds
	Refuse     string         `json:"refuse,omitempty"`     // sentence when When fails
	Needed     Guard          `json:"needed,omitempty"`     // as a task or requirement: only while this holds
	Requires   []string       `json:"requires,omitempty"`   // acts that must have been done
	Within     string         `json:"within,omitempty"`     // clock that must not be past its due date
	After      string         `json:"after,omitempty"`      // clock that must be owed and past its due date
	Gap        *Gap           `json:"gap,omitempty"`
	Documents  []string       `json:"documents,omitempty"` // forms by number
	Since      legaltime.Date `json:"since,omitzero"`      // first day the act is lawful (transitional rules)
	Until      legaltime.Date `json:"until,omitzero"`      // last day
	Repeats    bool           `json:"repeats,omitempty"`   // may be done more than once in a stage
	Handoff    Handoff        `json:"handoff,omitempty"`
}

// Handoff says what an act does to the responsibility for the case.
type Handoff string

// The moves of responsibility. Exactly one body answers for a case at any
// moment: Offer leaves it with the sender, Accept moves it, Decline leaves it,
// TakeOver moves it to the superior.
const (
	Offer    Handoff = "offer"     // to the unit in the form's field of type unit
	Accept   Handoff = "accept"    // by the receiver; clocks start afresh
	Decline  Handoff = "decline"   // by the receiver, with a ground
	Withdraw Handoff = "withdraw"  // by the sender, before the receiver answered
	TakeOver Handoff = "take-over" // rút lên: by the superior
)

// Gap requires that act After was done at least (Offset) before this act,
// while When holds.
type Gap struct {
	When    Guard          `json:"when,omitempty"`
	After   string         `json:"after"`
	AtLeast legaltime.Term `json:"atLeast"`
	Cite    string         `json:"cite"`
}

// Stage is where a case stands. A stage with an Outcome ends the case.
type Stage struct {
	Name    string   `json:"name"`
	Title   string   `json:"title"`
	Outcome string   `json:"outcome,omitempty"`
	Tasks   []string `json:"tasks,omitempty"`
	Moves   []Move   `json:"moves,omitempty"`
}

// Move says where an act leads from a stage: the first branch whose guard
// holds. To is a stage, "" for staying, or Back for the stage before.
type Move struct {
	Act  string   `json:"act"`
	Then []Branch `json:"then"`
}

// Branch is one line of a move. Requires, if any, take the place of those of
// the act: the same act may need other work before it in another stage.
type Branch struct {
	When     Guard    `json:"when,omitempty"`
	To       string   `json:"to"`
	Requires []string `json:"requires,omitempty"`
}

// Special targets of a branch.
const (
	Stay = ""     // the act leaves the stage as it is
	Back = "back" // to the stage from which this one was entered
)

// Transition is a transitional provision: what of this version reaches which
// cases of the version before.
type Transition struct {
	To    string         `json:"to"` // received | running
	Since legaltime.Date `json:"since,omitzero"`
	Acts  []string       `json:"acts,omitempty"`
	Cite  string         `json:"cite,omitempty"`
}

// Follow says out of what a case may grow: of an earlier case under Procedure,
// named in the field By of the intake form, one of the acts After was done or
// one of the terms Expired has run out, none of the acts Unless was done, and When
// holds of what the earlier case knows of itself; Refuse says why where it does not.
// With neither After nor Expired the earlier case alone is enough.
type Follow struct {
	Procedure string   `json:"procedure"`
	By        string   `json:"by"`
	At        Post     `json:"at,omitempty"` // Superior: received by the direct superior of the body that answers for the earlier case
	After     []string `json:"after,omitempty"`
	Expired   []string `json:"expired,omitempty"`
	Unless    []string `json:"unless,omitempty"`
	When      Guard    `json:"when,omitempty"`
	Refuse    string   `json:"refuse,omitempty"`
	Carries   []Carry  `json:"carries,omitempty"`
	// CarriesWhen reads the facts of the earlier case: nothing is taken over
	// unless it holds there.
	CarriesWhen Guard  `json:"carriesWhen,omitempty"`
	Cite        string `json:"cite"`
}

// Carry fills a field of the intake form with the first of From that has
// something: what was last written in a field of that name in the earlier case,
// or of a clock its last day (into a date) and whether it has run out (a flag).
type Carry struct {
	Field string   `json:"field"`
	From  []string `json:"from"`
}
