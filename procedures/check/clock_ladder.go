package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/source"
)

// head is the organisation's name for whoever heads a body.
const head = "thu-truong"

var clockLadder = Rule{"clock_ladder", diag.Warning, func(p *pass) {
	for _, c := range p.Clocks {
		if c.Lapse != nil {
			continue
		}
		if len(c.Remind) == 0 {
			p.say(c.Name.At, words{"nobody is reminded before the clock %q is due", "không ai được nhắc trước khi thời hạn %q hết"}, p.clock(c.Name.V))
		}
		switch {
		case len(c.Overdue) == 0:
			p.say(c.Name.At, words{"nobody is told when the clock %q is overdue", "không ai được báo khi thời hạn %q bị quá hạn"}, p.clock(c.Name.V))
		case !slices.ContainsFunc(c.Overdue, p.leads):
			p.say(c.Overdue[0].At, words{"when the clock %q is overdue no head, superior or Inspectorate is told", "thời hạn %q quá hạn mà không báo thủ trưởng, cấp trên hay thanh tra nào"}, p.clock(c.Name.V))
		}
	}
}}

// leads says that a rung tells somebody who answers for the lateness of others.
func (p *pass) leads(r source.Rung) bool {
	return slices.ContainsFunc(r.To, func(to source.Text) bool {
		role := p.roles.get(to.V)
		return role == nil || to.V == head || contains(role.HeldBy, head) || role.At.V == string(plan.Superior) || role.At.V == string(plan.Inspectors)
	})
}
