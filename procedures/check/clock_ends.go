package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
)

var clockEnds = Rule{"clock_ends", diag.Error, func(p *pass) {
	for n, w := range p.ahead.alone {
		c := &p.Clocks[n]
		i := slices.IndexFunc(w.visits, func(v visit) bool {
			return !v.lapse && v.live.has(n) && w.stage(v.standing).Outcome.IsSet()
		})
		if i >= 0 && c.Lapse == nil {
			way := w.way(i)
			way.Owed = c.Name.V
			p.tell(c.Name.At, way, words{"the clock %q is neither met nor stopped when the case ends by: %s", "thời hạn %q chưa hoàn thành và cũng không chấm dứt khi vụ việc kết thúc qua: %s"}, p.clock(c.Name.V))
		}
	}
}}
