package check

import "github.com/donthu/donthu/procedures/diag"

var effectiveDates = Rule{"effective_dates", diag.Error, func(p *pass) {
	if p.To.IsSet() && p.To.V.Before(p.From.V) {
		p.say(p.To.At, words{"the version ends on %s, before it begins on %s", "phiên bản kết thúc ngày %s, trước khi bắt đầu ngày %s"}, p.To.V, p.From.V)
	}
	for _, a := range p.Acts {
		if a.Since.IsSet() && a.Until.IsSet() && a.Until.V.Before(a.Since.V) {
			p.say(a.Until.At, words{"the act %q ends before it begins", "việc %q hết được làm trước khi bắt đầu"}, a.Name.V)
		}
	}
}}
