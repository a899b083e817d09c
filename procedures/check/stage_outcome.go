package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

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
	for i := range p.Stages {
		if s := &p.Stages[i]; p.dead(s) {
			p.say(s.Name.At, words{"nothing can be done in the stage %q and it does not say how the case ended: write `outcome` if it ends there", "giai đoạn %q không có việc nào mà cũng không ghi kết quả: nếu vụ việc kết thúc ở đây, hãy ghi `outcome`"}, p.stage(s.Name.V))
		}
	}
	if first := p.opening(); first != nil && first.Outcome.IsSet() {
		p.say(first.Name.At, words{"the case would end as it opens: %q is the opening", "vụ việc kết thúc ngay khi mở: %q là giai đoạn đầu"}, p.stage(first.Name.V))
	}
}}

// dead says that nothing happens in a stage that does not end the case: nobody
// can do anything, and no passing of a term leads on.
func (p *pass) dead(s *source.Stage) bool {
	return !s.Outcome.IsSet() && len(offers(s)) == 0 &&
		!slices.ContainsFunc(p.Clocks, func(c source.Clock) bool { return c.Lapse != nil && c.Lapse.In.V == s.Name.V })
}
