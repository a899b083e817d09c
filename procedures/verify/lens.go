package verify

import (
	"maps"
	"slices"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// sight is how closely a lens looks at a clock.
type sight int

const (
	unseen sight = iota
	alive        // whether it is owed and whether it is paused
	passed       // and whether its due date has passed
	phases       // and whether it is before, on or after its due date
)

// lens says what a walk holds apart.
type lens struct {
	*terrain
	name   string
	facts  map[string]bool
	clocks map[string]sight
	steps  bool        // each act by itself; otherwise what an act requires is done on the way
	clock  *plan.Clock // the clock that the lens is there for
	watch  string      // an act that the lens is there for
	seenAt map[string]view

	changing map[string]bool         // acts that change something that the lens sees
	chosen   map[string][]plan.Field // by act, or the reception: fields whose content the lens sees
	plain    map[string]bool         // acts of which it only matters that they were done; see plainActs
}

// sighted is a clock and how closely the lens looks at it.
type sighted struct {
	*plan.Clock
	how sight
}

// view is what a lens looks at in one stage.
type view struct {
	guards []*guard.Expr            // conditions that still matter and read what the lens sees
	kinds  map[string]kinds         // by fact: what those conditions tell apart
	asks   map[string][]*guard.Expr // by act, or the reception: those that read what its form sets
	reads  map[string][]string      // the names that those read
	done   []string                 // acts whose having been done still matters
	visit  []string                 // acts whose having been done since the stage was entered matters
	clocks []sighted                // those that the lens sees and that still matter, in the order of the plan
	dates  []legaltime.Date         // days on which a provision begins, or is no more
}

func (t *terrain) lens(name string, facts map[string]bool, clocks map[string]sight, steps bool) *lens {
	l := &lens{terrain: t, name: name, facts: facts, clocks: clocks, steps: steps,
		seenAt: map[string]view{}, changing: map[string]bool{}, chosen: map[string][]plan.Field{}}
	l.choose(machine.Reception)
	for i := range t.plan.Acts {
		a := &t.plan.Acts[i]
		l.choose(a.Name)
		l.changing[a.Name] = l.changes(a)
	}
	if steps {
		l.plain = l.plainActs()
	}
	for i := range t.plan.Stages {
		l.seenAt[t.plan.Stages[i].Name] = l.look(t.plan.Stages[i].Name)
	}
	return l
}

// choose finds the fields of an act's form whose content the lens sees.
func (l *lens) choose(act string) {
	for _, f := range l.fields(act) {
		if l.facts[f.Name] {
			l.chosen[act] = append(l.chosen[act], f)
		}
	}
}

// lenses are the lenses through which a plan is walked first.
func (t *terrain) lenses() []*lens {
	way := maps.Clone(t.movers())
	for _, a := range t.plan.Acts {
		if t.steers[a.Name] {
			t.timed(way, &a)
		}
	}
	var all []*lens
	for i := range t.plan.Clocks {
		c := &t.plan.Clocks[i]
		one := t.movers()
		one[c.Name] = phases
		l := t.lens("clock "+c.Name, t.guarding(c), one, false)
		l.clock = c
		all = append(all, l)
	}
	for _, a := range t.plan.Acts {
		if (a.When != "" || a.Needed != "" || a.After != "") && !t.steers[a.Name] {
			facts, clocks := t.guarding(nil), t.movers()
			readers(facts, a.When, a.Needed)
			t.timed(clocks, &a)
			l := t.lens("act "+a.Name, facts, clocks, false)
			l.watch = a.Name
			all = append(all, l)
		}
	}
	return append(all, t.lens("the way of the case", t.steeringFacts(), way, true)) // the widest
}

// timed adds the clocks that an act is lawful within, or only after.
func (t *terrain) timed(clocks map[string]sight, a *plan.Act) {
	for _, name := range []string{a.Within, a.After} {
		if name != "" {
			clocks[name] = passed
		}
	}
}

// movers are the clocks whose lapse moves a case on. Every lens sees them.
func (t *terrain) movers() map[string]sight {
	found := map[string]sight{}
	for _, c := range t.plan.Clocks {
		if c.Lapse != nil && c.Lapse.In != "" {
			found[c.Name] = passed
		}
	}
	return found
}

// together is a lens that sees which of some clocks run.
func (t *terrain) together(stage string, clocks []string) *lens {
	seen := t.movers()
	facts := t.guarding(nil)
	for _, name := range clocks {
		if seen[name] == unseen {
			seen[name] = alive
		}
		tables(t.law.Clock(name), func(g plan.Guard) { readers(facts, g) })
	}
	return t.lens("the clocks of "+stage, facts, seen, false)
}

// guarding are the names that the conditions of the acts which lead on read
// and, where a clock is given, its tables and the acts that touch it.
func (t *terrain) guarding(c *plan.Clock) map[string]bool {
	read := map[string]bool{}
	for _, s := range t.plan.Stages {
		for _, m := range s.Moves {
			for _, b := range m.Then {
				readers(read, b.When)
			}
		}
	}
	for _, a := range t.plan.Acts {
		if t.steers[a.Name] || c != nil && touches(c, a.Name) {
			readers(read, a.When)
		}
		if c != nil && touches(c, a.Name) {
			readers(read, a.Needed)
		}
	}
	if c != nil {
		tables(c, func(g plan.Guard) { readers(read, g) })
	}
	return read
}

// tables are the conditions of the terms and the limits of a clock.
func tables(c *plan.Clock, each func(plan.Guard)) {
	for _, r := range c.Terms {
		each(r.When)
	}
	for _, x := range c.Extensions {
		for _, l := range x.Limits {
			each(l.When)
		}
	}
}

// look finds what matters in a stage and in those that can follow.
func (l *lens) look(stage string) view {
	read, asked := map[plan.Guard]bool{}, map[string]bool{}
	for name := range l.clocks {
		tables(l.law.Clock(name), func(g plan.Guard) { read[g] = true })
	}
	for _, s := range l.later[stage] {
		for _, m := range l.law.Stage(s).Moves {
			for _, b := range m.Then {
				read[b.When] = true
			}
		}
		for _, name := range l.offers[s] {
			if !l.steps || l.counts(name) || l.changing[name] {
				l.ask(l.law.Act(name), read, nil)
			}
		}
	}
	for _, s := range l.round[stage] {
		for _, name := range l.offers[s] {
			if !l.steps || l.counts(name) {
				l.ask(l.law.Act(name), read, asked)
			}
		}
	}
	v := view{dates: l.borders(stage), clocks: l.ticking(stage)}
	for _, g := range slices.Sorted(maps.Keys(read)) {
		if e := l.parsed[g]; e != nil && slices.ContainsFunc(e.Names(), func(n string) bool { return l.facts[n] }) {
			v.guards = append(v.guards, e)
		}
	}
	l.tellApart(&v)
	for i := range l.plan.Acts {
		a := &l.plan.Acts[i]
		once := !a.Repeats && l.changing[a.Name]
		moves := l.law.Stage(stage).Move(a.Name) != nil
		if l.steps && (asked[a.Name] || once && !moves && l.offeredIn(l.round[stage], a.Name)) {
			v.done = append(v.done, a.Name)
		} else if once && moves {
			v.visit = append(v.visit, a.Name)
		}
	}
	return v
}

// tellApart finds what the conditions of a view tell apart, and which of them a
// form can change.
func (l *lens) tellApart(v *view) {
	v.kinds, v.asks = map[string]kinds{}, map[string][]*guard.Expr{machine.Reception: v.guards}
	for name := range l.facts {
		if d := l.domains.byName[name]; d != nil {
			v.kinds[name] = d.kinds(v.guards)
		}
	}
	for act, fields := range l.chosen {
		sets := func(name string) bool {
			return slices.ContainsFunc(fields, func(f plan.Field) bool { return f.Name == name })
		}
		if act != machine.Reception {
			v.asks[act] = slices.DeleteFunc(slices.Clone(v.guards), func(g *guard.Expr) bool { return !slices.ContainsFunc(g.Names(), sets) })
		}
	}
	v.reads = map[string][]string{}
	for act, guards := range v.asks {
		for _, g := range guards {
			for _, name := range g.Names() {
				if l.domains.byName[name] != nil && !slices.Contains(v.reads[act], name) {
					v.reads[act] = append(v.reads[act], name)
				}
			}
		}
	}
}

// ticking are the clocks that the lens sees and that still matter in a stage. Of
// which it only looks at whether they have passed, that does not matter any more
// where no act can come that is lawful only before or after, and no stage in
// which they lapse.
func (l *lens) ticking(stage string) (all []sighted) {
	for i := range l.plan.Clocks {
		c := &l.plan.Clocks[i]
		how := l.clocks[c.Name]
		timed := func(act string) bool { a := l.law.Act(act); return a.Within == c.Name || a.After == c.Name }
		matters := func(s string) bool {
			return c.Lapse != nil && c.Lapse.In == s || slices.ContainsFunc(l.offers[s], timed)
		}
		if how != unseen && (how != passed || slices.ContainsFunc(l.later[stage], matters)) {
			all = append(all, sighted{c, how})
		}
	}
	return all
}

func (t *terrain) offeredIn(stages []string, act string) bool {
	return slices.ContainsFunc(stages, func(s string) bool { return slices.Contains(t.offers[s], act) })
}

// borders are the days on which an act or an option that can still come becomes
// lawful, or no longer is, or the rule of a clock comes into force.
func (t *terrain) borders(stage string) (days []legaltime.Date) {
	add := func(on legaltime.Date) {
		if !on.IsZero() && !slices.Contains(days, on) {
			days = append(days, on)
		}
	}
	for _, s := range t.later[stage] {
		for _, name := range t.offers[s] {
			a := t.law.Act(name)
			add(a.Since)
			if !a.Until.IsZero() {
				add(a.Until.AddDays(1))
			}
			if f := t.plan.Form(a.Form); f != nil {
				for _, x := range f.Fields {
					for _, o := range x.Options {
						add(o.Since)
					}
				}
			}
		}
	}
	for _, c := range t.plan.Clocks {
		add(c.Since)
	}
	slices.SortFunc(days, legaltime.Date.Compare)
	return days
}

// ask notes what an act reads and, where asked is there, what it asks for.
func (l *lens) ask(a *plan.Act, read map[plan.Guard]bool, asked map[string]bool) {
	read[a.When], read[a.Needed] = true, true
	if a.Gap != nil {
		read[a.Gap.When] = true
	}
	for _, r := range l.needs[a.Name] {
		if b := l.law.Act(r); b != nil {
			read[b.Needed] = true
			if asked != nil {
				asked[r] = true
			}
		}
	}
}

// changes says that an act changes something that the lens sees.
func (l *lens) changes(a *plan.Act) bool {
	if len(l.chosen[a.Name]) > 0 {
		return true
	}
	for name := range l.clocks {
		if touches(l.law.Clock(name), a.Name) {
			return true
		}
	}
	return false
}
