package verify

import (
	"maps"
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// mostForms bounds the ways to fill in one form.
const mostForms = 1 << 14

// choices are the fields of an act's form whose content the lens sees.
func (w *walk) choices(act string) (all []plan.Field) {
	for _, f := range w.fields(act) {
		if w.facts[f.Name] {
			all = append(all, f)
		}
	}
	return all
}

// fill are the ways to fill in an act's form: what is required, with each
// class of what the lens looks at.
func (w *walk) fill(s machine.State, act string, on legaltime.Moment) []map[string]any {
	base := machine.Sample(w.law, s, act, on)
	if base == nil {
		base = map[string]any{}
	}
	all := []map[string]any{base}
	add := func(name string, leave bool) {
		d := w.domains.byName[name]
		now := w.domains.class(d, value(w.plan, &s, name))
		var more []map[string]any
		for _, with := range all {
			if leave {
				more = append(more, with)
			}
			for class, v := range d.values {
				if v != nil && !(leave && class == now) && len(more) < mostForms {
					other := maps.Clone(with)
					other[name] = v
					more = append(more, other)
				}
			}
		}
		all = more
	}
	for _, f := range w.choices(act) {
		add(f.Name, !f.Required)
	}
	if act == machine.Reception {
		for _, f := range w.v.unset {
			if w.facts[f] {
				add(f, true)
			}
		}
	}
	return w.distinct(&s, all)
}

// distinct leaves out what the conditions do not tell from what came before.
func (w *walk) distinct(s *machine.State, all []map[string]any) []map[string]any {
	if len(all) == 1 {
		return all
	}
	stage := s.Stage
	if stage == "" {
		stage = w.plan.Opening
	}
	known := map[string]bool{}
	return slices.DeleteFunc(all, func(with map[string]any) bool {
		sign := string(w.sees(nil, stage, func(name string) any {
			if v, ok := with[name]; ok {
				return v
			}
			return value(w.plan, s, name)
		}))
		twice := known[sign]
		known[sign] = true
		return twice
	})
}
