package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

// followsShape holds what a file says of linked cases against the file itself;
// followsKnown holds it against the other procedures.
var followsShape = Rule{"follows_shape", diag.Error, func(p *pass) {
	p.fields(func(_ *source.Form, f *source.Field) { caseField(p, f) })
	intake := p.forms.get(p.Intake.V)
	if intake == nil {
		return
	}
	fields := tabulate(intake.Fields, func(f *source.Field) source.Text { return f.Name })
	seen := map[string]bool{}
	for i := range p.Follows {
		f := &p.Follows[i]
		if seen[f.Procedure.V] {
			p.say(f.Procedure.At, words{"what follows %q is said twice", "việc nối tiếp %q được ghi hai lần"}, f.Procedure.V)
		}
		seen[f.Procedure.V] = true
		followBy(p, f, fields)
		for _, c := range f.Carries {
			carryTo(p, c, fields)
		}
	}
}}

// caseField: a case field says of which procedures, and no other field does.
func caseField(p *pass, f *source.Field) {
	switch {
	case f.Type.V == "case" && len(f.Of) == 0:
		p.say(f.Name.At, words{"the case field %q must say of which procedures (`of`)", "ô case %q phải ghi thủ tục nào (`of`)"}, titled(f.Name.V, f.Title.V))
	case f.Type.V != "case" && len(f.Of) > 0:
		p.say(f.Of[0].At, words{"only a field of type case has `of`; %q is of type %s", "chỉ ô kiểu case mới có `of`; %q thuộc kiểu %s"}, titled(f.Name.V, f.Title.V), f.Type.V)
	}
}

// followBy: the earlier case is named in a case field of the intake form that
// takes cases of its procedure.
func followBy(p *pass, f *source.Follow, fields table[source.Field]) {
	by := fields.get(f.By.V)
	switch {
	case !f.By.IsSet():
	case by == nil || by.Type.V != "case":
		p.suggest(f.By.At, diag.Suggest(f.By.V, fields.names), words{"the intake form has no case field %q", "biểu mẫu tiếp nhận không có ô case nào tên %q"}, f.By.V)
	case len(by.Of) > 0 && !contains(by.Of, f.Procedure.V):
		p.say(f.Procedure.At, words{"the field %q does not take cases of %q (`of`)", "ô %q không nhận hồ sơ của thủ tục %q (`of`)"}, p.field(reception, f.By.V), f.Procedure.V)
	}
}

// carryTo: what is taken over goes into a field of the intake form that an
// earlier case can fill.
func carryTo(p *pass, c source.Carry, fields table[source.Field]) {
	to := fields.get(c.Field.V)
	switch {
	case to == nil:
		p.suggest(c.Field.At, diag.Suggest(c.Field.V, fields.names), words{"the intake form has no field %q", "biểu mẫu tiếp nhận không có ô %q"}, c.Field.V)
	case to.Type.V == "case" || to.Type.V == "file":
		p.say(c.Field.At, words{"%q is of type %s, which is not taken over", "%q thuộc kiểu %s, không lấy sang được"}, p.field(reception, c.Field.V), to.Type.V)
	case len(c.From) == 0:
		p.say(c.Field.At, words{"where %q comes from is missing", "chưa ghi %q lấy từ đâu"}, p.field(reception, c.Field.V))
	}
}
