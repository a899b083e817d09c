package check

import "github.com/donthu/donthu/procedures/diag"

var nameRole = Rule{"name_role", diag.Error, func(p *pass) {
	w := words{"no role is called %q", "không có vai trò nào tên %q"}
	for _, a := range p.Acts {
		known(p, p.roles, w, a.Roles...)
	}
	for _, c := range p.Clocks {
		for _, r := range c.Remind {
			known(p, p.roles, w, r.To...)
		}
		for _, r := range c.Overdue {
			known(p, p.roles, w, r.To...)
		}
	}
}}
