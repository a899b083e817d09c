package check

import (
	"github.com/donthu/donthu/procedures/diag"
)

var handoffRole = Rule{"handoff_role", diag.Error, func(p *pass) {
	for _, a := range p.Acts {
		post, who, vi := "", "", ""
		switch a.Handoff.V {
		case "accept", "decline":
			post, who, vi = "receiver", "the receiving body", "bên nhận"
		case "take-over":
			post, who, vi = "superior", "the direct superior", "cấp trên trực tiếp"
		default:
			continue
		}
		for _, r := range a.Roles {
			if role := p.roles.get(r.V); role != nil && role.At.V != post {
				p.say(r.At, words{"%[1]q is done by %[2]s: the role %[4]q must be `at: %[5]s`%.0[3]s", "%[1]q do %[3]s làm: vai trò %[4]q phải có `at: %[5]s`%.0[2]s"}, p.act(a.Name.V), who, vi, p.role(r.V), post)
			}
		}
	}
}}
