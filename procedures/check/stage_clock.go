package check

import "github.com/donthu/donthu/procedures/diag"

var stageClock = Rule{"stage_clock", diag.Error, func(p *pass) {
	for _, b := range p.ahead.bare {
		if b.paused {
			continue
		}
		p.tell(b.stage.Name.At, b.way, words{"in the stage %q no clock with a reminder and an escalation runs after: %s", "ở giai đoạn %q không có thời hạn nào (có nhắc việc và báo quá hạn) đang chạy sau: %s"}, p.stage(b.stage.Name.V))
	}
}}
