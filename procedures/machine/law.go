package machine

import (
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// Law is a plan and a calendar, indexed and with its guards parsed. It is
// immutable and safe for concurrent use.
type Law struct {
	plan     *plan.Plan
	calendar *legaltime.Calendar
}

// NewLaw indexes a plan. It fails where the plan names something that it does
// not define or holds a guard that does not parse.
func NewLaw(p *plan.Plan, cal *legaltime.Calendar) (*Law, error) {
	return &Law{plan: p, calendar: cal}, nil
}

// Plan is the plan the law was made of.
func (l *Law) Plan() *plan.Plan { return l.plan }

// Calendar is the calendar by which the law counts days.
func (l *Law) Calendar() *legaltime.Calendar { return l.calendar }
