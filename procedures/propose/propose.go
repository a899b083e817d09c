// Package propose finds stories in which a changed procedure behaves otherwise
// than the procedure itself, so that a jurist has them to read and the test of
// the library notices the change.
//
//	Plan ──verify──▶ ways ──trial──▶ what is true on them ──mutants──▶ stories
package propose

import (
	"cmp"
	"slices"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
)

// Proposal is what was found for one procedure.
type Proposal struct {
	Stories []scenario.Case
	Mutants int      // changes that are still a procedure
	Before  int      // of them, those that the stories there were did not find out
	Left    []string // those that none of the stories proposed finds out either
	Trials  int      // ways through the procedure on which they were looked for
}

// For proposes stories for a procedure that has some of its own. steps bounds
// the walk, as in verify.Plan.
func For(law *machine.Law, own []scenario.Case, steps int) (Proposal, error) {
	p := &proposer{law: law, plan: law.Plan()}
	p.survey()
	if err := p.mutate(own); err != nil {
		return Proposal{}, err
	}
	for _, c := range harvest(law, steps) {
		if t := p.trial(c); !t.broken {
			p.trials = append(p.trials, t)
		}
	}
	p.result.Trials = len(p.trials)
	p.uncovered(own)
	p.choose()
	p.vary()
	for _, m := range p.alive {
		p.result.Left = append(p.result.Left, m.What)
	}
	for _, t := range p.chosen {
		p.result.Stories = append(p.result.Stories, p.build(t))
	}
	return p.result, nil
}

// proposer gathers what is known of one procedure.
type proposer struct {
	law     *machine.Law
	plan    *plan.Plan
	offers  map[string][]string // stage: its acts
	answers map[string][]answer // act: what could be said that conditions read
	trials  []*trial
	chosen  []*trial
	alive   []*mutant
	result  Proposal
}

// mutate makes the mutants that no story there is finds out.
func (p *proposer) mutate(own []scenario.Case) error {
	stories := scenario.Grounded(p.law, own)
	for _, m := range scenario.Mutants(p.plan) {
		changed, err := m.Apply(p.plan)
		if err != nil {
			return err
		}
		law, err := machine.NewLaw(changed, p.law.Calendar())
		if err != nil {
			continue // not a procedure any more
		}
		p.result.Mutants++
		if m.At.Follow != "" {
			continue // an earlier case is told by a jurist
		}
		if !scenario.Effectless(p.plan, m) && !scenario.Kills(law, p.law, stories.For(p.plan, m.At)) {
			p.alive = append(p.alive, &mutant{Mutant: m, law: law, tries: p.concerned(m.At)})
		}
	}
	p.result.Before = len(p.alive)
	return nil
}

// choose takes trials in which a mutant behaves otherwise, those in which most
// happens first.
func (p *proposer) choose() {
	for _, t := range p.order() {
		if p.take(t, p.alive) {
			p.chosen = append(p.chosen, t)
		}
	}
}

// take lets a trial say what finds mutants out; false where it finds none.
func (p *proposer) take(t *trial, mutants []*mutant) bool {
	found := t.until >= 0
	story := []scenario.Case{p.build(t)}
	p.alive = slices.DeleteFunc(p.alive, func(m *mutant) bool {
		if !slices.Contains(mutants, m) || !m.concerns(t) {
			return false
		}
		if found && scenario.Kills(m.law, p.law, story) {
			return true
		}
		at, differs := p.differs(t, m)
		if !differs {
			return false
		}
		t.says[at], t.until, found = true, max(t.until, at.line), true
		story = []scenario.Case{p.build(t)}
		return true
	})
	return found
}

// order puts first the trials that show most for their length.
func (p *proposer) order() (all []*trial) {
	rest, known := slices.Clone(p.trials), map[string]bool{}
	slices.SortStableFunc(rest, func(a, b *trial) int { return cmp.Compare(len(a.story.Story), len(b.story.Story)) })
	worth := make([]float64, len(rest)) // at most: what others show is taken off when it matters
	for i, t := range rest {
		worth[i] = t.worth(known)
	}
	for len(rest) > 0 {
		best := 0
		for i := range rest {
			if worth[i] > worth[best] {
				best = i
			}
		}
		if now := rest[best].worth(known); now < worth[best] {
			worth[best] = now
			continue
		}
		for mark := range rest[best].marks {
			known[mark] = true
		}
		all = append(all, rest[best])
		rest, worth = slices.Delete(rest, best, best+1), slices.Delete(worth, best, best+1)
	}
	return all
}

// worth is how much a trial shows that is not known, for each of its lines.
func (t *trial) worth(known map[string]bool) float64 {
	gain := 0
	for mark := range t.marks {
		if !known[mark] {
			gain++
		}
	}
	return float64(gain) / float64(len(t.story.Story)+6)
}
