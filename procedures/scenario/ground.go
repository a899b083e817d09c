package scenario

import (
	"slices"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Ground is where a story leads: only what a mutant changes there can make a
// difference to it.
type Ground struct {
	stages map[string]bool // in which the case stood
	done   map[string]bool // acts, the reception among them
	offers map[string]bool // acts offered in those stages, and those that they require
	from   string          // procedure of the earlier case; empty: there is none
}

// Stories are stories with their grounds.
type Stories struct {
	cases   []Case
	grounds []Ground
}

// Grounded plays stories by the law as it is.
func Grounded(law *machine.Law, cases []Case) Stories {
	s := Stories{cases: cases}
	for _, c := range cases {
		s.grounds = append(s.grounds, GroundOf(law, c))
	}
	return s
}

// For are the stories to which a change at a place can make a difference.
func (s Stories) For(p *plan.Plan, at Place) (cases []Case) {
	for i, g := range s.grounds {
		if g.Bears(p, at) {
			cases = append(cases, s.cases[i])
		}
	}
	return cases
}

// GroundOf plays a story by the law as it is.
func GroundOf(law *machine.Law, c Case) Ground {
	g := Ground{stages: map[string]bool{}, done: map[string]bool{machine.Reception: true}, offers: map[string]bool{}}
	p := law.Plan()
	if c.Earlier != nil {
		g.from = c.Earlier.Procedure
	}
	r := runnerOf(law, law)
	r.Watch = func(m Moved) {
		g.stages[m.After.Stage] = true
		if m.Refusal == nil {
			g.done[m.Event.Act] = true
		}
	}
	r.Run(c)
	for i := range p.Stages {
		s := &p.Stages[i]
		if !g.stages[s.Name] {
			continue
		}
		for _, act := range s.Tasks {
			g.offer(p, act)
		}
		for _, m := range s.Moves {
			g.offer(p, m.Act)
			for _, b := range m.Then {
				for _, act := range b.Requires {
					g.offers[act] = true
				}
			}
		}
	}
	return g
}

func (g *Ground) offer(p *plan.Plan, act string) {
	g.offers[act] = true
	if a := p.Act(act); a != nil {
		for _, need := range a.Requires {
			g.offers[need] = true
		}
	}
}

// Bears says that a change at a place can make a difference to the story.
func (g Ground) Bears(p *plan.Plan, at Place) bool {
	switch {
	case at.Follow != "":
		return at.Follow == g.from
	case at.Clock != "":
		return slices.ContainsFunc(p.Clock(at.Clock).Starts, func(s plan.Start) bool { return g.done[s.Act] })
	case at.Stage != "":
		return g.stages[at.Stage]
	case at.Form == p.Intake && at.Form != "":
		return true
	case at.Form != "":
		return slices.ContainsFunc(p.Acts, func(a plan.Act) bool { return a.Form == at.Form && g.offers[a.Name] })
	}
	return g.offers[at.Act]
}
