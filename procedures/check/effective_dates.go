package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var effectiveDates = Rule{"effective_dates", diag.Error, func(p *pass) {
	if p.To.IsSet() && p.To.V.Before(p.From.V) {
		p.say(p.To.At, words{"the version ends on %s, before it begins on %s", "phiên bản kết thúc ngày %s, trước khi bắt đầu ngày %s"}, p.To.V, p.From.V)
	}
	for _, a := range p.Acts {
		if a.Since.IsSet() && a.Until.IsSet() && a.Until.V.Before(a.Since.V) {
			p.say(a.Until.At, words{"the act %q ends before it begins", "việc %q hết được làm trước khi bắt đầu"}, p.act(a.Name.V))
		}
	}
	p.fields(func(_ *source.Form, f *source.Field) {
		for _, o := range f.Options {
			if o.Since.IsSet() && o.Until.IsSet() && o.Until.V.Before(o.Since.V) {
				p.say(o.Until.At, words{"the option %q ends before it begins", "lựa chọn %q hết được chọn trước khi bắt đầu"}, titled(o.Name.V, o.Title.V))
			}
		}
	})
}}
