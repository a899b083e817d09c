package check

import "github.com/donthu/donthu/procedures/diag"

var nameReserved = Rule{"name_reserved", diag.Error, func(p *pass) {
	w := words{"the name %q has a meaning of its own here: choose another", "tên %q đã có nghĩa riêng trong ngôn ngữ này: hãy chọn tên khác"}
	for _, s := range p.Stages {
		if s.Name.V == "stay" || s.Name.V == "back" {
			p.say(s.Name.At, w, s.Name.V)
		}
	}
	for _, a := range p.Acts {
		if a.Name.V == reception {
			p.say(a.Name.At, w, a.Name.V)
		}
	}
	for _, f := range p.Facts {
		if f.Name.V == "true" || f.Name.V == "false" || p.policies.has(f.Name.V) {
			p.say(f.Name.At, w, f.Name.V)
		}
	}
}}
