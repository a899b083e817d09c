package check

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

// actGround: whoever turns a petition away, refuses, suspends or stops something
// puts on file on what ground. It goes by where an act leads and by what it is
// called.
var actGround = Rule{"act_ground", diag.Error, func(p *pass) {
	told := map[string]bool{}
	tell := func(a *source.Act, at diag.Span) {
		if a == nil || told[a.Name.V] || hasGround(p.formOf(a.Name.V)) {
			return
		}
		told[a.Name.V] = true
		p.say(at, words{"%s refuses, suspends or stops, so its form needs a required field for the ground (`can-cu` or `ly-do`)", "%s là việc từ chối, đình chỉ hoặc dừng lại nên biểu mẫu cần ô bắt buộc ghi căn cứ (`can-cu` hoặc `ly-do`)"}, p.act(a.Name.V))
	}
	for i := range p.Acts {
		if p.Acts[i].Handoff.V == "decline" || denies(&p.Acts[i]) {
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

// What an act that needs a ground is called: as the beginning of its name, and
// of its title.
var (
	deniedNames  = []string{"khong", "tu-choi", "dinh-chi", "tam-dinh-chi", "tam-dung", "tra-don", "luu-don", "hoan"}
	deniedTitles = []string{"từ chối", "không thụ lý", "không tiếp nhận", "không nhận", "không giải quyết", "không xử lý", "không xem xét", "không chấp nhận", "không gia hạn", "không áp dụng", "đình chỉ", "tạm đình chỉ", "tạm dừng", "trả đơn", "trả lại đơn", "lưu đơn", "hoãn", "dừng giải quyết", "dừng xử lý", "bác"}
)

// denies says that an act is called a refusal, a suspension or a stop.
func denies(a *source.Act) bool {
	called := func(with string) bool { return a.Name.V == with || strings.HasPrefix(a.Name.V, with+"-") }
	return slices.ContainsFunc(deniedNames, called) || beginsWith(strings.ToLower(a.Title.V), deniedTitles)
}

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

// grounds are the types of a field in which a ground can be told.
var grounds = []string{"text", "choice", "narrative"}

func hasGround(form *source.Form) bool {
	if form == nil {
		return false
	}
	for _, f := range form.Fields {
		if f.Required && slices.Contains(grounds, f.Type.V) && (strings.HasPrefix(f.Name.V, "can-cu") || strings.HasPrefix(f.Name.V, "ly-do")) {
			return true
		}
	}
	return false
}
