package propose

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
)

// Bounds of the search among stories that differ a little from those of the
// walk.
const (
	mostVaried = 10 // trials that are varied for one mutant
	mostMoved  = 2  // of them, those that are moved for each term
	mostShift  = 12 // days by which a story is moved: over a weekend at least
)

// vary looks, for mutants that no trial finds out, among trials moved by some
// days, with other dates in their forms, with acts done once more, a clock begun just in time,
// or with more known at the reception.
func (p *proposer) vary() {
	for _, m := range slices.Clone(p.alive) {
		if !slices.Contains(p.alive, m) {
			continue
		}
		for _, c := range p.varied(m) {
			if t := p.trial(c); !t.broken && p.take(t, []*mutant{m}) {
				p.take(t, p.alive)
				p.chosen = append(p.chosen, t)
				break
			}
		}
	}
}

// varied are variants of the shortest trials that concern a mutant.
func (p *proposer) varied(m *mutant) (all []scenario.Case) {
	near := slices.DeleteFunc(slices.Clone(p.trials), func(t *trial) bool { return !m.concerns(t) })
	slices.SortStableFunc(near, func(a, b *trial) int { return cmp.Compare(len(a.story.Story), len(b.story.Story)) })
	for _, t := range near {
		if m.At.Clock != "" && t.acts[m.At.Act] && len(all) < mostVaried*4 {
			all = append(all, p.before(t.story, m.At.Act, m.law.Plan().Clock(m.At.Clock).Starts)...)
		}
	}
	for _, t := range near[:min(len(near), mostVaried)] {
		all = append(all, p.otherDates(t.story)...)
		all = append(all, p.again(t.story)...)
	}
	for _, t := range near {
		if m.At.Act != "" && t.acts[m.At.Act] && len(all) < mostVaried*mostVaried {
			all = append(all, p.known(t.story, m.At.Act)...)
		}
	}
	if m.At.Clock != "" {
		for _, t := range p.running(near, p.plan.Clock(m.At.Clock)) {
			for days := 1; days <= mostShift; days++ {
				all = append(all, shifted(t.story, days))
			}
		}
	}
	return all
}

// running are, for each line of a clock's table, the first trials in which the
// clock runs so long.
func (p *proposer) running(trials []*trial, c *plan.Clock) (all []*trial) {
	for _, rule := range c.Terms {
		mark, found := fmt.Sprint("runs ", c.Name, " ", rule.Is), 0
		for _, t := range trials {
			if t.marks[mark] && found < mostMoved && !slices.Contains(all, t) {
				all, found = append(all, t), found+1
			}
		}
	}
	return all
}

// otherDates are the story with each date in a form another than that of its
// act: the act recorded some days later, or the date some days ahead.
func (p *proposer) otherDates(c scenario.Case) (all []scenario.Case) {
	for i, l := range c.Story {
		f := p.formOf(l.Act)
		if f == nil {
			continue
		}
		for _, x := range f.Fields {
			if x.Type == plan.Day {
				all = append(all, dated(c, i, x.Name, 3, 0), dated(c, i, x.Name, 0, 4))
			}
		}
	}
	return all
}

// dated is the story with a line, and what follows, some days later, and a date
// in its form so many days after that of the line as it was.
func dated(c scenario.Case, i int, field string, late, ahead int) scenario.Case {
	on := c.Story[i].Date.Date.AddDays(ahead).String()
	c.Story = slices.Clone(c.Story)
	for k := i; k < len(c.Story); k++ {
		c.Story[k].Date = later(c.Story[k].Date, late)
	}
	with := maps.Clone(c.Story[i].With)
	if with == nil {
		with = map[string]any{}
	}
	with[field] = on
	c.Story[i].With = with
	return c
}

func (p *proposer) formOf(act string) *plan.Form {
	if a := p.plan.Act(act); a != nil {
		return p.plan.Form(a.Form)
	}
	return nil
}

// known are the story up to an act, with everything known at the reception that
// is said before it, and one of the acts on the way left out.
func (p *proposer) known(c scenario.Case, act string) (all []scenario.Case) {
	end := slices.IndexFunc(c.Story, func(l scenario.Line) bool { return l.Act == act })
	facts := maps.Clone(c.Facts)
	if facts == nil {
		facts = map[string]any{}
	}
	s := machine.State{}
	for _, l := range c.Story[:end] {
		with := machine.Sample(p.law, s, l.Act, l.Date)
		if with == nil {
			with = map[string]any{}
		}
		maps.Copy(with, l.With)
		for name, v := range with {
			if p.plan.Fact(name) != nil {
				facts[name] = v
			}
		}
	}
	for i, l := range c.Story[:end] {
		if l.Act != "" {
			other := c
			other.Facts, other.Story = facts, slices.Delete(slices.Clone(c.Story[:end]), i, i+1)
			all = append(all, other)
		}
	}
	return all
}

// before are the story with an act that starts a clock done just before another.
func (p *proposer) before(c scenario.Case, act string, starts []plan.Start) (all []scenario.Case) {
	i := slices.IndexFunc(c.Story, func(l scenario.Line) bool { return l.Act == act })
	for _, s := range starts {
		if p.plan.Act(s.Act) == nil || s.Act == act {
			continue
		}
		other := c
		other.Story = slices.Insert(slices.Clone(c.Story), i, scenario.Line{Date: c.Story[i].Date, Act: s.Act})
		all = append(all, other)
	}
	return all
}

// again are the story with one of its acts done once more on the day after, and
// what follows a day later.
func (p *proposer) again(c scenario.Case) (all []scenario.Case) {
	for i, l := range c.Story {
		if l.Act == "" {
			continue
		}
		other := c
		other.Story = slices.Insert(slices.Clone(c.Story), i+1, l)
		for k := i + 1; k < len(other.Story); k++ {
			other.Story[k].Date = later(other.Story[k].Date, 1)
		}
		all = append(all, other)
	}
	return all
}

// shifted is a story so many days later.
func shifted(c scenario.Case, days int) scenario.Case {
	c.Received = later(c.Received, days)
	c.Story = slices.Clone(c.Story)
	for i := range c.Story {
		c.Story[i].Date = later(c.Story[i].Date, days)
	}
	return c
}

func later(m legaltime.Moment, days int) legaltime.Moment {
	m.Date = m.Date.AddDays(days)
	return m
}
