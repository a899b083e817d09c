package check

import "github.com/donthu/donthu/procedures/diag"

var clockLapsed = Rule{"clock_lapsed", diag.Warning, func(p *pass) {
	told := map[int]bool{}
	for i, v := range p.walk.visits {
		if !v.lapse || !p.walk.stage(v.standing).Outcome.IsSet() {
			continue
		}
		for n := range p.Clocks {
			c := &p.Clocks[n]
			if v.live.has(n) && c.Lapse == nil && !told[n] {
				told[n] = true
				p.say(c.Name.At, words{"time alone can end the case while the clock %q is still owed: %s", "vụ việc có thể tự kết thúc khi thời hạn %q vẫn chưa hoàn thành: %s"}, c.Name.V, p.walk.story(i))
			}
		}
	}
}}
