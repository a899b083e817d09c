package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var guardSyntax = Rule{"guard_syntax", diag.Error, func(p *pass) {
	for _, g := range p.guards {
		if g.err != nil {
			p.add(source.Part(g.text, g.err.Offset, g.err.End), "", g.err.Text, g.err.Vi)
		}
	}
}}
