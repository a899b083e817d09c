package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var formChoice = Rule{"form_choice", diag.Error, func(p *pass) {
	p.fields(func(_ *source.Form, f *source.Field) { choice(p, f.Name, f.Title, f.Type, f.Options) })
	for _, f := range p.Facts {
		choice(p, f.Name, f.Title, f.Type, f.Options)
	}
}}

func choice(p *pass, name, title, kind source.Text, options []source.Option) {
	switch {
	case kind.V == "choice" && len(options) == 0:
		p.say(name.At, words{"the choice %q has no options", "ô chọn %q không có lựa chọn nào"}, titled(name.V, title.V))
	case kind.V != "choice" && len(options) > 0:
		p.say(kind.At, words{"%q has options, so its type must be choice", "%q có các lựa chọn nên kiểu phải là choice"}, titled(name.V, title.V))
	}
}
