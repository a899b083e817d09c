package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/source"
)

var branchTotal = Rule{"branch_total", diag.Error, func(p *pass) {
	for i := range p.Stages {
		for _, m := range p.Stages[i].Moves {
			p.total(gather(p, m.Then, branchLine), p.doing(m.Act.V), words{"no branch holds where", "không nhánh nào đúng khi"})
		}
	}
	for i := range p.Clocks {
		p.limited(&p.Clocks[i])
		p.hole(gather(p, p.Clocks[i].Terms, termLine))
	}
}}

// total reports a case in which an act can be done and no line holds.
func (p *pass) total(t lines, o occasion, w words) {
	if len(t) == 0 || t.closed() {
		return
	}
	told := false
	tried := o.try(t, func(where world) bool {
		if t.holding(where) < 0 {
			p.fallen(t, where, w)
			told = true
		}
		return !told
	})
	if !tried {
		p.say(t.last(), words{"too many cases to tell whether some line always holds: add a last line without a condition", "quá nhiều trường hợp để biết có luôn có dòng đúng: thêm dòng cuối không điều kiện"})
	}
}

func (p *pass) fallen(t lines, where world, w words) {
	told := p.standing(where)
	if told.en == "" {
		told = spoken{"nothing is recorded", "chưa ghi nhận gì"}
	}
	p.say(t.last(), words{w.en + ": %s", w.vi + ": %s"}, told)
}

// limited holds the limits of extensions against the cases in which there is a
// clock to extend.
func (p *pass) limited(c *source.Clock) {
	terms := gather(p, c.Terms, termLine)
	for _, e := range c.Extends {
		o := p.doing(e.Act.V)
		p.total(gather(p, e.Times, limitLine), o.where(terms), words{"the extension has no limit where", "không dòng nào cho biết được gia hạn mấy lần khi"})
	}
}

// where narrows an occasion to the cases in which a clock has a term.
func (o occasion) where(terms lines) occasion {
	if terms.closed() {
		return o
	}
	var any []*guard.Expr
	for _, l := range terms {
		any = append(any, l.expr)
	}
	o.may = append(o.may[:len(o.may):len(o.may)], guard.Any(any...))
	return o
}

// hole reports a case that the lines of a table of terms leave out though they
// name all that it is made of. A table may be for some cases only (a duty that
// only a court has), and says so by what all of its lines ask for; a
// combination that is missing between its lines was forgotten.
func (p *pass) hole(t lines) {
	if len(t) < 2 || t.closed() {
		return
	}
	met := map[string]map[any]bool{}
	always := occasion{x: p.index}
	always.try(t, func(w world) bool {
		if t.holding(w) >= 0 {
			for i, n := range w.names {
				if met[n] == nil {
					met[n] = map[any]bool{}
				}
				met[n][w.values[i]] = true
			}
		}
		return true
	})
	told := false
	always.try(t, func(w world) bool {
		inside := t.holding(w) < 0
		for i, n := range w.names {
			inside = inside && met[n][w.values[i]]
		}
		if inside {
			p.fallen(t, w, words{"the table of terms has a hole: no line holds where", "bảng thời hạn bị hở: không dòng nào đúng khi"})
			told = true
		}
		return !told
	})
}
