package scenario

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// items are all things in a procedure that a story can come by.
func items(p *plan.Plan, cal *legaltime.Calendar) []Item {
	l := &list{plan: p, known: map[Item]bool{}}
	for _, s := range p.Stages {
		for _, t := range s.Tasks {
			l.add(CoverActs, t)
		}
		for _, m := range s.Moves {
			l.add(CoverActs, m.Act)
			for _, b := range m.Then {
				l.add(CoverBranches, s.Name, m.Act, line(b))
			}
		}
	}
	for i := range p.Acts {
		if a := &p.Acts[i]; l.known[Item{CoverActs, a.Name}] {
			l.refusals(a)
		}
	}
	for i := range p.Clocks {
		l.clock(&p.Clocks[i])
	}
	for i := range p.Follows {
		l.follow(&p.Follows[i])
	}
	l.edges(cal)
	return l.all
}

// follow are the ways in which a case grows out of an earlier one.
func (l *list) follow(f *plan.Follow) {
	ways := append(slices.Clone(f.After), f.Expired...)
	if len(ways) == 0 {
		l.add(CoverLinks, f.Procedure)
	} else {
		l.add(CoverLinks, f.Procedure, "not yet")
	}
	for _, way := range ways {
		l.add(CoverLinks, f.Procedure, "by", way)
	}
	for _, act := range f.Unless {
		l.add(CoverLinks, f.Procedure, "barred by", act)
	}
	for _, c := range f.Carries {
		l.add(CoverLinks, f.Procedure, "carries", c.Field)
	}
}

type list struct {
	plan  *plan.Plan
	all   []Item
	known map[Item]bool
}

func (l *list) add(kind string, parts ...string) {
	i := Item{kind, strings.Join(parts, " ")}
	if !l.known[i] {
		l.known[i] = true
		l.all = append(l.all, i)
	}
}

// refusals are those that the procedure itself gives reason for.
func (l *list) refusals(a *plan.Act) {
	extends := slices.ContainsFunc(l.plan.Clocks, func(c plan.Clock) bool {
		return slices.ContainsFunc(c.Extensions, func(x plan.Extension) bool { return x.Act == a.Name })
	})
	open, requires := false, len(a.Requires) > 0
	for i := range l.plan.Stages {
		if m := l.plan.Stages[i].Move(a.Name); m != nil {
			open = open || !slices.ContainsFunc(m.Then, func(b plan.Branch) bool { return b.When == "" })
			requires = requires || slices.ContainsFunc(m.Then, func(b plan.Branch) bool { return len(b.Requires) > 0 })
		}
	}
	for _, r := range []struct {
		code string
		may  bool
	}{
		{machine.Guard, a.When != "" || open},
		{machine.Requires, requires},
		{machine.TooSoon, a.Gap != nil},
		{machine.PastDue, a.Within != "" || extends},
		{machine.NotOverdue, a.After != ""},
		{machine.ExtensionLimit, extends},
		{machine.NotInForce, !a.Since.IsZero() || !a.Until.IsZero()},
	} {
		if r.may {
			l.add(CoverRefusals, a.Name, r.code)
		}
	}
}

func (l *list) clock(c *plan.Clock) {
	add := func(parts ...string) { l.add(CoverClocks, append([]string{c.Name}, parts...)...) }
	for _, s := range c.Starts {
		add("starts at", s.Act)
	}
	for _, t := range c.Terms {
		add("runs", term(t))
	}
	for _, a := range c.Met {
		add("met by", a)
	}
	for _, a := range c.Stops {
		add("stopped by", a)
	}
	for _, p := range c.Pauses {
		add("paused by", p.From)
		add("resumed by", p.Until)
	}
	for _, x := range c.Extensions {
		add("extended by", x.Act)
	}
	add("passes")
}
