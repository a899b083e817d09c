package check

import "github.com/donthu/donthu/procedures/diag"

var extensionWithin = Rule{"extension_within", diag.Warning, func(p *pass) {
	for _, c := range p.Clocks {
		for _, e := range c.Extends {
			if a := p.acts.get(e.Act.V); a != nil && a.Within.V != c.Name.V {
				p.say(a.Name.At, words{"%q extends the clock %q, so it should be lawful only while that runs: `within: %s`", "%q gia hạn thời hạn %q nên chỉ được làm khi thời hạn còn: `within: %s`"}, p.act(a.Name.V), p.clock(c.Name.V), c.Name.V)
			}
		}
	}
}}
