package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var formDate = Rule{"form_date", diag.Error, func(p *pass) {
	p.fields(func(_ *source.Form, f *source.Field) {
		for _, bound := range []source.Text{f.NotBefore, f.NotAfter} {
			if bound.IsSet() && f.Type.V != "date" {
				p.say(bound.At, words{"%q is no date, so no day bounds it", "%q không phải ngày nên không có ngày nào giới hạn"}, titled(f.Name.V, f.Title.V))
			}
		}
		if f.NotBefore.V == "today" && f.NotAfter.V == "received" {
			p.say(f.NotAfter.At, words{"no date fits in %q: an act is never before the petition", "không ngày nào ghi được vào %q: việc không bao giờ làm trước khi nhận đơn"}, titled(f.Name.V, f.Title.V))
		}
	})
}}
