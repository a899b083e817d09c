package check

import "github.com/donthu/donthu/procedures/diag"

var stagePaused = Rule{"stage_paused", diag.Warning, func(p *pass) {
	for _, b := range p.ahead.bare {
		if !b.paused {
			continue
		}
		p.tell(b.stage.Name.At, b.way, words{"in the stage %q every clock is paused, so nobody is reminded, after: %s", "ở giai đoạn %q mọi thời hạn đều tạm dừng nên không ai được nhắc, sau: %s"}, p.stage(b.stage.Name.V))
	}
}}
