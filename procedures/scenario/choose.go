package scenario

import (
	"cmp"
	"maps"
	"slices"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// proposed holds what a line expects to be proposed against what was, before its
// act was done, by what the line fills in.
func (p *paper) proposed(l *Line) (found []finding) {
	if l.Expect.Propose == nil {
		return nil
	}
	act := cmp.Or(l.Act, l.Opens)
	form := formOf(p.law.Plan(), act)
	for _, name := range slices.Sorted(maps.Keys(l.With)) {
		if form == nil || form.Field(name) == nil {
			found = append(found, finding{l.Line, p.actCalled(act) + " có ô " + name, "không có ô này"})
		}
	}
	all := machine.Proposals(p.law, p.before, act, l.With, l.Date)
	for _, c := range l.Expect.Propose {
		got := NoProposal
		if i := slices.IndexFunc(all, func(x machine.Proposal) bool { return x.Field == c.Field }); i >= 0 {
			got = all[i].Value
		}
		if got != c.Value {
			found = append(found, finding{c.Line, p.actCalled(act) + ": đề xuất " + c.Field + " " + c.Value, p.actCalled(act) + ": đề xuất " + c.Field + " " + got})
		}
	}
	return found
}

// formOf is the form of an act, nil if there is none.
func formOf(law *plan.Plan, act string) *plan.Form {
	a := law.Act(act)
	if a == nil {
		return nil
	}
	return law.Form(a.Form)
}
