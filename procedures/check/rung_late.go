package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/source"
	"github.com/donthu/donthu/procedures/statute"
)

// rungLate: a ladder that begins long after the last day of its term is none.
// Whom it tells at all is the matter of clockLadder.
var rungLate = Rule{"rung_late", diag.Error, func(p *pass) {
	if p.law.Empty() || p.law.Ladder == nil {
		return
	}
	within := p.law.Ladder
	for i := range p.Clocks {
		c := &p.Clocks[i]
		if c.Lapse != nil {
			continue
		}
		heads := slices.DeleteFunc(slices.Clone(c.Overdue), func(r source.Rung) bool { return !p.leads(r) })
		if !p.soon(c, c.Overdue, within.First, words{"nobody is told within %s after the clock %s is due", "%[2]s quá hạn mà trong %[1]s không ai được báo"}) {
			continue
		}
		p.soon(c, heads, within.Head, words{"no head, superior or Inspectorate is told within %s after the clock %s is due", "%[2]s quá hạn mà trong %[1]s không báo thủ trưởng, cấp trên hay thanh tra nào"})
	}
}}

// soon reports rungs that all come too late, at the first of them, and says
// whether there was nothing to report.
func (p *pass) soon(c *source.Clock, rungs []source.Rung, within legaltime.Term, w words) bool {
	late := func(r source.Rung) bool { return r.After.IsSet() && statute.Late(r.After.V, within) }
	if len(rungs) == 0 || slices.ContainsFunc(rungs, func(r source.Rung) bool { return !late(r) }) {
		return true
	}
	p.say(rungs[0].After.At, w, spoken{within.String(), within.Vietnamese()}, p.clock(c.Name.V))
	return false
}
