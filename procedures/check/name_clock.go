package check

import "github.com/donthu/donthu/procedures/diag"

var nameClock = Rule{"name_clock", diag.Error, func(p *pass) {
	for _, a := range p.Acts {
		known(p, p.clocks, words{"no clock is called %q", "không có thời hạn nào tên %q"}, a.Within)
	}
}}
