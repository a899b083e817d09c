package check

import "github.com/donthu/donthu/procedures/diag"

var tableOrder = Rule{"table_order", diag.Error, func(p *pass) {
	always := occasion{x: p.index}
	for _, c := range p.Clocks {
		p.ordered(gather(p, c.Terms, termLine), always)
		for _, e := range c.Extends {
			p.ordered(gather(p, e.Times, limitLine), p.doing(e.Act.V))
		}
	}
	for _, form := range p.Forms {
		for _, f := range form.Fields {
			p.ordered(gather(p, f.Propose, proposalLine), always)
		}
	}
	for _, s := range p.Stages {
		for _, m := range s.Moves {
			p.ordered(gather(p, m.Then, branchLine), p.doing(m.Act.V))
		}
	}
}}

// ordered reports lines that are never read: they stand below one without a
// condition, or below lines that cover all their cases; or they have no case.
func (p *pass) ordered(t lines, o occasion) {
	if len(t) < 2 {
		return
	}
	read, ever := make([]bool, len(t)), make([]bool, len(t))
	tried := o.try(t, func(w world) bool {
		if n := t.holding(w); n >= 0 {
			read[n] = true
		}
		for n, l := range t {
			ever[n] = ever[n] || holds(l.expr, w)
		}
		return true
	})
	open := true
	for n, l := range t {
		switch {
		case !open:
			p.say(l.at, words{"never read: a line above it has no condition", "dòng này không bao giờ được đọc: phía trên có dòng không điều kiện"})
		case tried && !ever[n]:
			p.say(l.when.At, words{"never read: this never holds here", "dòng này không bao giờ được đọc: điều kiện không bao giờ đúng ở đây"})
		case tried && !read[n]:
			p.say(l.at, words{"never read: the lines above it cover all its cases", "dòng này không bao giờ được đọc: các dòng phía trên đã gồm hết các trường hợp của nó"})
		}
		open = open && l.when.IsSet()
	}
}
