package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/source"
)

var guardName = Rule{"guard_name", diag.Error, func(p *pass) {
	names := append(append([]string(nil), p.facts.names...), p.policies.names...)
	secrets := secretNames(p.index)
	eachGuardProblem(p, func(g condition, b guard.Problem) {
		if b.Name != "" && secrets[b.Name] == "" {
			p.suggest(source.Part(g.text, b.Offset, b.End), diag.Suggest(b.Name, names),
				words{"no fact or policy is called %q", "không có dữ kiện hay chính sách nào tên %q"}, b.Name)
		}
	})
}}

// eachGuardProblem visits what the kinds of names say about each condition.
func eachGuardProblem(p *pass, visit func(condition, guard.Problem)) {
	for _, g := range p.own() {
		if g.expr == nil {
			continue
		}
		for _, b := range g.expr.Check(p.kindOf) {
			visit(g, b)
		}
	}
}

func (x *index) kindOf(name string) (guard.Kind, bool) {
	if x.policies.has(name) {
		return guard.Text, true
	}
	f := x.facts.get(name)
	if f == nil {
		return 0, false
	}
	return kindOfType(f.Type.V), true
}

// kindOfType is what a condition takes a fact of a type for.
func kindOfType(name string) guard.Kind {
	switch name {
	case "flag":
		return guard.Flag
	case "number":
		return guard.Number
	case "date":
		return guard.Date
	}
	return guard.Text
}
