package scenario

import (
	"fmt"
	"maps"
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Secret is how a story writes an identity or a narrative that was carried over:
// what it says is for the vault alone.
const Secret = "secret"

// origin is the earlier case of a story as it came out.
type origin struct {
	law    *machine.Law
	state  machine.State
	events []machine.Event
}

// Growth is how the case of a story grew out of an earlier one, or was refused.
type Growth struct {
	From    string   // procedure of the earlier case
	Ways    []string // of those that the law names, the acts done and the terms passed
	Barred  []string // the acts done that bar it
	Carried []string // fields that the earlier case filled in
}

// Recall plays the earlier case of a story, if it has one, by the procedure that
// is loaded for it. Whatever law the story is then played by, its earlier case
// stays as it is.
func (r Runner) Recall(c *Case) error {
	if c.Earlier == nil || c.origin != nil {
		return nil
	}
	load := r.Past
	if load == nil {
		load = r.Load
	}
	o := &origin{}
	past := Runner{Load: load, Calendar: r.Calendar, Watch: func(m Moved) {
		if m.Refusal == nil && m.Event.Kind != machine.Ticks {
			o.events = append(o.events, m.Event)
		}
	}}
	p, report := past.run(*c.Earlier)
	for _, x := range report.Results {
		if !x.OK {
			return fmt.Errorf("vụ việc trước, dòng %d: mong đợi %s, thực tế %s", x.Line, x.Expected, x.Got)
		}
	}
	o.law, o.state = p.law, p.state
	c.origin = o
	return nil
}

// grow lets the case of a story grow out of its earlier one: it is received by
// the body that may, and what the earlier case has is filled in.
func (p *paper) grow(e *machine.Event) error {
	c := p.story
	if c.Earlier == nil {
		return nil
	}
	f := p.law.Plan().Follow(c.Earlier.Procedure)
	if f == nil {
		return fmt.Errorf("vụ việc %s không nối tiếp được vụ việc %s", c.Procedure, c.Earlier.Procedure)
	}
	if e.Unit = c.origin.state.Responsible; f.At == plan.Superior {
		e.Unit = c.origin.state.Superior
	}
	e.Superior = e.Unit + superior
	e.With[f.By] = "earlier"
	p.carried = map[string]any{}
	if !machine.MayCarry(f, c.origin.law, c.origin.state) {
		return nil
	}
	for _, carry := range f.Carries {
		field := p.law.Plan().Form(p.law.Plan().Intake).Field(carry.Field)
		if v := p.taken(field, carry.From); v != nil {
			e.With[carry.Field], p.carried[carry.Field] = v, v
			if field.Type == plan.Identity || field.Type == plan.Narrative {
				p.carried[carry.Field] = Secret
			}
		}
	}
	return nil
}

// taken is what the first of some sources has for a field.
func (p *paper) taken(field *plan.Field, sources []string) any {
	if field == nil {
		return nil
	}
	o := p.story.origin
	for _, name := range sources {
		if v := machine.Carried(o.law, o.state, o.events, field, name, p.story.Received); v != nil {
			return v
		}
	}
	return nil
}

// mayGrow says why a case cannot grow out of the story's earlier one on a day.
func (p *paper) mayGrow(on legaltime.Moment) *machine.Refusal {
	if p.story.Earlier == nil {
		return nil
	}
	return machine.MayFollow(p.law.Plan(), p.story.origin.law, p.story.origin.state, on)
}

// growth is how the case grows, for those who look on.
func (p *paper) growth(on legaltime.Moment) *Growth {
	c := p.story
	if c.Earlier == nil {
		return nil
	}
	g := &Growth{From: c.Earlier.Procedure, Carried: slices.Sorted(maps.Keys(p.carried))}
	f := p.law.Plan().Follow(g.From)
	if f == nil {
		return g
	}
	opens := func(one plan.Follow) bool {
		one.Procedure = g.From
		return machine.MayFollow(&plan.Plan{Follows: []plan.Follow{one}}, c.origin.law, c.origin.state, on) == nil
	}
	for _, act := range f.After {
		if opens(plan.Follow{After: []string{act}}) {
			g.Ways = append(g.Ways, act)
		}
	}
	for _, clock := range f.Expired {
		if opens(plan.Follow{Expired: []string{clock}}) {
			g.Ways = append(g.Ways, clock)
		}
	}
	for _, act := range f.Unless {
		if !opens(plan.Follow{Unless: []string{act}}) {
			g.Barred = append(g.Barred, act)
		}
	}
	return g
}

// tooEarly holds it against the case that nothing may grow out of the earlier one
// on a day.
func (p *paper) tooEarly(l *Line) {
	result := Result{Line: l.Line, Date: l.Date, Act: l.Act, Refusal: p.mayGrow(l.Date)}
	if result.Refusal == nil {
		result.Expected, result.Got = "bị từ chối: "+l.Refused, "nhận được đơn"
	}
	if p.watch != nil {
		p.watch(Moved{Law: p.law, Before: p.state, Event: machine.Event{Kind: machine.Opens, On: l.Date}, After: p.state,
			Refusal: result.Refusal, Told: true, Grown: p.growth(l.Date)})
	}
	p.report(result)
}

// early says that a line only tries to have the case received out of the earlier
// one, in vain.
func (l *Line) early() bool { return l.Act == machine.Reception && l.Refused == machine.NotToFollow }

// never says that the case of a story is not received at all.
func (c *Case) never() bool {
	return c.Earlier != nil && !slices.ContainsFunc(c.Story, func(l Line) bool { return !l.early() })
}
