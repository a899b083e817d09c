package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var nameField = Rule{"name_field", diag.Error, func(p *pass) {
	for _, c := range p.Clocks {
		for _, s := range c.Starts {
			if s.From.IsSet() {
				startField(p, s)
			}
		}
	}
}}

// startField reports a clock that counts from what is no date of the form.
func startField(p *pass, s source.Start) {
	form := p.formOf(s.Act.V)
	if form == nil {
		p.say(s.From.At, words{"the act %q has no form, so it has no field %q", "việc %q không có biểu mẫu, nên không có ô %q"}, p.act(s.Act.V), s.From.V)
		return
	}
	var dates []string
	for _, f := range form.Fields {
		if f.Type.V == "date" {
			dates = append(dates, f.Name.V)
		}
		if f.Type.V == "date" && f.Name.V == s.From.V {
			return
		}
	}
	p.suggest(s.From.At, diag.Suggest(s.From.V, dates), words{"the form %q has no date field %q", "biểu mẫu %q không có ô ngày nào tên %q"}, p.form(form.Name.V), s.From.V)
}
