package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var tableOrder = Rule{"table_order", diag.Error, func(p *pass) {
	for _, c := range p.Clocks {
		ordered(p, c.Terms, func(t source.TermLine) (source.Text, diag.Span) { return t.When, t.At })
		for _, e := range c.Extends {
			ordered(p, e.Times, func(l source.Limit) (source.Text, diag.Span) { return l.When, l.At })
		}
	}
	p.fields(func(_ *source.Form, f *source.Field) {
		ordered(p, f.Propose, func(l source.Proposal) (source.Text, diag.Span) { return l.When, l.At })
	})
	for _, s := range p.Stages {
		for _, m := range s.Moves {
			ordered(p, m.Then, func(b source.Branch) (source.Text, diag.Span) { return b.When, b.At })
		}
	}
}}

// ordered reports lines that stand below one without a condition.
func ordered[T any](p *pass, lines []T, of func(T) (source.Text, diag.Span)) {
	closed := false
	for _, l := range lines {
		when, at := of(l)
		if closed {
			p.say(at, words{"never read: a line above it has no condition", "dòng này không bao giờ được đọc: phía trên có dòng không điều kiện"})
		}
		closed = closed || !when.IsSet()
	}
}
