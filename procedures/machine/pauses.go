package machine

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/plan"
)

// answered: an act that ends a pause and leaves the stage as it is needs a
// pause that is open; there is no answer without a request.
func (d *draft) answered(a *act) *Refusal {
	if len(a.ends) == 0 || d.law.leads(d.Stage, a.Name) || d.unanswered(a) > 0 {
		return nil
	}
	asked := make([]string, len(a.ends))
	for i, name := range a.ends {
		asked[i] = d.law.title(name)
	}
	return refuse(Requires, "Không có "+strings.Join(asked, " hay ")+" nào đang chờ để «"+a.Title+"».", a.Cite)
}

// leads says whether an act may take a case out of a stage.
func (l *Law) leads(stage, act string) bool {
	return slices.ContainsFunc(l.stages[stage].moves[act], func(b branch) bool { return b.to != plan.Stay })
}

// unanswered counts the acts of this round whose pause the act would end and that
// nothing has ended yet. Acts count, not clocks: a request made after the term
// pauses nothing, and yet it is answered.
func (d *draft) unanswered(a *act) int {
	open := 0
	for i := range d.Done {
		done := &d.Done[i]
		switch {
		case done.Round != d.round:
		case slices.Contains(a.ends, done.Act):
			open++
		case open > 0 && d.law.endsAny(done.Act, a.ends):
			open--
		}
	}
	return open
}

// endsAny says whether an act ends a pause that one of some acts begins.
func (l *Law) endsAny(name string, begun []string) bool {
	a := l.acts[name]
	return a != nil && slices.ContainsFunc(a.ends, func(by string) bool { return slices.Contains(begun, by) })
}

// awaits says that a clock which the requests start, and their answers meet,
// waits for more than one answer: this one is not the last.
func (d *draft) awaits(p *clock, name string) bool {
	a := d.law.acts[name]
	return len(a.ends) > 0 && slices.ContainsFunc(p.Starts, func(s plan.Start) bool { return slices.Contains(a.ends, s.Act) }) && d.unanswered(a) > 1
}
