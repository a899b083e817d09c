package scenario

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// The kinds of things that stories can cover.
const (
	CoverActs     = "acts"     // an act was done
	CoverBranches = "branches" // an act led from a stage along one line of its table
	CoverRefusals = "refusals" // an act was refused for a reason that the procedure gives
	CoverClocks   = "clocks"   // a clock began, by which line, was met, stopped, paused, extended, passed
	CoverEdges    = "edges"    // a clock at an edge of the calendar, of an extension or of a pause; a case at an edge of the version
	CoverLinks    = "links"    // a case grew out of an earlier one, or might not, and what it took over
)

// CoverKinds lists the kinds in the order in which they are told.
func CoverKinds() []string {
	return []string{CoverActs, CoverBranches, CoverRefusals, CoverClocks, CoverLinks, CoverEdges}
}

// Item is one thing in a procedure that a story can come by.
type Item struct {
	Kind string `json:"kind"`
	Name string `json:"name"`
}

// Coverage is what the stories of one version of a procedure came by.
type Coverage struct {
	Procedure string `json:"procedure"`
	Version   string `json:"version"`
	Items     []Item `json:"items"`   // all there are, in the order of the plan
	Missing   []Item `json:"missing"` // those that no story came by
}

// Percent is the share of the items of some kinds that stories came by; 100
// where there are none.
func (c Coverage) Percent(kinds ...string) float64 {
	all, missing := c.Count(kinds...)
	if all == 0 {
		return 100
	}
	return 100 * float64(all-missing) / float64(all)
}

// Count counts the items of some kinds, and those that are missing.
func (c Coverage) Count(kinds ...string) (all, missing int) {
	for _, i := range c.Items {
		if slices.Contains(kinds, i.Kind) {
			all++
		}
	}
	for _, i := range c.Missing {
		if slices.Contains(kinds, i.Kind) {
			missing++
		}
	}
	return all, missing
}

// Cover measures what stories come by. It is not safe for concurrent use.
type Cover struct {
	calendar *legaltime.Calendar
	seen     map[string]map[Item]bool // by procedure@version
	parsed   map[plan.Guard]*guard.Expr
}

// NewCover measures from nothing. The calendar is that by which the stories are
// played.
func NewCover(calendar *legaltime.Calendar) *Cover {
	return &Cover{calendar: calendar, seen: map[string]map[Item]bool{}, parsed: map[plan.Guard]*guard.Expr{}}
}

// Of is what the stories so far came by in a procedure.
func (c *Cover) Of(p *plan.Plan) Coverage {
	r := Coverage{Procedure: p.Procedure, Version: p.Version, Items: items(p, c.calendar), Missing: []Item{}}
	for _, i := range r.Items {
		if !c.seen[key(p)][i] {
			r.Missing = append(r.Missing, i)
		}
	}
	return r
}

func key(p *plan.Plan) string { return p.Procedure + "@" + p.Version }

// Watch notes one event. It is a Runner's Watch.
func (c *Cover) Watch(m Moved) {
	p := m.Law.Plan()
	seen := c.seen[key(p)]
	if seen == nil {
		seen = map[Item]bool{}
		c.seen[key(p)] = seen
	}
	note := func(kind string, parts ...string) { seen[Item{kind, strings.Join(parts, " ")}] = true }
	if m.Grown != nil {
		links(m, note)
	}
	switch {
	case m.Refusal != nil:
		if m.Told {
			note(CoverRefusals, m.Event.Act, m.Refusal.Code)
		}
		return
	case m.Event.Kind == machine.Acts:
		note(CoverActs, m.Event.Act)
		c.branch(p, &m.After, note)
	}
	edgesOf(m, note)
	for i := range p.Clocks {
		c.clock(&p.Clocks[i], m, note)
	}
}

// links notes how a case grew out of an earlier one.
func links(m Moved, note func(string, ...string)) {
	from := m.Grown.From
	switch {
	case m.Refusal == nil:
		note(CoverLinks, from)
		for _, way := range m.Grown.Ways {
			note(CoverLinks, from, "by", way)
		}
		for _, field := range m.Grown.Carried {
			note(CoverLinks, from, "carries", field)
		}
	case len(m.Grown.Barred) == 0:
		note(CoverLinks, from, "not yet")
	default:
		for _, act := range m.Grown.Barred {
			note(CoverLinks, from, "barred by", act)
		}
	}
}

