package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/source"
)

var guardType = Rule{"guard_type", diag.Error, func(p *pass) {
	eachGuardProblem(p, func(g condition, b guard.Problem) {
		if b.Name == "" {
			p.add(source.Part(g.text, b.Offset, b.End), "", b.Text, b.Vi)
		}
	})
}}
