package check

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var actGround = Rule{"act_ground", diag.Error, func(p *pass) {
	told := map[string]bool{}
	tell := func(a *source.Act, at diag.Span) {
		if a == nil || told[a.Name.V] || hasGround(p.formOf(a.Name.V)) {
			return
		}
		told[a.Name.V] = true
		p.say(at, words{"%q refuses, so its form needs a required field for the ground (`can-cu` or `ly-do`)", "%q là việc từ chối nên biểu mẫu cần ô bắt buộc ghi căn cứ (`can-cu` hoặc `ly-do`)"}, a.Name.V)
	}
	for i := range p.Acts {
		if p.Acts[i].Handoff.V == "decline" {
			tell(&p.Acts[i], p.Acts[i].Name.At)
		}
	}
	for _, s := range p.Stages {
		for _, m := range s.Moves {
			if a := p.acts.get(m.Act.V); a != nil && p.refuses(m) {
				tell(a, a.Name.At)
			}
		}
	}
}}

// refusals are the outcomes in which the petition is turned away.
var refusals = []string{"tra-don", "luu-don"}

func refusal(outcome string) bool {
	return slices.Contains(refusals, outcome) || strings.HasPrefix(outcome, "khong-") || strings.HasPrefix(outcome, "tu-choi")
}

// refuses says that a move ends the case by turning it away.
func (x *index) refuses(m source.Move) bool {
	for _, b := range m.Then {
		if s := x.stages.get(b.To.V); s != nil && refusal(s.Outcome.V) {
			return true
		}
	}
	return false
}

func hasGround(form *source.Form) bool {
	if form == nil {
		return false
	}
	for _, f := range form.Fields {
		if f.Required && (strings.HasPrefix(f.Name.V, "can-cu") || strings.HasPrefix(f.Name.V, "ly-do")) {
			return true
		}
	}
	return false
}
