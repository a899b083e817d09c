package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var policyDefault = Rule{"policy_default", diag.Error, func(p *pass) {
	for _, y := range p.Policies {
		options := tabulate(y.Options, func(o *source.Option) source.Text { return o.Name })
		if y.Default.IsSet() && !options.has(y.Default.V) {
			p.suggest(y.Default.At, diag.Suggest(y.Default.V, options.names), words{"the policy %q has no option %q", "chính sách %q không có lựa chọn %q"}, p.fact(y.Name.V), y.Default.V)
		}
	}
}}
