package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/source"
)

var secretGuard = Rule{"secret_guard", diag.Error, func(p *pass) {
	secrets := secretNames(p.index)
	eachGuardProblem(p, func(g condition, b guard.Problem) {
		if form := secrets[b.Name]; b.Name != "" && form != "" {
			p.say(source.Part(g.text, b.Offset, b.End),
				words{"%q is a secret field of the form %q; no condition may read it", "%q là ô bí mật của biểu mẫu %q; điều kiện không được đọc"}, b.Name, p.form(form))
		}
	})
}}

// secretNames gives for each secret field a form that has it.
func secretNames(x *index) map[string]string {
	names := map[string]string{}
	x.fields(func(form *source.Form, f *source.Field) {
		if secret(f) && names[f.Name.V] == "" {
			names[f.Name.V] = form.Name.V
		}
	})
	return names
}
