package check

import "github.com/donthu/donthu/procedures/diag"

var clockLadder = Rule{"clock_ladder", diag.Warning, func(p *pass) {
	for _, c := range p.Clocks {
		if c.Lapse != nil {
			continue
		}
		if len(c.Remind) == 0 {
			p.say(c.Name.At, words{"nobody is reminded before the clock %q is due", "không ai được nhắc trước khi thời hạn %q hết"}, c.Name.V)
		}
		if len(c.Overdue) == 0 {
			p.say(c.Name.At, words{"nobody is told when the clock %q is overdue", "không ai được báo khi thời hạn %q bị quá hạn"}, c.Name.V)
		}
	}
}}
