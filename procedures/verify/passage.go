package verify

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// Passage is one way on from a state that a walk reached.
type Passage struct {
	Before machine.State // the zero State at reception
	After  machine.State
	Today  legaltime.Date
	New    bool          // no walk with this lens had seen the like of After
	Story  func() []Step // from the reception on; to be asked before the next passage
}

// Step is one event of a story: an act, or with none the day up to which nothing
// was done. The first is the reception.
type Step struct {
	Act  string
	On   legaltime.Date
	With map[string]any
	By   string // role; empty: the act's first
}

func (w *walk) passage(from int, r *run, isNew bool) Passage {
	p := Passage{After: r.state, Today: r.today, New: isNew}
	if from >= 0 {
		p.Before = w.nodes[from].state
	}
	p.Story = func() (all []Step) {
		for _, s := range slices.Concat(w.story(from), r.steps) {
			all = append(all, Step{s.act, s.on, s.with, s.by})
		}
		return all
	}
	return p
}
