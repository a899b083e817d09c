package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var nameUnused = Rule{"name_unused", diag.Warning, func(p *pass) {
	u := usedIn(p.index)
	unused(p, u.roles, words{"no act and no reminder names the role %q", "không việc hay bậc nhắc nào dùng vai trò %q"}, namesOf(p.Roles, func(r source.Role) source.Text { return r.Name }))
	unused(p, u.forms, words{"no act uses the form %q", "không việc nào dùng biểu mẫu %q"}, namesOf(p.Forms, func(f source.Form) source.Text { return f.Name }))
	unused(p, u.read, words{"no condition reads the fact %q", "không điều kiện nào đọc dữ kiện %q"}, namesOf(p.Facts, func(f source.Fact) source.Text { return f.Name }))
	unused(p, u.set, words{"no form has a field %q, so the fact never holds", "không biểu mẫu nào có ô %q, nên dữ kiện này không bao giờ đúng"}, namesOf(p.Facts, func(f source.Fact) source.Text { return f.Name }))
	unused(p, u.read, words{"no condition reads the policy %q", "không điều kiện nào đọc chính sách %q"}, namesOf(p.Policies, func(f source.Policy) source.Text { return f.Name }))
	unused(p, u.acts, words{"no stage offers the act %q", "không giai đoạn nào có việc %q"}, namesOf(p.Acts, func(a source.Act) source.Text { return a.Name }))
	unused(p, u.cited, words{"nothing cites %q", "không chỗ nào viện dẫn %q"}, namesOf(p.Citations, func(c source.Citation) source.Text { return c.Name }))
}}

func namesOf[T any](all []T, name func(T) source.Text) (names []source.Text) {
	for _, a := range all {
		names = append(names, name(a))
	}
	return names
}

func unused(p *pass, used map[string]bool, w words, names []source.Text) {
	for _, n := range names {
		if !used[n.V] {
			p.say(n.At, w, n.V)
		}
	}
}

// counting are the policies that the counting of dates itself reads.
var counting = []source.Text{{V: "cuon-ngay-nghi"}, {V: "cuon-nghi-bu"}, {V: "tinh-lam-bu"}, {V: "gia-han-tu-danh-nghia"}, {V: "gia-han-truoc-han"}, {V: "tinh-ngay-tiep-tuc"}}

type uses struct{ roles, forms, read, set, acts, cited map[string]bool }

func usedIn(x *index) uses {
	u := uses{roles: map[string]bool{}, forms: map[string]bool{x.Intake.V: true}, read: map[string]bool{}, set: map[string]bool{},
		acts: map[string]bool{}, cited: map[string]bool{}}
	for _, a := range x.Acts {
		u.forms[a.Form.V] = true
		mark(u.roles, a.Roles)
	}
	for _, c := range x.Clocks {
		for _, r := range append(append([]source.Rung(nil), c.Remind...), c.Overdue...) {
			mark(u.roles, r.To)
		}
	}
	mark(u.read, counting)
	for _, g := range x.own() {
		if g.expr != nil {
			for _, n := range g.expr.Names() {
				u.read[n] = true
			}
		}
	}
	x.fields(func(_ *source.Form, f *source.Field) { u.set[f.Name.V] = true })
	for i := range x.Stages {
		mark(u.acts, offers(&x.Stages[i]))
	}
	for _, c := range cites(x) {
		u.cited[x.instrument(c.V)] = true
	}
	return u
}

func mark(used map[string]bool, names []source.Text) {
	for _, n := range names {
		used[n.V] = true
	}
}
