package casework

import (
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// Ref names a unit or an officer.
type Ref struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Named is a name of the language with its Vietnamese title.
type Named struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

// Reason is one step of the count of a date.
type Reason struct {
	Rule string `json:"rule"`
	Text string `json:"text"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	Days int    `json:"days,omitempty"`
	Cite string `json:"cite,omitempty"`
}

// Deadline is one clock of a case as it stands on a day: state, dates, the
// words that every page shows for it, and why the date is what it is.
type Deadline struct {
	Clock       string          `json:"clock"`
	Title       string          `json:"title"`
	Cite        string          `json:"cite"`
	State       string          `json:"state" enum:"running,paused,met,overdue,stopped"`
	From        string          `json:"from"`
	Nominal     string          `json:"nominal" doc:"last day before rolling over days off"`
	Due         string          `json:"due" doc:"last day of the term"`
	Left        *int            `json:"left,omitempty" doc:"working days (or hours) left; negative: overdue"`
	LeftUnit    string          `json:"leftUnit,omitempty" enum:"working days,hours"`
	Late        bool            `json:"late,omitempty"`
	PausedSince string          `json:"pausedSince,omitempty"`
	Confidence  string          `json:"confidence,omitempty" doc:"K or I: to be checked against the text of the law"`
	Provisional bool            `json:"provisional,omitempty" doc:"the date rests on a year whose days off are not announced yet and may change"`
	Text        string          `json:"text"`
	Why         []Reason        `json:"why" nullable:"false"`
	Extensions  []ExtensionView `json:"extensions,omitempty" nullable:"false"`
	Pauses      []PeriodView    `json:"pauses,omitempty" nullable:"false"`
}

// Foreseen is one thing that will happen to a case if nobody acts: somebody is
// told, a term passes, the case moves on by itself.
type Foreseen struct {
	On    string `json:"on"`
	Clock string `json:"clock"`
	Text  string `json:"text"`
}

// ExtensionView is one decision that lengthened a clock.
type ExtensionView struct {
	On string `json:"on"`
	By string `json:"by"`
}

// PeriodView is a time that a clock does not count: [From, To).
type PeriodView struct {
	From string `json:"from"`
	To   string `json:"to,omitempty"`
}

// CaseRef is how a worklist names a case.
type CaseRef struct {
	ID             string `json:"id"`
	Code           string `json:"code"`
	Kind           string `json:"kind"`
	Procedure      string `json:"procedure"`
	ProcedureTitle string `json:"procedureTitle"`
	Stage          Named  `json:"stage"`
}

// TaskRow is one line of a worklist.
type TaskRow struct {
	Case      CaseRef   `json:"case"`
	Act       string    `json:"act"`
	Title     string    `json:"title"`
	Role      string    `json:"role"`
	RoleTitle string    `json:"roleTitle"`
	Unit      Ref       `json:"unit"`
	Opened    string    `json:"opened"`
	Deadline  *Deadline `json:"deadline"`
	Urgency   string    `json:"urgency" enum:"overdue,today,soon,later,none"`
}

// Counts are the exact numbers of tasks by urgency.
type Counts struct {
	Overdue int `json:"overdue"`
	Today   int `json:"today"`
	Soon    int `json:"soon"`
	Later   int `json:"later"`
	None    int `json:"none"`
}

// Worklist is a page of tasks in the order in which the law presses them.
type Worklist struct {
	Items  []TaskRow `json:"items" nullable:"false"`
	Next   string    `json:"next,omitempty"`
	Counts Counts    `json:"counts"`
}

// CaseRow is one line of a list of cases.
type CaseRow struct {
	ID             string    `json:"id"`
	Code           string    `json:"code"`
	Kind           string    `json:"kind"`
	Procedure      string    `json:"procedure"`
	ProcedureTitle string    `json:"procedureTitle"`
	Version        string    `json:"version"`
	Stage          Named     `json:"stage"`
	Responsible    Ref       `json:"responsible"`
	Opened         string    `json:"opened"`
	Outcome        string    `json:"outcome,omitempty"`
	Deadline       *Deadline `json:"deadline"`
}

// CaseList is a page of cases.
type CaseList struct {
	Items []CaseRow `json:"items" nullable:"false"`
	Next  string    `json:"next,omitempty"`
}

// TaskView is an open task on the page of its case.
type TaskView struct {
	Act       string    `json:"act"`
	Title     string    `json:"title"`
	Role      string    `json:"role"`
	RoleTitle string    `json:"roleTitle"`
	Unit      Ref       `json:"unit"`
	Deadline  *Deadline `json:"deadline"`
	Status    string    `json:"status"`
}

// RefusalView is why an act is not possible now.
type RefusalView struct {
	Code     string `json:"code"`
	Sentence string `json:"sentence"`
	Cite     string `json:"cite,omitempty"`
}

// OfferView is something the reader may do, or may not do yet and why.
type OfferView struct {
	Act        string       `json:"act"`
	Title      string       `json:"title"`
	Task       bool         `json:"task"`
	Cite       string       `json:"cite"`
	Confidence string       `json:"confidence,omitempty" doc:"K or I: to be checked against the text of the law"`
	Form       *plan.Form   `json:"form,omitempty"`
	Allowed    bool         `json:"allowed"`
	Refusal    *RefusalView `json:"refusal,omitempty"`
	Documents  []string     `json:"documents" nullable:"false"`
	Handoff    string       `json:"handoff,omitempty"`
	To         *Named       `json:"to,omitempty"`
	Closes     bool         `json:"closes,omitempty" doc:"it may end the case"`
	// Proposals are by what the case knows; what is being filled in may change
	// them (see Service.Propose).
	Proposals []ProposalView `json:"proposals" nullable:"false" doc:"what the procedure proposes for the choices of the form, by what the case knows"`
}

// ProposalView is what the procedure proposes for a choice, and why. Who fills in
// the form may choose otherwise.
type ProposalView struct {
	Field      string `json:"field"`
	Value      string `json:"value"`
	Title      string `json:"title"`
	Why        string `json:"why" doc:"to be read after «vì»"`
	Cite       string `json:"cite"`
	Confidence string `json:"confidence,omitempty" doc:"K or I: to be checked against the text of the law"`
}

// Entry is one field of a step as it may be shown: secrets have no value.
type Entry struct {
	Name     string        `json:"name"`
	Title    string        `json:"title"`
	Type     string        `json:"type"`
	Value    any           `json:"value"`
	Proposed *ProposalView `json:"proposed,omitempty" doc:"what the procedure had proposed, where something else was chosen"`
}

// NoticeView is an alarm that a step raised.
type NoticeView struct {
	Clock  string   `json:"clock"`
	Title  string   `json:"title"`
	Does   string   `json:"does"`
	To     []string `json:"to" nullable:"false"`
	Date   string   `json:"date"`
	Unsent []string `json:"unsent,omitempty" nullable:"false" doc:"to whom mail and messages were given up; they have it in their inbox"`
	Told   []string `json:"told,omitempty" nullable:"false" doc:"who was told, found on that day; where a post is vacant, whoever answers for it"`
}

// MovedView is a term whose last day another calendar moved.
type MovedView struct {
	Clock string `json:"clock"`
	Title string `json:"title"`
	From  string `json:"from" doc:"the last day until then"`
	To    string `json:"to"`
}

// StepActor is who did a step; the system has no name.
type StepActor struct {
	Name string `json:"name"`
	Role string `json:"role,omitempty"`
	Unit string `json:"unit,omitempty"`
	For  string `json:"for,omitempty" doc:"officer in whose place it was done, as a delegate or a substitute"`
}

// StepView is one entry of the record.
type StepView struct {
	Seq     int          `json:"seq"`
	Kind    string       `json:"kind"`
	Act     string       `json:"act,omitempty"`
	Title   string       `json:"title"`
	On      string       `json:"on"`
	At      string       `json:"at"`
	Actor   StepActor    `json:"actor"`
	With    []Entry      `json:"with" nullable:"false"`
	Notices []NoticeView `json:"notices" nullable:"false"`
	Moved   []MovedView  `json:"moved,omitempty" nullable:"false" doc:"terms whose last day a change of calendar or a correction moved"`
	Hash    string       `json:"hash"`

	Correction *CorrectionView `json:"correction,omitempty" doc:"of a step that corrects"`
	Corrected  *CorrectedView  `json:"corrected,omitempty" doc:"of a step that was corrected"`
}

// FileView is an attachment.
type FileView struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	Type   string `json:"type"`
	SHA256 string `json:"sha256"`
	At     string `json:"at,omitempty"`

	Missing bool `json:"missing,omitempty" doc:"the record knows the file, the vault has none"`
}

// IdentityView is the petitioner as everybody on the case sees them: masked.
type IdentityView struct {
	Masked    string `json:"masked"`
	Protected bool   `json:"protected"`
	MayReveal bool   `json:"mayReveal" doc:"whether this reader may open it, with a reason"`
	Missing   bool   `json:"missing,omitempty" doc:"the record knows of it, the vault has no entry that opens; masked says so in words"`
}

// Exclusions are the officers whom a case is about.
type Exclusions struct {
	Officers   []OfficerView `json:"officers" nullable:"false"`
	Close      []string      `json:"close" nullable:"false" doc:"ids of those among them whom the case is not about, but who are close to somebody whom it is about"`
	MayReadmit bool          `json:"mayReadmit" doc:"whether this reader may let one of them in again"`
}

// RevealView is one look at what is kept secret in a case.
type RevealView struct {
	At     string `json:"at"`
	Name   string `json:"name" doc:"officer who looked"`
	What   string `json:"what"`
	Reason string `json:"reason"`
}

// HandoffView is an offer that waits for an answer.
type HandoffView struct {
	To  Ref    `json:"to"`
	On  string `json:"on"`
	Act string `json:"act"`
}

// CaseView is the page of a case.
type CaseView struct {
	CaseRow
	ReceivedAt string          `json:"receivedAt"`
	Identity   *IdentityView   `json:"identity"`
	Narrative  bool            `json:"narrative" doc:"whether there is free text that this reader may open, with a reason"`
	Tasks      []TaskView      `json:"tasks" nullable:"false"`
	Offers     []OfferView     `json:"offers" nullable:"false"`
	Clocks     []Deadline      `json:"clocks" nullable:"false"`
	Ahead      []Foreseen      `json:"ahead" nullable:"false" doc:"what will happen by itself if nobody acts, in the order of days"`
	Steps      []StepView      `json:"steps" nullable:"false"`
	Files      []FileView      `json:"files" nullable:"false"`
	Facts      []Entry         `json:"facts" nullable:"false"`
	Handoff    *HandoffView    `json:"handoff,omitempty"`
	Lateness   *LatenessView   `json:"lateness,omitempty" doc:"only where a term was missed: through which body and why"`
	Asked      []AskedView     `json:"asked" nullable:"false" doc:"alarms that a leader must acknowledge, latest first"`
	Corrects   *CorrectsView   `json:"corrects,omitempty" doc:"for the head of the body that answers: what may be corrected"`
	Exclusions *Exclusions     `json:"exclusions,omitempty" doc:"officers who never see this case nor are told of it; only for readers who may bar officers"`
	Reveals    []RevealView    `json:"reveals,omitempty" nullable:"false" doc:"for the head of the body that answers: who looked at what is kept secret, latest first"`
	Mine       bool            `json:"mine"`
	Links      []LinkView      `json:"links" nullable:"false"`
	Successors []SuccessorView `json:"successors" nullable:"false"`
	Plan       PlanView        `json:"plan"`
}

// Receipt is what a person gets when a petition was registered.
type Receipt struct {
	ID             string     `json:"id"`
	Code           string     `json:"code"`
	Procedure      string     `json:"procedure"`
	ProcedureTitle string     `json:"procedureTitle"`
	Version        string     `json:"version"`
	Received       string     `json:"received"`
	Unit           Ref        `json:"unit"`
	Stage          Named      `json:"stage"`
	Deadlines      []Deadline `json:"deadlines" nullable:"false"`
	Next           string     `json:"next"`
}

// Outcome answers an act.
type Outcome struct {
	Seq       int        `json:"seq"`
	Stage     Named      `json:"stage"`
	Deadlines []Deadline `json:"deadlines" nullable:"false"`
	Sentence  string     `json:"sentence"`
}

func named(p *plan.Plan, name string) Named {
	if s := p.Stage(name); s != nil {
		return Named{s.Name, s.Title}
	}
	return Named{name, name}
}

func period(i legaltime.Interval) PeriodView {
	return PeriodView{From: i.From.String(), To: i.To.String()}
}
