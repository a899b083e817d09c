package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var stagePaused = Rule{"stage_paused", diag.Warning, func(p *pass) {
	p.walk.bare(true, func(s *source.Stage, story string) {
		p.say(s.Name.At, words{"in the stage %q every clock is paused, so nobody is reminded, after: %s", "ở giai đoạn %q mọi thời hạn đều tạm dừng nên không ai được nhắc, sau: %s"}, s.Name.V, story)
	})
}}
