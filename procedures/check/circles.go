package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/source"
)

// wait is an act that another one requires, where a condition holds: it is
// needed, or the time between the two is asked for. nil: always.
type wait struct {
	act  string
	when source.Text
}

// requiredCircle is acts that require one another, each where it is needed. What
// is not always needed may be left out, so the circles of doable know nothing of
// it; but once all of them are needed together, none can be done first.
type requiredCircle struct {
	acts  []string
	waits []wait // the condition under which each holds up the one before
}

// A text that somebody sends must not keep the checker busy for long.
const (
	mostSteps   = 5000
	mostCircles = 50
)

// requiredCircles are the circles in which all can be needed together. An act
// that is known to wait for ever is left out.
func (x *index) requiredCircles(known map[string][]string) (all []requiredCircle) {
	waits := map[string][]wait{}
	d := x.listed()
	for _, name := range x.acts.names {
		if len(known[name]) == 0 && len(d.offered[name]) > 0 {
			waits[name] = d.always(name)
		}
	}
	peel(waits)
	s := circleSearch{waits: waits}
	for _, name := range x.acts.names {
		if len(waits[name]) > 0 && !slices.ContainsFunc(all, func(c requiredCircle) bool { return slices.Contains(c.acts, name) }) {
			if c := s.from(requiredCircle{acts: []string{name}}, x.together); c != nil {
				all = append(all, *c)
			}
		}
	}
	return all
}

// always is what an act requires wherever and however it is done. A condition
// that its own form decides does not hold it up.
func (d *doable) always(name string) (all []wait) {
	a, first := d.index.acts.get(name), true
	for _, stage := range d.offered[name] {
		for _, b := range d.ways(stage, name) {
			here := d.required(a, b)
			if first {
				all, first = here, false
			}
			all = slices.DeleteFunc(all, func(w wait) bool { return !slices.Contains(here, w) })
		}
	}
	return slices.DeleteFunc(all, func(w wait) bool { return d.decides(name, w.when) })
}

// required is what holds up an act along a branch.
func (d *doable) required(a *source.Act, b source.Branch) (all []wait) {
	list := a.Requires
	if b.Requires != nil {
		list = b.Requires
	}
	for _, r := range list {
		if o := d.index.acts.get(r.V); o != nil {
			all = append(all, wait{r.V, o.Needed})
		}
	}
	if a.Gap != nil && d.index.acts.has(a.Gap.After.V) {
		all = append(all, wait{a.Gap.After.V, a.Gap.When})
	}
	return all
}

// decides says that the form of an act records something that a condition reads.
func (d *doable) decides(act string, when source.Text) bool {
	e := d.parsed(when)
	return e != nil && slices.ContainsFunc(e.Names(), func(n string) bool { return slices.Contains(d.settable[n], act) })
}

// peel takes away what waits for nothing, until only what leads into circles is
// left: in a good file, nothing.
func peel(waits map[string][]wait) {
	for changed := true; changed; {
		changed = false
		for name, all := range waits {
			left := slices.DeleteFunc(all, func(w wait) bool { return len(waits[w.act]) == 0 })
			changed = changed || len(left) < len(all)
			waits[name] = left
		}
	}
}

// circleSearch goes along what acts wait for.
type circleSearch struct {
	waits          map[string][]wait
	steps, circles int
}

// from is a circle back to the first act in which all can be needed together;
// nil: none was found.
func (s *circleSearch) from(way requiredCircle, together func(requiredCircle) bool) *requiredCircle {
	for _, w := range s.waits[way.acts[len(way.acts)-1]] {
		if s.steps++; s.steps > mostSteps || s.circles >= mostCircles {
			return nil
		}
		next := requiredCircle{slices.Clip(way.acts), append(slices.Clip(way.waits), w)}
		if w.act == way.acts[0] {
			if s.circles++; together(next) {
				return &next
			}
			continue
		}
		if slices.Contains(way.acts, w.act) {
			continue
		}
		next.acts = append(next.acts, w.act)
		if c := s.from(next, together); c != nil {
			return c
		}
	}
	return nil
}

// together says that all acts of a circle can be needed at once where one of
// them is offered, by what can be recorded before any of them was done.
func (x *index) together(c requiredCircle) bool {
	d := x.doable(c.acts...)
	offered := func(act string) bool {
		return slices.ContainsFunc(d.offered[act], func(stage string) bool { return d.stages[stage] })
	}
	if !slices.ContainsFunc(c.acts, offered) {
		return false
	}
	var conditions []*guard.Expr
	for _, w := range c.waits {
		if e := d.parsed(w.when); e != nil {
			conditions = append(conditions, e)
		}
	}
	found := false
	tried := x.worlds(conditions, func(w world) bool {
		found = !slices.ContainsFunc(conditions, func(e *guard.Expr) bool {
			return !e.Eval(func(name string) any {
				if d.recordable(name) {
					return w.value(name)
				}
				return nil
			})
		})
		return !found
	})
	return found && tried
}
