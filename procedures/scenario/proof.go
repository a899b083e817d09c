package scenario

import (
	"fmt"
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// proofs are reasons, to be read off the procedure itself, why a change to it
// changes nothing that can happen.
var proofs = map[string]func(*plan.Plan, Mutant) bool{
	// What ends the case stops every clock that runs.
	"ends-the-case": func(p *plan.Plan, m Mutant) bool {
		c := p.Clock(m.At.Clock)
		return c != nil && strings.Contains(m.What, ": stopped by ") && p.Act(m.At.Act) != nil && always(p, m.At.Act, func(_ *plan.Stage, b plan.Branch) bool {
			to := p.Stage(b.To)
			return to != nil && to.Outcome != ""
		}) && !begins(c, m.At.Act) && !slices.Contains(c.Met, m.At.Act)
	},
	// So does what hands the case to another body: its clocks begin afresh there.
	"changes-hands": func(p *plan.Plan, m Mutant) bool {
		c, a := p.Clock(m.At.Clock), p.Act(m.At.Act)
		return c != nil && a != nil && strings.Contains(m.What, ": stopped by ") && (a.Handoff == plan.Accept || a.Handoff == plan.TakeOver) &&
			!slices.Contains(c.Met, a.Name) && !slices.ContainsFunc(c.Pauses, func(x plan.Pause) bool { return x.From == a.Name })
	},
	// Whichever line of the table holds from this one on, the term is the same,
	// and some line always does.
	"same-length": func(p *plan.Plan, m Mutant) bool {
		c, n := p.Clock(m.At.Clock), 0
		if c == nil || !strings.Contains(m.What, " when: ") {
			return false
		}
		if _, err := fmt.Sscanf(m.What, "clock "+c.Name+": term %d when: ", &n); err != nil {
			return false
		}
		same := func(t plan.TermRule) bool { return t.Is == c.Terms[n-1].Is && t.Warn == c.Terms[n-1].Warn }
		return c.Terms[len(c.Terms)-1].When == "" && !slices.ContainsFunc(c.Terms[n-1:], func(t plan.TermRule) bool { return !same(t) })
	},
	// Working days end on a working day; hours and least terms never move.
	"never-rolls": func(p *plan.Plan, m Mutant) bool {
		c := p.Clock(m.At.Clock)
		return c != nil && strings.Contains(m.What, ": last day rolls: ") && !slices.ContainsFunc(lengths(c), rolls)
	},
	// What leads to another stage, and never back without another act, is not
	// done twice in one stay there, unless another act asks for it again.
	"leaves-the-stage": func(p *plan.Plan, m Mutant) bool {
		return !asked(p, m.At.Act) && p.Act(m.At.Act) != nil && strings.HasSuffix(m.What, ": only once") && always(p, m.At.Act, func(s *plan.Stage, b plan.Branch) bool {
			lapsed := func(c plan.Clock) bool { return c.Lapse != nil && c.Lapse.To == s.Name }
			return b.To != plan.Stay && b.To != s.Name && !slices.ContainsFunc(p.Clocks, lapsed)
		})
	},
	// What extends a clock may be done as often as the extension's limit says.
	"extends": func(p *plan.Plan, m Mutant) bool {
		extends := func(c plan.Clock) bool {
			return slices.ContainsFunc(c.Extensions, func(x plan.Extension) bool { return x.Act == m.At.Act })
		}
		asks := func(c plan.Clock) bool { return slices.Contains(c.Met, m.At.Act) }
		task := func(s plan.Stage) bool { return slices.Contains(s.Tasks, m.At.Act) }
		return p.Act(m.At.Act) != nil && strings.HasSuffix(m.What, ": only once") && slices.ContainsFunc(p.Clocks, extends) &&
			!slices.ContainsFunc(p.Clocks, asks) && !slices.ContainsFunc(p.Stages, task) && !asked(p, m.At.Act)
	},
	// An offer that is turned down or taken back leads back to where it was made,
	// whether that is written as staying, going back, or by its name.
	"calls-off": func(p *plan.Plan, m Mutant) bool {
		a := p.Act(m.At.Act)
		if a == nil || m.At.Stage == "" || a.Handoff != plan.Decline && a.Handoff != plan.Withdraw {
			return false
		}
		_, to, back := strings.Cut(m.What, ": back -> ")
		return back && (to == "stay" || offeredOnlyIn(p, to) && !slices.ContainsFunc(p.Stages, func(s plan.Stage) bool { return s.Name != m.At.Stage && leadsTo(&s, m.At.Stage) && s.Name != to }))
	},
}

// always says of an act that it is a move wherever it is offered, and that every
// branch of it is as asked.
func always(p *plan.Plan, act string, is func(*plan.Stage, plan.Branch) bool) bool {
	offered := false
	for i := range p.Stages {
		s := &p.Stages[i]
		m := s.Move(act)
		if slices.Contains(s.Tasks, act) && m == nil {
			return false
		}
		if m == nil {
			continue
		}
		offered = true
		if slices.ContainsFunc(m.Then, func(b plan.Branch) bool { return !is(s, b) }) {
			return false
		}
	}
	return offered
}

// asked says that an act is required by another.
func asked(p *plan.Plan, act string) bool {
	branch := func(b plan.Branch) bool { return slices.Contains(b.Requires, act) }
	move := func(m plan.Move) bool { return slices.ContainsFunc(m.Then, branch) }
	return slices.ContainsFunc(p.Acts, func(a plan.Act) bool { return slices.Contains(a.Requires, act) }) ||
		slices.ContainsFunc(p.Stages, func(s plan.Stage) bool { return slices.ContainsFunc(s.Moves, move) })
}

// offeredOnlyIn says that a case is offered to others in one stage only.
func offeredOnlyIn(p *plan.Plan, stage string) bool {
	for i := range p.Stages {
		s := &p.Stages[i]
		offers := slices.ContainsFunc(p.Acts, func(a plan.Act) bool {
			return a.Handoff == plan.Offer && (s.Move(a.Name) != nil || slices.Contains(s.Tasks, a.Name))
		})
		if offers && s.Name != stage {
			return false
		}
	}
	return true
}

func leadsTo(s *plan.Stage, to string) bool {
	return slices.ContainsFunc(s.Moves, func(m plan.Move) bool {
		return slices.ContainsFunc(m.Then, func(b plan.Branch) bool { return b.To == to })
	})
}

// lengths are all terms that a clock may run.
func lengths(c *plan.Clock) (all []legaltime.Term) {
	for _, t := range c.Terms {
		all = append(all, t.Is)
		if !t.Warn.IsZero() {
			all = append(all, t.Warn)
		}
	}
	for _, x := range c.Extensions {
		all = append(all, x.By)
	}
	for _, x := range c.Pauses {
		if !x.Fresh.IsZero() {
			all = append(all, x.Fresh)
		}
	}
	return all
}

// rolls says that the end of a term may fall on a day off and move.
func rolls(t legaltime.Term) bool {
	return t.Unit != legaltime.WorkingDays && t.Unit != legaltime.Hours && (!t.Minimum || t.Backward)
}

// Effectless says that a change is proven to change nothing that can happen.
func Effectless(p *plan.Plan, m Mutant) bool {
	for _, proof := range proofs {
		if proof(p, m) {
			return true
		}
	}
	return false
}

// Proven says that an entry speaks of a change and, as its Proof, that the
// change is without effect.
func (s Survivor) Proven(p *plan.Plan, m Mutant) bool {
	return s.Proof != "" && s.Is(p.Procedure+"@"+p.Version, m.What) && proofs[s.Proof](p, m)
}
