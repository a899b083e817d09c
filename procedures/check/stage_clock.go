package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var stageClock = Rule{"stage_clock", diag.Error, func(p *pass) {
	p.walk.bare(false, func(s *source.Stage, story string) {
		p.say(s.Name.At, words{"in the stage %q no clock with a reminder and an escalation runs after: %s", "ở giai đoạn %q không có thời hạn nào (có nhắc việc và báo quá hạn) đang chạy sau: %s"}, s.Name.V, story)
	})
}}
