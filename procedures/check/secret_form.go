package check

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

// secretForm: who sent a petition is asked for once, in an identity field of
// the intake form, which is sealed for those who may read the sender. What an
// act puts on file opens to all who work on the case in the body that answers,
// whoever verifies it among them.
var secretForm = Rule{"secret_form", diag.Error, func(p *pass) {
	filled := p.filledBy()
	p.fields(func(form *source.Form, f *source.Field) {
		act, intake := filled[form.Name.V], form.Name.V == p.Intake.V
		switch {
		case f.Type.V == "identity" && act.IsSet() && intake:
			p.say(act.At, words{"the act fills in the intake form %q again, and what an act files opens to all who work on the case: the sender's identity (%q) is asked for at reception only", "việc này lại điền biểu mẫu tiếp nhận %q, mà điều một việc ghi thì mọi người làm vụ việc đều đọc: danh tính người gửi (%q) chỉ hỏi lúc tiếp nhận"}, p.form(form.Name.V), titled(f.Name.V, f.Title.V))
		case f.Type.V == "identity" && !intake:
			p.say(f.Name.At, words{"%q stands in the form %q of an act, and what an act files opens to all who work on the case: an identity is asked for at reception only", "%q nằm ở biểu mẫu %q của một việc, mà điều một việc ghi thì mọi người làm vụ việc đều đọc: danh tính chỉ hỏi lúc tiếp nhận"}, titled(f.Name.V, f.Title.V), p.form(form.Name.V))
		case f.Type.V == "narrative" || f.Type.V == "file" && !intake:
			if part := asksSender(f); part != "" {
				p.say(f.Name.At, words{"%q asks for the sender (%q) in a field of type %s: who sent the petition belongs in an identity field of the intake form", "%q hỏi người gửi («%s») trong ô kiểu %s: người gửi đơn phải ở ô identity của biểu mẫu tiếp nhận"}, titled(f.Name.V, f.Title.V), part, f.Type.V)
			}
		}
	})
}}

// filledBy gives for each form the place where an act names it.
func (x *index) filledBy() map[string]source.Text {
	by := map[string]source.Text{}
	for _, a := range x.Acts {
		if !by[a.Form.V].IsSet() {
			by[a.Form.V] = a.Form
		}
	}
	return by
}

// asksSender is the part of a title that asks who sent the petition; "" for
// none. What the sender said or handed in is not who they are.
func asksSender(f *source.Field) string {
	all := parts(f.Title.V)
	if len(all) > 0 && beginsWith(all[0], senders) {
		return all[0]
	}
	mentions := func(w string) bool { return strings.Contains(strings.ToLower(f.Title.V), w) }
	if slices.ContainsFunc(senders, mentions) {
		return particulars(f.Name.V, f.Title.V)
	}
	return ""
}
