package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
)

var stageEnds = Rule{"stage_ends", diag.Error, func(p *pass) {
	if !p.ahead.complete {
		return
	}
	w := p.ahead.base
	ends := w.ending()
	told := map[string]bool{}
	for i, v := range w.visits {
		s := w.stage(v.standing)
		if ends[i] || told[s.Name.V] {
			continue
		}
		told[s.Name.V] = true
		p.tell(s.Name.At, w.way(i), words{"a case in the stage %q cannot end any more after: %s", "vụ việc ở giai đoạn %q không còn đường kết thúc sau: %s"}, p.stage(s.Name.V))
	}
}}

// ending says of each visit whether some way leads from it to an end.
func (w *walk) ending() []bool {
	return w.leading(func(v visit) bool { return w.stage(v.standing).Outcome.IsSet() })
}

// leading says of each visit whether some way leads from it to one that is good.
func (w *walk) leading(good func(visit) bool) []bool {
	before := make([][]int, len(w.visits))
	leads := make([]bool, len(w.visits))
	var queue []int
	for i, v := range w.visits {
		for _, n := range v.next {
			before[n] = append(before[n], i)
		}
		if good(v) {
			leads[i] = true
			queue = append(queue, i)
		}
	}
	for len(queue) > 0 {
		last := queue[len(queue)-1]
		queue = slices.Delete(queue, len(queue)-1, len(queue))
		for _, i := range before[last] {
			if !leads[i] {
				leads[i] = true
				queue = append(queue, i)
			}
		}
	}
	return leads
}
