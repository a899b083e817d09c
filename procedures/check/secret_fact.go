package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var secretFact = Rule{"secret_fact", diag.Error, func(p *pass) {
	p.fields(func(_ *source.Form, f *source.Field) {
		if secret(f) && (p.facts.has(f.Name.V) || p.policies.has(f.Name.V)) {
			p.say(f.Name.At, words{"a field of type %s must not set the fact %q: its content would leave the vault", "ô kiểu %s không được mang tên dữ kiện %q: nội dung sẽ lọt ra ngoài kho bí mật"},
				f.Type.V, p.fact(f.Name.V))
		}
	})
}}
