package check

import (
	"github.com/donthu/donthu/procedures/diag"
)

var roleTold = Rule{"role_told", diag.Error, func(p *pass) {
	for _, a := range p.Acts {
		for _, r := range a.Roles {
			if role := p.roles.get(r.V); role != nil && role.At.V == "inspectors" {
				p.say(r.At, words{"%[1]q is done by %[2]q, a role `at: inspectors`, which is only told", "%[1]q do %[2]q làm, mà vai trò `at: inspectors` chỉ được nhắc và báo"}, p.act(a.Name.V), p.role(r.V))
			}
		}
	}
}}
