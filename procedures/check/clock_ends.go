package check

import "github.com/donthu/donthu/procedures/diag"

var clockEnds = Rule{"clock_ends", diag.Error, func(p *pass) {
	told := map[int]bool{}
	for i, v := range p.walk.visits {
		if v.lapse || !p.walk.stage(v.standing).Outcome.IsSet() {
			continue
		}
		for n := range p.Clocks {
			c := &p.Clocks[n]
			if v.live.has(n) && c.Lapse == nil && !told[n] {
				told[n] = true
				p.say(c.Name.At, words{"the clock %q is neither met nor stopped when the case ends by: %s", "thời hạn %q chưa hoàn thành và cũng không chấm dứt khi vụ việc kết thúc qua: %s"}, c.Name.V, p.walk.story(i))
			}
		}
	}
}}
