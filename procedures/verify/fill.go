package verify

import (
	"maps"
	"strconv"

	"github.com/donthu/donthu/procedures/machine"
)

// mostForms bounds the ways to fill in one form.
const mostForms = 1 << 14

// fill are the ways to fill in an act's form: what is required, given plainly,
// with each class of what the lens looks at.
func (w *walk) fill(s *machine.State, act string, plain map[string]any) (all []map[string]any) {
	for _, change := range w.changes(s, act, plain) {
		with := plain
		if len(change) > 0 {
			with = maps.Clone(plain)
			maps.Copy(with, change)
		}
		all = append(all, with)
	}
	return all
}

// changes are what a form is filled in with beside what is plain, each way that
// the conditions tell apart. States that look alike to those conditions share
// them.
func (w *walk) changes(s *machine.State, act string, plain map[string]any) []map[string]any {
	stage := s.Stage
	if stage == "" {
		stage = w.plan.Opening
	}
	f := &filling{walk: w, view: w.seenAt[stage], state: s, act: act, plain: plain}
	key := f.key(stage)
	ways, known := w.ways[key]
	if !known {
		ways = f.ways()
		w.ways[key] = ways
	}
	return ways
}

// filling is one form in one state.
type filling struct {
	*walk
	view  view
	state *machine.State
	act   string
	plain map[string]any
}

// key tells apart what the ways depend on.
func (f *filling) key(stage string) string {
	b := append(append([]byte(stage), '/'), f.act...)
	for _, name := range f.view.reads[f.act] {
		d := f.domains.byName[name]
		b = strconv.AppendInt(append(b, ' '), int64(f.domains.class(d, f.value(f.state, name))), 10)
		if v, given := f.plain[name]; given {
			b = strconv.AppendInt(append(b, ':'), int64(f.domains.class(d, v)), 10)
		}
	}
	return string(b)
}

func (f *filling) ways() []map[string]any {
	all := []map[string]any{nil}
	for _, x := range f.chosen[f.act] {
		all = f.with(all, x.Name, !x.Required)
	}
	if f.act == machine.Reception {
		for _, name := range f.v.unset {
			if f.facts[name] {
				all = f.with(all, name, true)
			}
		}
	}
	return f.distinct(all)
}

// with adds each class of a name to every way so far; leave: the name may be left
// out. What is plain is of its class already, and lies within the bounds of its
// field.
func (f *filling) with(all []map[string]any, name string, leave bool) (more []map[string]any) {
	k := f.view.kinds[name]
	if len(k.values) == 1 {
		return all // no condition cares any more
	}
	d := f.domains.byName[name]
	now, given := k.of[f.domains.class(d, f.value(f.state, name))], -1
	if own, is := f.plain[name]; is {
		given = k.of[f.domains.class(d, own)]
	}
	for _, way := range all {
		if leave {
			more = append(more, way)
		}
		for kind, v := range k.values {
			switch {
			case v == nil || leave && kind == now || len(more) >= mostForms:
			case kind == given:
				more = append(more, way)
			default:
				other := make(map[string]any, len(way)+1)
				maps.Copy(other, way)
				other[name] = v
				more = append(more, other)
			}
		}
	}
	return more
}

// distinct leaves out what the conditions do not tell from what came before.
func (f *filling) distinct(all []map[string]any) (left []map[string]any) {
	if len(all) == 1 {
		return all
	}
	known := map[string]bool{}
	for _, way := range all {
		sign := string(sees(nil, f.view.asks[f.act], func(name string) any {
			if v, ok := way[name]; ok {
				return v
			}
			if v, ok := f.plain[name]; ok {
				return v
			}
			return f.value(f.state, name)
		}))
		if !known[sign] {
			known[sign] = true
			left = append(left, way)
		}
	}
	return left
}
