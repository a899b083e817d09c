package verify

import (
	"fmt"
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// before lists for each node those from which an edge leads to it.
func (w *walk) before() [][]int {
	before := make([][]int, len(w.nodes))
	for i := range w.nodes {
		for _, e := range w.nodes[i].next {
			before[e.to] = append(before[e.to], i)
		}
	}
	return before
}

// leads says of each node whether some way goes from it to a node that is good.
func leads(before [][]int, good func(i int) bool) []bool {
	ok := make([]bool, len(before))
	var queue []int
	for i := range before {
		if good(i) {
			ok[i] = true
			queue = append(queue, i)
		}
	}
	for len(queue) > 0 {
		last := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, b := range before[last] {
			if !ok[b] {
				ok[b] = true
				queue = append(queue, b)
			}
		}
	}
	return ok
}

// ends: from every state some way leads to an end. Only the lens that does each
// act by itself sees all that stands in the way of one.
func (v *verifier) ends(w *walk) {
	if !w.lens.steps {
		return
	}
	ok := leads(w.before(), func(i int) bool { return w.nodes[i].state.Outcome != "" })
	told := map[string]bool{}
	for i := range w.nodes {
		if s := &w.nodes[i].state; !ok[i] && !told[s.Stage] {
			told[s.Stage] = true
			v.faultAt(w, i, "dead-end", fmt.Sprintf("from the stage %s the case can no longer end", s.Stage))
		}
	}
}

// tasks: what is put in front of somebody, and what a clock waits for, can be
// done now or later, or is no longer asked for in that stage.
func (v *verifier) tasks(w *walk) {
	if !w.lens.steps && w.watch == "" {
		return
	}
	before := w.before()
	first := map[place]int{} // a node where it may be done, as far as its own condition goes
	var all []place
	for i := range w.nodes {
		s := &w.nodes[i].state
		for _, act := range w.nodes[i].asked {
			p := place{s.Stage, act}
			if w.watch != "" && act != w.watch {
				continue
			}
			if _, known := first[p]; !known && v.allowed(s, act) {
				first[p] = i
				all = append(all, p)
			}
		}
	}
	for _, p := range all {
		ok := leads(before, func(i int) bool {
			return w.nodes[i].state.Stage == p.stage && !slices.Contains(w.nodes[i].asked, p.act) ||
				slices.ContainsFunc(w.nodes[i].next, func(e edge) bool { return slices.Contains(e.settled, p.act) })
		})
		for i := first[p]; i < len(ok); i++ {
			if s := &w.nodes[i].state; !ok[i] && s.Stage == p.stage && v.allowed(s, p.act) {
				v.stuck(w, i, p.act)
				break
			}
		}
	}
}

func (v *verifier) stuck(w *walk, i int, act string) {
	text := fmt.Sprintf("in the stage %s %s is asked for and can never be done", w.nodes[i].state.Stage, act)
	if lacking := machine.Lacking(w.law, w.nodes[i].state, act); len(lacking) > 0 {
		text += "; it waits for " + strings.Join(lacking, ", ")
	}
	v.faultAt(w, i, "deadlock", text)
}

// asked are the tasks of the stage that are needed and not done, and its acts
// for which a clock that runs waits, whatever stands in their way.
func (v *verifier) asked(s *machine.State) (acts []string) {
	add := func(act string) {
		a := v.law.Act(act)
		if !slices.Contains(acts, act) && !v.isDone(s, a) && v.holds(s, a.Needed) {
			acts = append(acts, act)
		}
	}
	for _, act := range v.law.Stage(s.Stage).Tasks {
		if a := v.law.Act(act); !a.Repeats {
			add(act)
		}
	}
	for i := range s.Clocks {
		c := &s.Clocks[i]
		if c.State == machine.Met || c.State == machine.Stopped {
			continue
		}
		for _, m := range v.law.Clock(c.Name).Met {
			if slices.Contains(v.offers[s.Stage], m) {
				add(m)
			}
		}
	}
	return acts
}

// allowed says that an act's own condition holds.
func (v *verifier) allowed(s *machine.State, act string) bool {
	return v.holds(s, v.law.Act(act).When)
}

func (v *verifier) isDone(s *machine.State, a *plan.Act) bool {
	return !a.Repeats && v.law.Stage(s.Stage).Move(a.Name) == nil && doneOf(s, a.Name, "")
}

// holds says that a condition is true of a state.
func (t *terrain) holds(s *machine.State, g plan.Guard) bool {
	return g == "" || t.parsed[g].Eval(t.reads(s))
}

// resumes: a pause can come to an end.
func (v *verifier) resumes(w *walk, clock string) {
	state := func(i int) machine.ClockState {
		if c := clockOf(&w.nodes[i].state, clock); c != nil {
			return c.State
		}
		return ""
	}
	ok := leads(w.before(), func(i int) bool { return state(i) != machine.Paused })
	for i := range w.nodes {
		if !ok[i] {
			v.faultAt(w, i, "paused", fmt.Sprintf("the clock %s is paused and can neither run on nor end", clock))
			return
		}
	}
}
