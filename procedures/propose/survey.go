package propose

import (
	"slices"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
)

// answer is something that could be said in a form.
type answer struct {
	field string
	value any
}

// survey finds what each stage offers, and what can be said in each act's form
// that a condition on the act reads.
func (p *proposer) survey() {
	p.offers, p.answers = map[string][]string{}, map[string][]answer{}
	for _, s := range p.plan.Stages {
		p.offers[s.Name] = slices.Clone(s.Tasks)
		for _, m := range s.Moves {
			if !slices.Contains(s.Tasks, m.Act) {
				p.offers[s.Name] = append(p.offers[s.Name], m.Act)
			}
		}
	}
	for i := range p.plan.Acts {
		a := &p.plan.Acts[i]
		f := p.plan.Form(a.Form)
		if f == nil {
			continue
		}
		read := p.reads(a)
		for _, x := range f.Fields {
			if read[x.Name] {
				p.answers[a.Name] = append(p.answers[a.Name], values(x)...)
			}
		}
	}
}

func values(f plan.Field) (all []answer) {
	switch f.Type {
	case plan.Flag:
		return []answer{{f.Name, false}, {f.Name, true}}
	case plan.Choice:
		for _, o := range f.Options {
			all = append(all, answer{f.Name, o.Value})
		}
	}
	return all
}

// reads are the names that the conditions on an act read.
func (p *proposer) reads(a *plan.Act) map[string]bool {
	read := map[string]bool{}
	add := func(g plan.Guard) {
		if e, err := guard.Parse(string(g)); g != "" && err == nil { // a law's guards parse
			for _, n := range e.Names() {
				read[n] = true
			}
		}
	}
	add(a.When)
	for _, s := range p.plan.Stages {
		if m := s.Move(a.Name); m != nil {
			for _, b := range m.Then {
				add(b.When)
			}
		}
	}
	for _, c := range p.plan.Clocks {
		for _, x := range c.Extensions {
			for _, l := range x.Limits {
				if x.Act == a.Name {
					add(l.When)
				}
			}
		}
	}
	return read
}

// concerned are the acts of which a change may alter how they are refused.
func (p *proposer) concerned(at scenario.Place) (acts []string) {
	add := func(act string) {
		if act != machine.Reception && p.plan.Act(act) != nil && !slices.Contains(acts, act) {
			acts = append(acts, act)
		}
	}
	for _, a := range p.plan.Acts {
		switch {
		case at.Clock != "" && (a.Within == at.Clock || a.After == at.Clock || p.extends(at.Clock, a.Name)),
			at.Form != "" && a.Form == at.Form,
			at.Clock == "" && at.Act == a.Name,
			at.Stage == "" && at.Clock == "" && at.Act != "" && slices.Contains(a.Requires, at.Act):
			add(a.Name)
		}
	}
	if at.Stage == "" && at.Clock == "" && at.Act != "" {
		for _, s := range p.plan.Stages {
			for _, m := range s.Moves {
				if slices.ContainsFunc(m.Then, func(b plan.Branch) bool { return slices.Contains(b.Requires, at.Act) }) {
					add(m.Act)
				}
			}
		}
	}
	if at.Form != "" && at.Form == p.plan.Intake {
		acts = append(acts, machine.Reception)
	}
	return acts
}

func (p *proposer) extends(clock, act string) bool {
	return slices.ContainsFunc(p.plan.Clock(clock).Extensions, func(x plan.Extension) bool { return x.Act == act })
}

// uncovered takes trials for the acts and branches that no story comes by.
func (p *proposer) uncovered(own []scenario.Case) {
	cover := scenario.NewCover(p.law.Calendar())
	r := p.runner(p.law)
	r.Watch = cover.Watch
	for _, c := range own {
		r.Run(c)
	}
	lacking := func() int {
		_, n := cover.Of(p.plan).Count(scenario.CoverActs, scenario.CoverBranches)
		return n
	}
	trials := slices.Clone(p.trials)
	slices.SortStableFunc(trials, func(a, b *trial) int { return len(a.story.Story) - len(b.story.Story) })
	for _, t := range trials {
		before := lacking()
		if before == 0 {
			return
		}
		whole := *t
		whole.until = len(t.story.Story) - 1
		for whole.until >= 0 && t.story.Story[whole.until].Act == "" {
			whole.until--
		}
		r.Run(p.build(&whole))
		if lacking() < before {
			t.until = whole.until
		}
	}
}
