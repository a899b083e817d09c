package verify

import (
	"slices"

	"github.com/donthu/donthu/procedures/machine"
)

// runs says of a clock in a stage whether it pressed the case there in every
// state that its lens saw, and whether in any.
type runs struct{ always, ever bool }

// covers notes in which stages the clock of a lens runs.
func (v *verifier) covers(w *walk) {
	if w.lens.clock == nil {
		return
	}
	for i := range w.nodes {
		s := &w.nodes[i].state
		if s.Outcome != "" {
			continue
		}
		if v.runs[s.Stage] == nil {
			v.runs[s.Stage] = map[string]runs{}
		}
		name := w.lens.clock.Name
		r, known := v.runs[s.Stage][name]
		live, paused := v.runsIn(s, name)
		r.always = live && !paused && (r.always || !known)
		r.ever = r.ever || live
		v.runs[s.Stage][name] = r
	}
}

// runsIn says whether a clock that would press the case is owed, and whether it
// is paused.
func (v *verifier) runsIn(s *machine.State, name string) (live, paused bool) {
	c := clockOf(s, name)
	if c == nil {
		return false, false
	}
	live = c.State != machine.Met && c.State != machine.Stopped && presses(v.law, s, v.law.Clock(name))
	return live, c.State == machine.Paused
}

// uncovered are the clocks that may run in a stage, where none of them always
// does.
func (v *verifier) uncovered(stage string) (clocks []string) {
	if v.law.Stage(stage).Outcome != "" {
		return nil
	}
	for _, c := range v.plan.Clocks {
		r := v.runs[stage][c.Name]
		if r.always {
			return nil
		}
		if r.ever {
			clocks = append(clocks, c.Name)
		}
	}
	return clocks
}

// takeOver walks where no clock runs always: with each pair of which one begins
// when the other is paused or ends, and if no pair is enough, with all that may
// run. What is found to be bare the walk itself tells.
func (v *verifier) takeOver(stage string) {
	clocks := v.uncovered(stage)
	for _, pair := range v.pairs(clocks) {
		if v.cover(stage, pair) {
			return
		}
	}
	if len(clocks) > 0 {
		v.cover(stage, clocks)
	}
}

// cover walks with some clocks and says whether one of them runs in every state
// of the stage.
func (v *verifier) cover(stage string, clocks []string) bool {
	l, all := v.together(stage, clocks), true
	for _, received := range v.receptions(l) {
		w := v.walk(l, received)
		for i := range w.nodes {
			s := &w.nodes[i].state
			all = all && (s.Stage != stage || slices.ContainsFunc(clocks, func(name string) bool {
				live, paused := v.runsIn(s, name)
				return live && !paused
			}))
		}
	}
	return all
}

// pairs are the clocks of which one begins with an act that pauses or ends the
// other.
func (v *verifier) pairs(clocks []string) (all [][]string) {
	for _, one := range clocks {
		c := v.law.Clock(one)
		ends := append(slices.Clone(c.Met), c.Stops...)
		for _, p := range c.Pauses {
			ends = append(ends, p.From)
		}
		for _, other := range clocks {
			if other != one && slices.ContainsFunc(ends, func(act string) bool { return starts(v.law.Clock(other), act) }) {
				all = append(all, []string{one, other})
			}
		}
	}
	return all
}
