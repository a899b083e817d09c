package legaltime

import (
	"errors"
	"fmt"
)

// Request asks when a period ends.
type Request struct {
	From   Moment     // day of the event (not counted), or the moment for hours
	Term   Term       // as the law says it
	Extend []Term     // each added to the nominal end of the one before
	Pauses []Interval // days not counted, in any order; overlaps count once
	NoRoll bool       // the last day stays where it falls (custody, terms in favour of liberty)
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
	To   Moment `json:"to,omitzero"`    // last day of the step, included; for hours the moment
	Days int    `json:"days,omitempty"` // calendar days of the step; working days for RuleCount of such a term
	Cite string `json:"cite,omitempty"`
}

// The codes of Reason.Rule.
const (
	RuleEvent       = "event-day"   // the day of the event is not counted
	RuleCount       = "count"       // a run of days (or hours) that are counted
	RuleSkip        = "skip"        // a run of days that are not working days
	RulePause       = "pause"       // a run of days on which the term stood still
	RuleUnion       = "pause-union" // pauses overlap and are counted once
	RuleOpen        = "pause-open"  // a pause that goes on is counted up to AsOf
	RuleNoPause     = "pause-none"  // pauses do not move a backward term
	RuleExtend      = "extend"      // another term is added to the nominal end
	RuleMonthEnd    = "month-end"   // the last month has no corresponding date
	RuleMinimum     = "minimum"     // the term is a floor
	RuleRoll        = "roll"        // the last day is a day off and moves
	RuleStay        = "no-roll"     // the last day is a weekend or day off and stays all the same
	RuleDue         = "due"         // the result
	RuleProvisional = "provisional" // the days off are not announced yet
)

// Compute counts a period (BLDS Điều 144-148):
//
//   - the day of the event is not counted; hours run from the minute, and from
//     00:00, the strictest reading, if no time is known;
//   - days, weeks, months and years run through days off; a month or year ends
//     on the corresponding date, or on the last day of the month without one;
//   - days inside a pause are not counted: the end moves by as many days, which
//     may bring later pauses into the term. Pauses in working days take out
//     the working days among them;
//   - an extension is counted from the nominal end before it, as a day that is
//     not counted itself;
//   - a last day that is a day off moves to the next working day that is not
//     inside a pause, of a backward term to the working day before. Only the
//     last day moves;
//   - hours never move; nor does a minimum term: it is a floor, its result the
//     first day on which the duty "at least so long" is satisfied. Notice given
//     on the 21st "at least 5 days" ahead allows the 26th. With Backward it
//     is a limit like any other backward term;
//   - a backward term hangs on a fixed day: pauses do not move it, extensions
//     are refused.
//
// An error says which part of the request has no meaning.
func Compute(cal *Calendar, r Request) (Result, error) {
	c := newCount(cal, r)
	end, due, err := c.ends()
	if err != nil {
		return Result{}, err
	}
	c.conclude(due)
	return Result{From: r.From, Term: r.Term, Nominal: end, Due: due, Why: c.why, Provisional: c.walk.provisional}, nil
}

// Ends is Compute without the reasons, many times faster: the last day before
// rolling and after it.
func Ends(cal *Calendar, r Request) (nominal, due Moment, err error) {
	c := count{r: r, walk: walk{cal: cal, saturdays: r.Policy.WorkingSaturdays}, silent: true}
	return c.ends()
}

// Rests tells whether a result rests on a year whose days off are not announced
// yet: the Provisional of Compute, without the reasons. What has no meaning
// rests on nothing.
func Rests(cal *Calendar, r Request) bool {
	c := count{r: r, walk: walk{cal: cal, saturdays: r.Policy.WorkingSaturdays}, silent: true}
	_, _, err := c.ends()
	return err == nil && c.walk.provisional
}

// ends counts to the last day, and rolls it.
func (c *count) ends() (nominal, due Moment, err error) {
	r := &c.r
	if err := r.check(c.walk.cal); err != nil {
		return Moment{}, Moment{}, err
	}
	end := c.run()
	if !countable(end.Date) {
		return Moment{}, Moment{}, fmt.Errorf("the term %s from %s ends outside the years %d to %d", r.Term, r.From, firstYear, lastYear)
	}
	return end, c.roll(end), nil
}

// The years in which periods are counted. Outside of them a date is a slip of
// the pen, and the lunar calendar is not reckoned well enough.
const (
	firstYear = 1900
	lastYear  = 2199
)

func countable(d Date) bool { return d.Year() >= firstYear && d.Year() <= lastYear }

// check refuses what has no meaning.
func (r *Request) check(cal *Calendar) error {
	if cal == nil {
		return errors.New("no calendar")
	}
	if r.From.IsZero() {
		return errors.New("no date to count from")
	}
	if !countable(r.From.Date) {
		return fmt.Errorf("%s is outside the years %d to %d", r.From, firstYear, lastYear)
	}
	if err := r.Term.check(); err != nil {
		return err
	}
	for _, t := range r.Extend {
		if err := r.checkExtension(t); err != nil {
			return err
		}
	}
	return r.checkPauses()
}

func (t Term) check() error {
	if t.N < 1 || t.N > MaxTerm || units[t.Unit] == "" {
		return fmt.Errorf("%q is not a term", t)
	}
	return nil
}

func (r *Request) checkExtension(t Term) error {
	if err := t.check(); err != nil {
		return err
	}
	if t.Backward || t.Minimum || r.Term.Backward || r.Term.Minimum {
		return fmt.Errorf("%s cannot extend %s: only limits that run forward are extended", t, r.Term)
	}
	if (t.Unit == Hours) != (r.Term.Unit == Hours) {
		return fmt.Errorf("%s cannot extend %s: hours and days do not mix", t, r.Term)
	}
	return nil
}

func (r *Request) checkPauses() error {
	for _, p := range r.Pauses {
		switch {
		case p.From.IsZero():
			return errors.New("a pause has no first day")
		case p.Open() && r.AsOf.IsZero():
			return fmt.Errorf("the pause from %s is still open: say up to which day it is to be counted", p.From)
		case !p.Open() && p.To.Before(p.From):
			return fmt.Errorf("the pause %s ends before it begins", p)
		}
	}
	return nil
}
