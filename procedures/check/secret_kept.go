package check

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/source"
)

// secretKept: what one version keeps secret the others do. A field that is an
// identity somewhere is one wherever its name stands, and a narrative of another
// version of the same procedure does not become an entry that everybody reads.
// Where secretPlain goes by words, this goes by what was decided once.
var secretKept = Rule{"secret_kept", diag.Error, func(p *pass) {
	p.fields(func(form *source.Form, f *source.Field) {
		if !slices.Contains(writable, f.Type.V) {
			return
		}
		for _, v := range p.others {
			if was, secret := p.secretIn(v, form, f); secret {
				p.say(f.Type.At, words{"%s is of type %s in %s, and must not become %s: that would leave the vault", "ô %s ở %[3]s thuộc kiểu %[2]s, không được thành kiểu %[4]s: nội dung sẽ ra khỏi kho bí mật"}, titled(f.Name.V, f.Title.V), was, named(v), f.Type.V)
				return
			}
		}
	})
	p.unasked()
}}

// unasked reports an intake form that asks for no identity where that of another
// version asks who sent the petition: who sent it is then written elsewhere.
func (p *pass) unasked() {
	intake := p.forms.get(p.Intake.V)
	if intake == nil || slices.ContainsFunc(intake.Fields, func(f source.Field) bool { return f.Type.V == string(plan.Identity) }) {
		return
	}
	for _, v := range p.siblings() {
		was := v.Form(v.Intake)
		if was == nil {
			continue
		}
		if i := slices.IndexFunc(was.Fields, func(f plan.Field) bool { return f.Type == plan.Identity }); i >= 0 {
			p.say(intake.Name.At, words{"the intake form keeps nobody's identity, where %s keeps %s", "biểu mẫu tiếp nhận không còn ô identity nào, trong khi %s giữ kín ô %s"}, named(v), titled(was.Fields[i].Name, was.Fields[i].Title))
			return
		}
	}
}

// writable are the types of which a field takes what somebody writes freely.
var writable = []string{"text", "number", "date", "narrative"}

// secretIn is the type of what a version keeps secret and the field would not.
func (p *pass) secretIn(v *plan.Plan, form *source.Form, f *source.Field) (plan.Type, bool) {
	for i := range v.Forms {
		for j := range v.Forms[i].Fields {
			was := &v.Forms[i].Fields[j]
			switch was.Type {
			case plan.Identity:
				if was.Name == f.Name.V {
					return was.Type, true
				}
			case plan.Narrative:
				if f.Type.V != string(plan.Narrative) && v.Procedure == p.Procedure.V && p.meant(v, &v.Forms[i], was, form, f) {
					return was.Type, true
				}
			}
		}
	}
	return "", false
}

// meant says that a field of another version is the same as the file's: of the
// same name or title in the same form, or of the same name where only the form
// was renamed.
func (p *pass) meant(v *plan.Plan, in *plan.Form, was *plan.Field, form *source.Form, f *source.Field) bool {
	if in.Name == form.Name.V {
		return was.Name == f.Name.V || strings.EqualFold(was.Title, f.Title.V) && in.Field(f.Name.V) == nil
	}
	return was.Name == f.Name.V && v.Form(form.Name.V) == nil && !p.forms.has(in.Name)
}
