package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
)

var clockLapsed = Rule{"clock_lapsed", diag.Warning, func(p *pass) {
	for n, w := range p.ahead.alone {
		c := &p.Clocks[n]
		i := slices.IndexFunc(w.visits, func(v visit) bool {
			return v.lapse && v.live.has(n) && w.stage(v.standing).Outcome.IsSet()
		})
		if i >= 0 && c.Lapse == nil {
			way := w.way(i)
			way.Owed = c.Name.V
			p.tell(c.Name.At, way, words{"time alone can end the case while the clock %q is still owed: %s", "vụ việc có thể tự kết thúc khi thời hạn %q vẫn chưa hoàn thành: %s"}, p.clock(c.Name.V))
		}
	}
}}
