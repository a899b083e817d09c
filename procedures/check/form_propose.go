package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var formPropose = Rule{"form_propose", diag.Error, func(p *pass) {
	p.fields(func(form *source.Form, f *source.Field) {
		switch {
		case len(f.Propose) == 0:
		case f.Type.V != "choice":
			p.say(f.Name.At, words{"only a choice can be proposed, and %q is none", "chỉ đề xuất được cho ô chọn, mà %q không phải ô chọn"}, titled(f.Name.V, f.Title.V))
		case form.Name.V == p.Intake.V:
			p.say(f.Name.At, words{"nothing is known yet when %q is filled in at reception", "khi điền %q lúc tiếp nhận thì chưa biết gì để đề xuất"}, titled(f.Name.V, f.Title.V))
		default:
			proposed(p, f)
		}
	})
}}

// proposed holds the lines of a field's table against its options. A line that
// reads the field itself would propose what was chosen before.
func proposed(p *pass, f *source.Field) {
	options := tabulate(f.Options, func(o *source.Option) source.Text { return o.Name })
	for _, l := range f.Propose {
		if l.Is.IsSet() && !options.has(l.Is.V) {
			p.suggest(l.Is.At, diag.Suggest(l.Is.V, options.names), words{"%q has no option %q", "%q không có lựa chọn %q"}, titled(f.Name.V, f.Title.V), l.Is.V)
		}
		if e := p.parsed(l.When); e != nil && slices.Contains(e.Names(), f.Name.V) {
			p.say(l.When.At, words{"the condition reads %q, which it proposes", "điều kiện đọc chính %q mà nó đề xuất"}, titled(f.Name.V, f.Title.V))
		}
	}
}
