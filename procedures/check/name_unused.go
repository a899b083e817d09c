package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var nameUnused = Rule{"name_unused", diag.Warning, func(p *pass) {
	u := usedIn(p.index)
	unused(p, u.roles, words{"no act and no reminder names the role %q", "không việc hay bậc nhắc nào dùng vai trò %q"}, thingsOf(p.Roles, func(r source.Role) (name, title source.Text) { return r.Name, r.Title }))
	unused(p, u.forms, words{"no act uses the form %q", "không việc nào dùng biểu mẫu %q"}, thingsOf(p.Forms, func(f source.Form) (name, title source.Text) { return f.Name, f.Title }))
	unused(p, u.read, words{"no condition reads the fact %q", "không điều kiện nào đọc dữ kiện %q"}, thingsOf(p.Facts, func(f source.Fact) (name, title source.Text) { return f.Name, f.Title }))
	unused(p, u.set, words{"no form has a field %q, so the fact never holds", "không biểu mẫu nào có ô %q, nên dữ kiện này không bao giờ đúng"}, thingsOf(p.Facts, func(f source.Fact) (name, title source.Text) { return f.Name, f.Title }))
	unused(p, u.read, words{"no condition reads the policy %q", "không điều kiện nào đọc chính sách %q"}, thingsOf(p.Policies, func(f source.Policy) (name, title source.Text) { return f.Name, f.Title }))
	unused(p, u.acts, words{"no stage offers the act %q", "không giai đoạn nào có việc %q"}, thingsOf(p.Acts, func(a source.Act) (name, title source.Text) { return a.Name, a.Title }))
	unused(p, u.cited, words{"nothing cites %q", "không chỗ nào viện dẫn %q"}, thingsOf(p.Citations, func(c source.Citation) (name, title source.Text) { return c.Name, c.Title }))
}}

// thing is what a file declares.
type thing struct {
	name string
	at   diag.Span
	spoken
}

func thingsOf[T any](all []T, of func(T) (name, title source.Text)) (things []thing) {
	for _, a := range all {
		name, title := of(a)
		things = append(things, thing{name.V, name.At, titled(name.V, title.V)})
	}
	return things
}

func unused(p *pass, used map[string]bool, w words, things []thing) {
	for _, n := range things {
		if !used[n.name] {
			p.say(n.at, w, n.spoken)
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