// branch notes along which line of its table the last act led.
func (c *Cover) branch(p *plan.Plan, s *machine.State, note func(string, ...string)) {
	done := s.Done[len(s.Done)-1]
	move := p.Stage(done.Stage).Move(done.Act)
	if move == nil {
		return
	}
	if i := slices.IndexFunc(move.Then, func(b plan.Branch) bool { return c.holds(p, s, b.When) }); i >= 0 {
		note(CoverBranches, done.Stage, done.Act, line(move.Then[i]))
	}
}

// holds evaluates a condition on the facts and policies of a state.
func (c *Cover) holds(p *plan.Plan, s *machine.State, g plan.Guard) bool {
	if g == "" {
		return true
	}
	e, known := c.parsed[g]
	if !known {
		e, _ = guard.Parse(string(g)) // a law with a guard that does not parse is refused
		c.parsed[g] = e
	}
	return e.Eval(func(name string) any {
		if v, ok := s.Facts[name]; ok {
			return v
		}
		if v, ok := s.Policies[name]; ok {
			return v
		}
		for i := range p.Policies {
			if p.Policies[i].Name == name {
				return p.Policies[i].Default
			}
		}
		return nil
	})
}

// clock notes what an event did to a clock.
func (c *Cover) clock(p *plan.Clock, m Moved, note func(string, ...string)) {
	before, after := instance(m.Before.Clocks, p.Name), instance(m.After.Clocks, p.Name)
	act := m.Event.Act
	if m.Event.Kind == machine.Opens {
		act = machine.Reception
	}
	if after == nil {
		return
	}
	begun := before == nil || !live(before) && live(after) || before.Started != after.Started
	if begun {
		from := act
		if h := m.Law.Plan().Act(act); h != nil && (h.Handoff == plan.Accept || h.Handoff == plan.TakeOver) && !begins(p, act) {
			from = machine.Reception
		}
		note(CoverClocks, p.Name, "starts at", from)
	}
	if begun || after.Term != before.Term {
		if i := slices.IndexFunc(p.Terms, func(t plan.TermRule) bool { return c.holds(m.Law.Plan(), &m.After, t.When) }); i >= 0 && !after.Fresh {
			note(CoverClocks, p.Name, "runs", term(p.Terms[i]))
		}
	}
	if before != nil && live(before) {
		ended(p, before, after, act, begun, note)
	}
	if after.State == machine.Overdue || after.Late {
		note(CoverClocks, p.Name, "passes")
	}
}

// ended notes what became of a clock that was owed.
func ended(p *plan.Clock, before, after *machine.Clock, act string, begun bool, note func(string, ...string)) {
	over := begun || !live(after)
	switch {
	case over && after.State == machine.Met && !slices.Contains(p.Met, act):
		note(CoverClocks, p.Name, "passes")
	case over && slices.Contains(p.Met, act):
		note(CoverClocks, p.Name, "met by", act)
	case over && slices.Contains(p.Stops, act):
		note(CoverClocks, p.Name, "stopped by", act)
	case len(after.PausedBy) > len(before.PausedBy):
		note(CoverClocks, p.Name, "paused by", act)
	case len(after.PausedBy) < len(before.PausedBy):
		note(CoverClocks, p.Name, "resumed by", act)
	case len(after.Extensions) > len(before.Extensions):
		note(CoverClocks, p.Name, "extended by", act)
	}
}

func instance(clocks []machine.Clock, name string) *machine.Clock {
	for i := range clocks {
		if clocks[i].Name == name {
			return &clocks[i]
		}
	}
	return nil
}

func live(c *machine.Clock) bool { return c.State != machine.Met && c.State != machine.Stopped }

func begins(c *plan.Clock, act string) bool {
	return slices.ContainsFunc(c.Starts, func(s plan.Start) bool { return s.Act == act })
}

// line is a branch as a list names it.
func line(b plan.Branch) string {
	to := "-> " + b.To
	if b.To == plan.Stay {
		to = "-> stay"
	}
	if b.When != "" {
		to += " when " + string(b.When)
	}
	return to
}

// term is a line of a clock's table as a list names it.
func term(t plan.TermRule) string {
	if t.When == "" {
		return t.Is.String()
	}
	return t.Is.String() + " when " + string(t.When)
}
