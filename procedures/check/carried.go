package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/source"
	"github.com/donthu/donthu/procedures/statute"
)

// duty is a clock beside the terms of the law on which its lines rest.
type duty struct {
	*source.Clock
	p     *pass
	terms [][]*statute.Term // by line; none: a rule of the house, or a provision without a term
	every []*statute.Term   // of all lines
	when  []*guard.Expr     // by line; nil: always
	may   []*guard.Expr     // by extension: when its act may be done; nil: always
	times [][]*guard.Expr   // by extension and limit; nil: always
}

func (p *pass) duty(c *source.Clock) *duty {
	d := &duty{Clock: c, p: p}
	for i := range c.Terms {
		cite := citeOf(c, &c.Terms[i])
		terms := p.law.TermsAt(p.Procedure.V, c.Name.V, cite.V, p.since(c.Cite))
		d.terms = append(d.terms, terms)
		for _, t := range terms {
			if !slices.Contains(d.every, t) {
				d.every = append(d.every, t)
			}
		}
		d.when = append(d.when, p.parsed(c.Terms[i].When))
	}
	for _, e := range c.Extends {
		var limits []*guard.Expr
		for _, l := range e.Times {
			limits = append(limits, p.parsed(l.When))
		}
		d.times = append(d.times, limits)
		d.may = append(d.may, p.allowed(e.Act.V))
	}
	return d
}

// citeOf is what a line of a clock rests on.
func citeOf(c *source.Clock, t *source.TermLine) source.Text {
	if t.Cite.IsSet() {
		return t.Cite
	}
	return c.Cite
}

// parsed is a guard's expression; nil: none, or none that can be read.
func (x *index) parsed(when source.Text) *guard.Expr {
	for _, c := range x.guards {
		if when.IsSet() && c.text.At == when.At {
			return c.expr
		}
	}
	return nil
}

// allowed is the guard of an act; nil: none.
func (x *index) allowed(act string) *guard.Expr {
	if a := x.acts.get(act); a != nil {
		return x.parsed(a.When)
	}
	return nil
}

func holds(e *guard.Expr, w world) bool { return e == nil || e.Eval(w.value) }

// conditions are all that the clock and its terms depend on.
func (d *duty) conditions() (all []*guard.Expr) {
	add := func(some ...*guard.Expr) {
		for _, e := range some {
			if e != nil {
				all = append(all, e)
			}
		}
	}
	add(d.when...)
	add(d.may...)
	for _, limits := range d.times {
		add(limits...)
	}
	for _, t := range d.every {
		add(t.Conditions()...)
	}
	return all
}

// line is the line that holds, -1 for none.
func (d *duty) line(w world) int {
	for i, e := range d.when {
		if holds(e, w) {
			return i
		}
	}
	return -1
}

// measures are the terms that a line is held against. One that rests on a rule
// of the house is held against those of the lines beside it.
func (d *duty) measures(line int) []*statute.Term {
	if d.p.instrument(citeOf(d.Clock, &d.Terms[line]).V) == internal {
		return d.every
	}
	return d.terms[line]
}

// longest is by how much the clock may be lengthened in all. Of extensions in
// unlike units the larger counts.
func (d *duty) longest(w world) (sum legaltime.Term) {
	for i, e := range d.Extends {
		l := d.limit(i, w)
		if l == nil || !holds(d.may[i], w) {
			continue
		}
		by := e.By.V
		by.N *= l.Is.V
		if by.Unit == sum.Unit {
			by.N += sum.N
		}
		if by.N >= sum.N {
			sum = by
		}
	}
	return sum
}

// limit is the line of an extension's table that holds; nil: none.
func (d *duty) limit(i int, w world) *source.Limit {
	for j := range d.times[i] {
		if holds(d.times[i][j], w) {
			return &d.Extends[i].Times[j]
		}
	}
	return nil
}
