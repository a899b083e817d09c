package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var noClock = words{"no clock is called %q", "không có thời hạn nào tên %q"}

var nameClock = Rule{"name_clock", diag.Error, func(p *pass) {
	for _, a := range p.Acts {
		known(p, p.clocks, noClock, a.Within, a.After)
	}
	p.fields(func(_ *source.Form, f *source.Field) {
		known(p, p.clocks, noClock, f.Bounded)
		if f.Bounded.IsSet() && f.Type.V != "date" {
			p.say(f.Bounded.At, words{"%q is no date, so no clock bounds it", "%q không phải ngày nên không có thời hạn nào giới hạn"}, titled(f.Name.V, f.Title.V))
		}
	})
}}
