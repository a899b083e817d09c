package check

import "github.com/donthu/donthu/procedures/diag"

var stageOutcome = Rule{"stage_outcome", diag.Error, func(p *pass) {
	if len(p.Stages) == 0 {
		p.say(p.At, words{"there is no stage", "chưa có giai đoạn nào"})
	}
	for i := range p.Stages {
		s := &p.Stages[i]
		if s.Outcome.IsSet() && len(offers(s)) > 0 {
			p.say(s.Outcome.At, words{"the stage %q ends the case, so nothing can be done in it", "giai đoạn %q kết thúc vụ việc, nên không thể có việc nào"}, p.stage(s.Name.V))
		}
	}
	if first := p.opening(); first != nil && first.Outcome.IsSet() {
		p.say(first.Name.At, words{"the case would end as it opens: %q is the opening", "vụ việc kết thúc ngay khi mở: %q là giai đoạn đầu"}, p.stage(first.Name.V))
	}
}}
