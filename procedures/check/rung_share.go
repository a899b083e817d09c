package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var rungShare = Rule{"rung_share", diag.Error, func(p *pass) {
	for i := range p.Clocks {
		c := &p.Clocks[i]
		backward := slices.ContainsFunc(c.Terms, func(t source.TermLine) bool { return t.Is.V.Backward })
		for _, r := range slices.Concat(c.Remind, c.Overdue) {
			switch {
			case !r.Share.IsSet():
			case r.Share.V < 1 || r.Share.V > 100:
				p.say(r.Share.At, words{"a share lies between 1%% and 100%% of the term", "một phần của thời hạn là từ 1%% đến 100%%"})
			case backward:
				p.say(r.Share.At, words{"the clock %q is counted backwards: how long it runs nobody knows, so there is no share of it", "thời hạn %q tính ngược nên không biết dài bao lâu, không lấy phần được"}, p.clock(c.Name.V))
			}
		}
	}
}}
