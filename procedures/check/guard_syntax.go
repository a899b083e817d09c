package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var guardSyntax = Rule{"guard_syntax", diag.Error, func(p *pass) {
	for _, g := range p.guards {
		if g.err != nil {
			p.found.Add(diag.Problem{Code: p.rule.Code, Severity: p.rule.Severity, Message: g.err.Text, Vi: g.err.Vi,
				Span: source.Part(g.text, g.err.Offset, g.err.End), Help: p.rule.Code})
		}
	}
}}
