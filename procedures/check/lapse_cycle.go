package check

import "github.com/donthu/donthu/procedures/diag"

var lapseCycle = Rule{"lapse_cycle", diag.Error, func(p *pass) {
	leads := map[string][]string{}
	for _, c := range p.Clocks {
		if c.Lapse != nil && c.Lapse.In.IsSet() {
			leads[c.Lapse.In.V] = append(leads[c.Lapse.In.V], c.Lapse.To.V)
		}
	}
	for _, c := range p.Clocks {
		if c.Lapse != nil && c.Lapse.In.IsSet() && comesTo(leads, c.Lapse.To.V, c.Lapse.In.V, map[string]bool{}) {
			p.say(c.Lapse.At, words{"lapses alone lead the case in a circle through %q: nobody would have to act", "chỉ riêng việc hết thời hạn đã đưa vụ việc đi vòng qua %q mà không ai phải làm gì"}, p.stage(c.Lapse.In.V))
		}
	}
}}

func comesTo(leads map[string][]string, from, to string, seen map[string]bool) bool {
	if from == to {
		return true
	}
	if seen[from] {
		return false
	}
	seen[from] = true
	for _, next := range leads[from] {
		if comesTo(leads, next, to, seen) {
			return true
		}
	}
	return false
}
