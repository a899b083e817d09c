package check

import "github.com/donthu/donthu/procedures/diag"

// mostTimes is more often than any law extends a term.
const mostTimes = 10

var extensionBound = Rule{"extension_bound", diag.Error, func(p *pass) {
	for _, c := range p.Clocks {
		for _, e := range c.Extends {
			for _, l := range e.Times {
				if l.Is.IsSet() && (l.Is.V < 1 || l.Is.V > mostTimes) {
					p.say(l.Is.At, words{"an extension is bounded by 1 to %d times, not %d", "số lần gia hạn phải từ 1 đến %d, không phải %d"}, mostTimes, l.Is.V)
				}
			}
		}
	}
}}
