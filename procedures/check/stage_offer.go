package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var stageOffer = Rule{"stage_offer", diag.Error, func(p *pass) {
	for i := range p.Stages {
		s := &p.Stages[i]
		for _, m := range s.Moves {
			if contains(s.Tasks, m.Act.V) {
				p.say(m.Act.At, words{"%q is a task of this stage already; a task leaves the stage as it is", "%q đã là việc phải làm của giai đoạn này; việc phải làm không đổi giai đoạn"}, p.act(m.Act.V))
			}
			if to := oneWay(m); to == s.Name.V {
				p.say(m.Then[0].To.At, words{"the act leads to the stage in which it is done; write `stay`", "việc dẫn về chính giai đoạn này; hãy viết `stay`"})
			}
		}
	}
}}

// oneWay is where a move leads if that is certain.
func oneWay(m source.Move) string {
	if len(m.Then) == 1 {
		return m.Then[0].To.V
	}
	return ""
}
