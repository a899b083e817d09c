package propose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
)

// mutant is a change of the procedure, as a law.
type mutant struct {
	scenario.Mutant
	law   *machine.Law
	tries []string // acts whose refusals it may change
}

// concerns says that a trial comes by what the mutant changes.
func (m *mutant) concerns(t *trial) bool {
	at := m.At
	switch {
	case at.Clock != "":
		return (t.clocks[at.Clock] || m.begun(t)) && (at.Act == "" || at.Act == machine.Reception || t.acts[at.Act] || t.open[at.Act])
	case at.Stage != "":
		return t.stages[at.Stage]
	}
	return slices.ContainsFunc(m.tries, func(act string) bool { return t.open[act] || act == machine.Reception })
}

// begun says that a trial does an act that may begin the mutant's clock.
func (m *mutant) begun(t *trial) bool {
	return slices.ContainsFunc(m.law.Plan().Clock(m.At.Clock).Starts, func(s plan.Start) bool { return t.acts[s.Act] || s.Act == machine.Reception })
}

// differs finds the first thing in a trial that is otherwise by a mutant.
func (p *proposer) differs(t *trial, m *mutant) (first point, found bool) {
	p.tried(t, m.tries)
	defer func() {
		if recover() != nil { // the machine finds the mutant absurd: the story cannot be played
			first, found = point{len(t.story.Story) - 1, saysAct, ""}, true
		}
	}()
	err := p.runner(m.law).Trace(t.story, func(i int, v scenario.View) bool {
		first, found = p.otherwise(t, m, i, v)
		return !found
	})
	if err != nil {
		return point{0, saysAct, ""}, true
	}
	return first, found
}

// otherwise compares one line.
func (p *proposer) otherwise(t *trial, m *mutant, i int, v scenario.View) (point, bool) {
	s := v.State()
	differ := func(what, name, is string) bool {
		was, known := t.truth[point{i, what, name}]
		if what == saysClock && !known {
			was, known = scenario.NotBegun, true
		}
		return known && was != is
	}
	if i >= 0 && t.story.Story[i].Act != "" {
		if code, _ := v.Refused(); differ(saysAct, "", code+" "+s.Stage) {
			return point{i, saysAct, ""}, true
		}
	} else if differ(saysStage, "", s.Stage) {
		return point{i, saysStage, ""}, true
	}
	if c := m.At.Clock; c != "" {
		if differ(saysClock, c, v.Clock(c)) {
			return point{i, saysClock, c}, true
		}
		if k := slices.IndexFunc(s.Clocks, func(x machine.Clock) bool { return x.Name == c }); k >= 0 && differ(saysNamed, c, s.Clocks[k].Nominal.String()) {
			return point{i, saysNamed, c}, true
		}
		if differ(saysLadder, c, fmt.Sprint(v.Ladder(c))) {
			return point{p.lastOf(t, i, c), saysLadder, c}, true
		}
	}
	if m.At.Form == "" && (m.At.Stage == "" || m.At.Stage == s.Stage) {
		for _, role := range p.plan.Roles {
			if differ(saysMay, role.Name, strings.Join(v.May(role.Name), " ")) {
				return point{i, saysMay, role.Name}, true
			}
		}
	}
	for _, act := range m.tries {
		for _, a := range p.attempts(act, i, v) {
			code, lacks := v.Try(a.line)
			at := point{i, saysTry, a.name}
			if was, known := t.truth[at]; known && was != " " && was != told(code, lacks) {
				return at, true
			}
		}
	}
	return point{}, false
}

// lastOf is the last line at which a ladder can be told whole: what was told
// once stays so.
func (p *proposer) lastOf(t *trial, i int, clock string) int {
	last := i
	for k := i + 1; k < len(t.story.Story); k++ {
		if _, known := t.truth[point{k, saysLadder, clock}]; known {
			last = k
		}
	}
	return last
}
