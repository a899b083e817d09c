package check

import "github.com/donthu/donthu/procedures/diag"

var clockStarts = Rule{"clock_starts", diag.Error, func(p *pass) {
	offered := map[string]bool{reception: true}
	for i := range p.Stages {
		mark(offered, offers(&p.Stages[i]))
	}
	for _, c := range p.Clocks {
		for _, s := range c.Starts {
			if p.acts.has(s.Act.V) && !offered[s.Act.V] {
				p.say(s.Act.At, words{"no stage offers the act %q, so it never starts this clock", "không giai đoạn nào có việc %q nên thời hạn không bao giờ bắt đầu từ đó"}, p.act(s.Act.V))
			}
		}
	}
}}
