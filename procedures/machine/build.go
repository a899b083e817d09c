package machine

import (
	"fmt"
	"slices"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/plan"
)

// builder fills a Law and gathers what is wrong with its plan.
type builder struct {
	*Law
	problems []error
}

func (b *builder) bad(format string, args ...any) {
	b.problems = append(b.problems, fmt.Errorf("plan %s@%s: "+format, append([]any{b.plan.Procedure, b.plan.Version}, args...)...))
}

func (b *builder) parse(where string, g plan.Guard) *guard.Expr {
	if g == "" {
		return nil
	}
	e, err := guard.Parse(string(g))
	if err != nil {
		b.bad("%s: guard: %w", where, err)
	}
	return e
}

// names indexes what stands alone: roles, forms, facts, policies.
func (b *builder) names() {
	p := b.plan
	b.roles = index(p.Roles, func(r *plan.Role) string { return r.Name })
	b.forms = index(p.Forms, func(f *plan.Form) string { return f.Name })
	b.facts = index(p.Facts, func(f *plan.Fact) string { return f.Name })
	b.policies = index(p.Policies, func(y *plan.Policy) string { return y.Name })
}

func index[T any](all []T, name func(*T) string) map[string]*T {
	m := make(map[string]*T, len(all))
	for i := range all {
		m[name(&all[i])] = &all[i]
	}
	return m
}

// index prepares forms, acts, clocks and stages.
func (b *builder) index() {
	b.tables()
	b.acts = make(map[string]*act, len(b.plan.Acts))
	for i := range b.plan.Acts {
		b.acts[b.plan.Acts[i].Name] = b.act(&b.plan.Acts[i])
	}
	b.byName = make(map[string]*clock, len(b.plan.Clocks))
	for i := range b.plan.Clocks {
		c := b.clock(&b.plan.Clocks[i], i)
		b.clocks, b.byName[c.Name] = append(b.clocks, c), c
	}
	b.pauses()
	b.weigh()
	b.stages = make(map[string]*stage, len(b.plan.Stages))
	for i := range b.plan.Stages {
		b.stages[b.plan.Stages[i].Name] = b.stage(&b.plan.Stages[i])
	}
}

func (b *builder) act(a *plan.Act) *act {
	x := &act{Act: a, when: b.parse(a.Name, a.When), needed: b.parse(a.Name, a.Needed), holders: b.holders(a)}
	if a.Gap != nil {
		x.gapWhen = b.parse(a.Name, a.Gap.When)
	}
	if a.Form != "" {
		if x.form = b.forms[a.Form]; x.form == nil {
			b.bad("act %s: no form %s", a.Name, a.Form)
			return x
		}
		sets := func(name string) bool { return b.facts[name] != nil && x.form.Field(name) != nil }
		x.setsFacts = slices.ContainsFunc(x.form.Fields, func(f plan.Field) bool { return sets(f.Name) })
		x.finds = x.when != nil && slices.ContainsFunc(x.when.Names(), sets)
	}
	return x
}

// holders are full: who appends to them gets a copy.
func (b *builder) holders(a *plan.Act) (all []string) {
	for _, name := range a.Roles {
		if role, first := b.roles[name], b.roles[a.Roles[0]]; role != nil && first != nil && role.At == first.At {
			all = append(all, role.Holders()...)
		}
	}
	return slices.Clip(all)
}

func (b *builder) clock(c *plan.Clock, i int) *clock {
	x := &clock{Clock: c, index: i}
	for _, t := range c.Terms {
		x.terms = append(x.terms, b.parse("clock "+c.Name, t.When))
	}
	for _, e := range c.Extensions {
		var limits []*guard.Expr
		for _, l := range e.Limits {
			limits = append(limits, b.parse("clock "+c.Name, l.When))
		}
		x.limits = append(x.limits, limits)
		if a := b.acts[e.Act]; a != nil {
			a.extends = true
		}
	}
	return x
}

func (b *builder) stage(s *plan.Stage) *stage {
	x := &stage{Stage: s, moves: make(map[string][]branch, len(s.Moves))}
	for _, m := range s.Moves {
		var then []branch
		for _, t := range m.Then {
			then = append(then, branch{b.parse("stage "+s.Name, t.When), t.To, t.Requires})
		}
		x.moves[m.Act] = then
	}
	return x
}

// pauses notes on each act which acts begin the pauses that it ends.
func (b *builder) pauses() {
	for _, c := range b.clocks {
		for _, p := range c.Pauses {
			if a := b.acts[p.Until]; a != nil && !slices.Contains(a.ends, p.From) {
				a.ends = append(a.ends, p.From)
			}
		}
	}
}

// weigh notes which facts the clocks depend on, and which acts do something to
// one.
func (b *builder) weigh() {
	b.counted, b.begins = map[string]bool{}, map[string][]begun{}
	for _, c := range b.clocks {
		for _, all := range append([][]*guard.Expr{c.terms}, c.limits...) {
			for _, g := range all {
				b.count(g)
			}
		}
		for i := range b.plan.Acts {
			a := b.acts[b.plan.Acts[i].Name]
			if c.winds(a.Name) {
				a.winds = append(a.winds, c)
			}
			a.minds = a.minds || c.startedBy(a.Name) >= 0 || c.winds(a.Name)
			b.begin(c, a.Name)
		}
		if b.acts[Reception] == nil {
			b.begin(c, Reception)
		}
	}
	for _, name := range []string{RollPolicy, CompensatoryPolicy, SaturdayPolicy, NominalPolicy, ResumptionPolicy} {
		b.doubtful = b.doubtful || b.policies[name] != nil || b.facts[name] != nil
	}
}

func (b *builder) begin(c *clock, act string) {
	if i := c.startedBy(act); i >= 0 {
		b.begins[act] = append(b.begins[act], begun{c, c.Starts[i]})
	}
}

func (b *builder) count(g *guard.Expr) {
	if g == nil {
		return
	}
	for _, name := range g.Names() {
		b.counted[name] = true
	}
}

// press notes on each act which clocks wait for it: those it meets, and those
// met by an act that requires it.
func (b *builder) press() {
	for _, c := range b.clocks {
		for _, m := range c.Met {
			if a := b.acts[m]; a != nil {
				a.meets = append(a.meets, c)
			}
			b.pressed(c, m)
		}
	}
}

func (b *builder) pressed(c *clock, name string) {
	a := b.acts[name]
	if a == nil || slices.Contains(a.presses, c) {
		return
	}
	a.presses = append(a.presses, c)
	for _, r := range a.Requires {
		b.pressed(c, r)
	}
	if a.Gap != nil {
		b.pressed(c, a.Gap.After)
	}
}
