package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
	"github.com/donthu/donthu/procedures/statute"
)

var termLaw = Rule{"term_law", diag.Error, func(p *pass) {
	if p.law.Empty() {
		return
	}
	for i := range p.Clocks {
		if d := p.duty(&p.Clocks[i]); len(d.every) > 0 && !p.garbled(&p.Clocks[i]) {
			d.lengths()
			d.beginnings()
			d.endings()
			d.standstills()
			d.warnings()
		}
	}
	for i := range p.Acts {
		if g := p.Acts[i].Gap; g != nil {
			distance(p, &p.Acts[i])
		}
	}
}}

// garbled says that a line of a clock has a condition that cannot be read: that
// is told by guard_syntax, and when the line holds nobody knows.
func (p *pass) garbled(c *source.Clock) bool {
	return slices.ContainsFunc(c.Terms, func(t source.TermLine) bool {
		return t.When.IsSet() && p.parsed(t.When) == nil
	})
}

// lengths holds every line of the clock, with what it may be lengthened by,
// against the law in all ways things may stand.
func (d *duty) lengths() {
	told := map[int]bool{}
	tried := d.p.worlds(d.conditions(), func(w world) bool {
		line := d.line(w)
		if line < 0 || told[line] {
			return true
		}
		if measures := d.measures(line); len(measures) > 0 && !d.lawful(line, measures, w) {
			told[line] = true
			d.lax(line, measures, w)
		}
		return true
	})
	if !tried {
		d.p.say(d.Name.At, words{"its conditions are too many to hold it against the law", "quá nhiều điều kiện để so được với thời hạn luật định"})
	}
}

func (d *duty) lawful(line int, measures []*statute.Term, w world) bool {
	silent := true
	for _, t := range measures {
		b := t.Bound(w.value)
		if t.Word != "" || b != nil && b.Allows(d.Terms[line].Is.V) && t.AllowsLonger(d.longest(w), w.value) {
			return true
		}
		silent = silent && b == nil
	}
	return silent
}

func (d *duty) lax(line int, measures []*statute.Term, w world) {
	is, whereEn, whereVi := d.Terms[line].Is, "whatever is recorded", "khi chưa ghi nhận gì"
	if where := d.p.standing(w); where.en != "" {
		whereEn, whereVi = "where: "+where.en, "khi: "+where.vi
	}
	by := d.longest(w)
	en, vi := is.V.String(), is.V.Vietnamese()
	if by.N > 0 {
		en, vi = en+" + "+by.String(), vi+" và gia hạn "+by.Vietnamese()
	}
	lawEn, lawVi := bounds(measures, w)
	d.p.add(d.laxest(is, measures, w), "", fmt.Sprintf("%s, where the law says %s (%s)", en, lawEn, whereEn), fmt.Sprintf("%s, trong khi luật định %s (%s)", vi, lawVi, whereVi))
}

// laxest is where to look for what is too long: where it is lengthened, if the
// length itself is lawful.
func (d *duty) laxest(is source.Term, measures []*statute.Term, w world) diag.Span {
	for _, t := range measures {
		if b := t.Bound(w.value); b == nil || !b.Allows(is.V) {
			continue
		}
		for i, e := range d.Extends {
			if l := d.limit(i, w); l != nil && holds(d.may[i], w) {
				if most := t.By(w.value); most.N > 0 && e.By.V != most {
					return e.By.At
				}
				return l.Is.At
			}
		}
	}
	return is.At
}

// bounds tells what the law says in a world, with where it says so.
func bounds(measures []*statute.Term, w world) (en, vi string) {
	var ens, vis []string
	for _, t := range measures {
		if b := t.Bound(w.value); b != nil {
			en, vi := b.String(), b.Vietnamese()
			if by := t.Longest(w.value); by.N > 0 {
				en, vi = en+" + "+by.String(), vi+" và gia hạn "+by.Vietnamese()
			}
			ens, vis = append(ens, fmt.Sprintf("%s, %s %s", en, t.Cites[0], t.ID)), append(vis, fmt.Sprintf("%s, %s %s", vi, t.Cites[0], t.ID))
		}
	}
	return strings.Join(ens, "; "), strings.Join(vis, "; ")
}

// beginnings reports a start that the law does not know.
func (d *duty) beginnings() {
	for _, s := range d.Starts {
		for _, terms := range d.terms {
			if len(terms) > 0 && !begins(terms, s) {
				d.p.say(s.Act.At, words{"%s lets the term run from %s, not from %s", "theo %s, thời hạn này tính từ %s, không tính từ %s"}, terms[0].Cites[0]+" "+terms[0].ID, d.p.begun(terms[0].Starts), d.p.act(s.Act.V))
				break
			}
		}
	}
}

// begun speaks of the acts with which a term begins, and of the dates in their
// forms: those that the file has, or all if it has none.
func (p *pass) begun(starts []string) spoken {
	var own, all []spoken
	for _, s := range starts {
		name, field, dated := strings.Cut(s, ".")
		from := p.act(name)
		if dated {
			from = spoken{from.en + ", date " + strconv.Quote(field), from.vi + ", ngày ở ô " + p.field(name, field).vi}
		}
		if all = append(all, from); name == reception || p.acts.has(name) {
			own = append(own, from)
		}
	}
	if len(own) == 0 {
		own = all
	}
	return listed(own, spoken{})
}

func begins(terms []*statute.Term, s source.Start) bool {
	for _, t := range terms {
		if t.BeginsAt(s.Act.V, s.From.V) {
			return true
		}
	}
	return false
}

// distance holds the distance that an act keeps from another against the law.
func distance(p *pass, a *source.Act) {
	when := p.parsed(a.Gap.When)
	for _, t := range p.law.TermsAt(p.Procedure.V, a.Name.V, a.Gap.Cite.V, p.since(a.Gap.Cite)) {
		if !t.Gap {
			continue
		}
		all := t.Conditions()
		if when != nil {
			all = append(all, when)
		}
		p.worlds(all, func(w world) bool {
			b := t.Bound(w.value)
			if b == nil || holds(when, w) && b.Allows(a.Gap.AtLeast.V) {
				return true
			}
			p.add(a.Gap.AtLeast.At, "", fmt.Sprintf("the distance is less than the law says: %s, %s %s", b, t.Cites[0], t.ID),
				fmt.Sprintf("khoảng cách ngắn hơn luật định: %s, %s %s", b.Vietnamese(), t.Cites[0], t.ID))
			return false
		})
	}
}
