package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/source"
	"github.com/donthu/donthu/procedures/statute"
)

// groundLaw: where the law lists on what grounds a petition is turned away or a
// case suspended or ended, the form offers each of them and no other. A ground
// that is not there cannot be put on file, and one that the law does not know
// takes a right from the citizen.
var groundLaw = Rule{"ground_law", diag.Error, func(p *pass) {
	if p.law.Empty() {
		return
	}
	for _, g := range p.law.GroundsOf(p.Procedure.V) {
		a := p.acts.get(g.Act)
		switch {
		case a == nil && g.Lives(p.From.V):
			p.say(p.Procedure.At, words{"%s: the act %q is missing, for which the law lists grounds (%s)",
				"%s: quy trình thiếu việc %q mà luật định căn cứ (%s)"}, g.Cites[0], g.Act, g.What)
		case a != nil && g.Lives(p.since(a.Cite)):
			p.grounded(a, g, p.since(a.Cite))
		}
	}
}}

// grounded holds the form of an act against a list that is law on a day.
func (p *pass) grounded(a *source.Act, g *statute.Grounds, on legaltime.Date) {
	all := g.On(p.Procedure.V, on)
	field := groundsField(p.formOf(a.Name.V), all)
	if field == nil {
		p.say(a.Name.At, words{"%s lists the grounds of %s, so its form needs a choice of them (%s)", "%s liệt kê căn cứ của %s nên biểu mẫu cần ô chọn các căn cứ ấy (%s)"}, g.Cites[0], p.act(a.Name.V), g.What)
		return
	}
	for i, x := range all {
		if !x.May && !slices.ContainsFunc(field.Options, func(o source.Option) bool { return meant(all, i, o) }) {
			p.say(field.Name.At, words{"%s lacks the ground %s of %s: the law lists it, so write it as an option", "%s thiếu căn cứ %s ở %s: luật có liệt kê, hãy ghi thành một lựa chọn"},
				titled(field.Name.V, field.Title.V), titled(x.Name, x.What), x.Cite)
		}
	}
	for _, o := range field.Options {
		if !g.Open && !slices.ContainsFunc(indices(all), func(i int) bool { return meant(all, i, o) }) {
			p.say(o.Name.At, words{"%s does not know the ground %s of %s", "%s không có căn cứ %s để %s"}, g.Cites[0], titled(o.Name.V, o.Title.V), p.act(a.Name.V))
		}
	}
}

// meant says that an option is one of the grounds: by its name, or by a
// provision that is no other's.
func meant(all []statute.Ground, i int, o source.Option) bool {
	if o.Name.V == all[i].Name {
		return true
	}
	same := 0
	for _, x := range all {
		if x.Cite == o.Cite.V {
			same++
		}
		if x.Name == o.Name.V {
			return false
		}
	}
	return same == 1 && o.Cite.V == all[i].Cite
}

// groundsField is the choice of a form that offers most of the grounds; nil: none
// offers any.
func groundsField(form *source.Form, all []statute.Ground) (best *source.Field) {
	most := 0
	if form == nil {
		return nil
	}
	for i := range form.Fields {
		f, n := &form.Fields[i], 0
		for _, o := range f.Options {
			if slices.ContainsFunc(indices(all), func(i int) bool { return meant(all, i, o) }) {
				n++
			}
		}
		if n > most {
			best, most = f, n
		}
	}
	return best
}

func indices[T any](all []T) []int {
	n := make([]int, len(all))
	for i := range n {
		n[i] = i
	}
	return n
}
