package verify

import (
	"maps"
	"slices"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/machine"
)

// mostForms bounds the ways to fill in one form.
const mostForms = 1 << 14

// fill are the ways to fill in an act's form: what is required, given plainly,
// with each class of what the lens looks at.
func (w *walk) fill(s *machine.State, act string, plain map[string]any) []map[string]any {
	all := []map[string]any{plain}
	stage := s.Stage
	if stage == "" {
		stage = w.plan.Opening
	}
	add := func(name string, leave bool) {
		d, k := w.domains.byName[name], w.seenAt[stage].kinds[name]
		if len(k.values) == 1 {
			return // no condition cares any more
		}
		now := k.of[w.domains.class(d, w.value(s, name))]
		var more []map[string]any
		for _, with := range all {
			if leave {
				more = append(more, with)
			}
			for kind, v := range k.values {
				if own, given := plain[name]; given && k.of[w.domains.class(d, own)] == kind {
					v = own // a date within its bounds, where another of its class may not be
				}
				if v != nil && !(leave && kind == now) && len(more) < mostForms {
					other := make(map[string]any, len(with)+1)
					maps.Copy(other, with)
					other[name] = within(v, plain[name], kind, func(v any) int { return k.of[w.domains.class(d, v)] })
					more = append(more, other)
				}
			}
		}
		all = more
	}
	for _, f := range w.chosen[act] {
		add(f.Name, !f.Required)
	}
	if act == machine.Reception {
		for _, f := range w.v.unset {
			if w.facts[f] {
				add(f, true)
			}
		}
	}
	return w.distinct(s, w.seenAt[stage].asks[act], all)
}

// within is a value for a class: the one that the form is filled with plainly, if
// it is of that class. It lies where the bounds of the field ask.
func within(v, plain any, kind int, kindOf func(any) int) any {
	if plain != nil && kindOf(plain) == kind {
		return plain
	}
	return v
}

// distinct leaves out what the conditions do not tell from what came before.
func (w *walk) distinct(s *machine.State, guards []*guard.Expr, all []map[string]any) []map[string]any {
	if len(all) == 1 {
		return all
	}
	known := map[string]bool{}
	return slices.DeleteFunc(all, func(with map[string]any) bool {
		sign := string(sees(nil, guards, func(name string) any {
			if v, ok := with[name]; ok {
				return v
			}
			return w.value(s, name)
		}))
		twice := known[sign]
		known[sign] = true
		return twice
	})
}
