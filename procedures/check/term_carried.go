package check

import (
	"github.com/donthu/donthu/procedures/compile"
	"github.com/donthu/donthu/procedures/diag"
)

// termCarried: a procedure that the law gives a term carries it, in a clock or
// a gap that cites it. Whoever drops the clock, or lets it rest on another
// provision, would let the term pass unseen.
var termCarried = Rule{"term_carried", diag.Error, func(p *pass) {
	if p.law.Empty() {
		return
	}
	for _, g := range p.law.Dropped(compile.File(p.File)) {
		p.say(p.Procedure.At, words{"the law gives this procedure a term that no clock of it carries: %s (%s, %s)",
			"luật định cho quy trình này một thời hạn mà không đồng hồ nào mang: %s (%s, %s)"}, g.What, g.Cite, g.Term)
	}
}}
