package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var termShape = Rule{"term_shape", diag.Error, func(p *pass) {
	for i := range p.Clocks {
		clockTerms(p, &p.Clocks[i])
	}
	for _, a := range p.Acts {
		if a.Gap != nil {
			plainTerm(p, a.Gap.AtLeast)
		}
	}
}}

func clockTerms(p *pass, c *source.Clock) {
	for _, t := range c.Terms {
		if t.Is.V.Backward {
			for _, s := range c.Starts {
				if !s.From.IsSet() {
					p.say(t.Is.At, words{"counted backwards, so every start needs the date field it is counted from (`from`): %q has none", "tính ngược nên mỗi việc bắt đầu cần ô ngày làm mốc (`from`): %q chưa có"}, p.act(s.Act.V))
				}
			}
		}
		if t.Warn.IsSet() && t.Warn.V.Backward != t.Is.V.Backward {
			p.say(t.Warn.At, words{"`warn` and `is` are counted in different directions", "`warn` và `is` tính theo hai chiều khác nhau"})
		}
	}
	for _, e := range c.Extends {
		plainTerm(p, e.By)
	}
	for _, y := range c.Pauses {
		plainTerm(p, y.Fresh)
	}
	for _, r := range append(append([]source.Rung(nil), c.Remind...), c.Overdue...) {
		plainTerm(p, r.Before)
		plainTerm(p, r.After)
		plainTerm(p, r.Acknowledge)
	}
}

// plainTerm reports a term with a direction or a floor where a length is meant.
func plainTerm(p *pass, t source.Term) {
	if t.V.Backward || t.V.Minimum {
		p.say(t.At, words{"only a length belongs here: leave out `before` and `at least`", "ở đây chỉ ghi độ dài: bỏ `before` và `at least`"})
	}
}
