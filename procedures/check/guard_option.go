package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var guardOption = Rule{"guard_option", diag.Error, func(p *pass) {
	for _, g := range p.own() {
		if g.expr == nil {
			continue
		}
		for _, c := range g.expr.Compared() {
			options, choice := p.optionsOf(c.Name)
			if choice && c.Literal != "" && !options.has(c.Literal) {
				p.suggest(source.Part(g.text, c.Offset, c.End), diag.Suggest(c.Literal, options.names),
					words{"%q has no option %q", "%q không có lựa chọn %q"}, p.fact(c.Name), c.Literal)
			}
		}
	}
}}

// optionsOf are the options of a policy or of a fact that is a choice.
func (x *index) optionsOf(name string) (table[source.Option], bool) {
	byName := func(o *source.Option) source.Text { return o.Name }
	if y := x.policies.get(name); y != nil {
		return tabulate(y.Options, byName), true
	}
	if f := x.facts.get(name); f != nil && f.Type.V == "choice" {
		return tabulate(f.Options, byName), true
	}
	return table[source.Option]{}, false
}
