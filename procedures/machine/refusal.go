package machine

import (
	"github.com/donthu/donthu/procedures/legaltime"
)

// The codes of refusals. They are stable: clients and scenarios name them.
const (
	CaseEnded      = "case-ended"
	NotOffered     = "not-offered"
	NotYourRole    = "not-your-role"
	NotYourUnit    = "not-your-unit"
	WrongDateOrder = "wrong-date-order"
	FutureDate     = "future-date"
	NotInForce     = "not-in-force"
	Guard          = "guard"
	Requires       = "requires"
	PastDue        = "past-due"
	NotOverdue     = "not-overdue"
	TooSoon        = "gap"
	AlreadyDone    = "already-done"
	BadForm        = "form"
	ExtensionLimit = "extension-limit"
	HandoffPending = "handoff-pending"
	UnknownAct     = "unknown-act"
	WrongLaw       = "wrong-law"      // the case keeps another plan or calendar than the law's
	WrongCalendar  = "wrong-calendar" // the event names another calendar than the law's
	NotToFollow    = "not-to-follow"  // no case may grow out of the earlier one, or not yet
	NotToCorrect   = "not-to-correct" // there is nothing to correct in that way
	Contradicts    = "contradicts"    // the correction would make a later act unlawful
	NotComputable  = "not-computable" // a date lies outside what a calendar can count
)

func refuse(code, sentence, cite string) *Refusal {
	return &Refusal{Code: code, Sentence: sentence, Cite: cite}
}

func refuseFuture(on legaltime.Moment) *Refusal {
	return refuse(FutureDate, "Ngày "+on.Date.Vietnamese()+" chưa đến, không thể ghi nhận trước.", "")
}

func refuseOrder(last legaltime.Date) *Refusal {
	return refuse(WrongDateOrder, "Ngày thực hiện phải từ ngày "+last.Vietnamese()+" trở đi, vì việc trước đó đã ghi ngày này.", "")
}

func refuseForm(title, cite string, fields []FieldProblem) *Refusal {
	r := refuse(BadForm, "Thông tin của «"+title+"» chưa đúng hoặc chưa đủ.", cite)
	r.Fields = fields
	return r
}

// quoted puts a title between Vietnamese quotation marks.
func quoted(title string) string { return "«" + title + "»" }

// title is what an act is called, for a sentence.
func (l *Law) title(name string) string {
	if a := l.acts[name]; a != nil {
		return quoted(a.Title)
	}
	return "«Tiếp nhận»"
}

// Codes lists the codes of refusals.
func Codes() []string {
	return []string{
		CaseEnded, NotOffered, NotYourRole, NotYourUnit, WrongDateOrder, FutureDate, NotInForce, Guard, Requires, PastDue, NotOverdue,
		TooSoon, AlreadyDone, BadForm, ExtensionLimit, HandoffPending, UnknownAct, WrongLaw, WrongCalendar, NotToFollow, NotToCorrect, Contradicts, NotComputable,
	}
}
