package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/source"
)

var citePart = Rule{"cite_part", diag.Warning, func(p *pass) {
	told := map[string]bool{}
	eachUse(p.index, func(_ source.Text, c *source.Citation, from, to legaltime.Date) {
		if told[c.Name.V] || !c.From.IsSet() || !to.IsZero() && c.From.V.After(to) || c.To.IsSet() && c.To.V.Before(from) {
			return // told before, or the matter of cite_force
		}
		late := c.From.V.After(from)
		last := to
		if last.IsZero() {
			last = p.To.V
		}
		early := c.To.IsSet() && (last.IsZero() || c.To.V.Before(last))
		if late {
			p.say(c.From.At, words{"%q is cited for days before it came into force (from %s)", "%q được viện dẫn cho cả những ngày trước khi có hiệu lực (từ %s)"}, c.Name.V, from)
		}
		if early {
			p.say(c.To.At, words{"%q is cited for days after it ended (%s)", "%q được viện dẫn cho cả những ngày sau khi hết hiệu lực (%s)"}, c.Name.V, c.To.V)
		}
		told[c.Name.V] = late || early
	})
}}
