package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var formFact = Rule{"form_fact", diag.Error, func(p *pass) {
	p.fields(func(_ *source.Form, f *source.Field) {
		fact := p.facts.get(f.Name.V)
		if fact == nil || secret(f) {
			return
		}
		if fact.Type.V != f.Type.V {
			p.say(f.Type.At, words{"the field sets the fact %q, which is of type %s, not %s", "ô này đặt dữ kiện %q thuộc kiểu %s, không phải %s"}, p.fact(f.Name.V), fact.Type.V, f.Type.V)
			return
		}
		options, choice := p.optionsOf(f.Name.V)
		for _, o := range f.Options {
			if choice && !options.has(o.Name.V) {
				p.suggest(o.Name.At, diag.Suggest(o.Name.V, options.names), words{"the fact %q has no option %q", "dữ kiện %q không có lựa chọn %q"}, p.fact(f.Name.V), titled(o.Name.V, o.Title.V))
			}
		}
	})
}}
