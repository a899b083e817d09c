package check

import "github.com/donthu/donthu/procedures/diag"

var clockMet = Rule{"clock_met", diag.Error, func(p *pass) {
	for _, c := range p.Clocks {
		if len(c.Met) == 0 && c.Lapse == nil {
			p.say(c.Name.At, words{"nothing meets the clock %q: write `met`, or `lapse` if its passing is what the law waits for", "không việc nào hoàn thành thời hạn %q: hãy ghi `met`, hoặc `lapse` nếu luật chỉ chờ hết thời hạn"}, p.clock(c.Name.V))
		}
		for _, m := range c.Met {
			if contains(c.Stops, m.V) {
				p.say(m.At, words{"%q both meets and stops the clock", "%q vừa hoàn thành vừa chấm dứt thời hạn"}, p.act(m.V))
			}
		}
	}
}}
