package propose

import (
	"fmt"
	"maps"
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
	"github.com/donthu/donthu/procedures/verify"
)

// mostDays is how long a case is left lying at the end of a story, so that
// everything that its clocks have to say is said.
const mostDays = 1500

// harvest walks every state of a procedure and keeps, for everything that can
// happen in one, the first story in which it does.
func harvest(law *machine.Law, steps int) []scenario.Case {
	h := harvester{law: law, plan: law.Plan(), known: map[string]bool{}}
	verify.Watch(law, steps, h.see)
	return h.all
}

type harvester struct {
	law   *machine.Law
	plan  *plan.Plan
	known map[string]bool
	all   []scenario.Case
}

func (h *harvester) see(p verify.Passage) {
	if h.isNew(p) {
		h.all = append(h.all, h.story(p.Story(), p.After.Policies))
	}
}

// isNew says that something happened which did not before.
func (h *harvester) isNew(p verify.Passage) (found bool) {
	note := func(parts ...any) {
		if key := fmt.Sprint(parts...); !h.known[key] {
			h.known[key], found = true, true
		}
	}
	act := machine.Reception
	if n := len(p.After.Done); n > len(p.Before.Done) && p.Before.Seq > 0 {
		act = p.After.Done[n-1].Act
	}
	if p.Before.Seq > 0 {
		note("done ", p.Before.Stage, " ", act, " ", p.After.Stage)
	}
	for i := range h.plan.Facts {
		f := &h.plan.Facts[i]
		if v := p.After.Facts[f.Name]; v != nil && v != p.Before.Facts[f.Name] && v != p.Today.String() {
			note("fact ", f.Name, " ", v, " ", p.After.Stage)
		}
	}
	for _, c := range h.plan.Clocks {
		begins := slices.ContainsFunc(c.Starts, func(s plan.Start) bool { return s.Act == act })
		if begins && !slices.ContainsFunc(p.After.Clocks, func(o machine.Clock) bool { return o.Name == c.Name }) {
			note("unborn ", c.Name, " ", act)
		}
	}
	for i := range p.After.Clocks {
		c := &p.After.Clocks[i]
		before := slices.IndexFunc(p.Before.Clocks, func(o machine.Clock) bool { return o.Name == c.Name })
		if before < 0 || changed(&p.Before.Clocks[before], c) {
			note("clock ", c.Name, " ", act, " ", c.State, " ", c.Term, " ", c.Late, " ", c.Fresh, " ", len(c.Extensions), " ", len(c.PausedBy), " ", p.After.Stage, " ", p.After.Policies)
		}
	}
	if p.New && p.After.Outcome == "" {
		h.offers(p, note)
	}
	return found
}

func changed(a, b *machine.Clock) bool {
	return a.State != b.State || a.Term != b.Term || a.From != b.From || a.Due != b.Due || a.Fresh != b.Fresh ||
		len(a.Extensions) != len(b.Extensions) || len(a.PausedBy) != len(b.PausedBy)
}

// offers notes what can be done in a state, and for what else why not.
func (h *harvester) offers(p verify.Passage, note func(...any)) {
	for _, role := range h.plan.Roles {
		actor := machine.SampleActor(h.law, p.After, h.plan.Acts[0].Name, role.Name)
		if actor.Unit == "" {
			continue
		}
		for _, o := range machine.Next(h.law, p.After, actor, legaltime.Day(p.Today)) {
			code := ""
			if o.Refusal != nil {
				code = o.Refusal.Code
			}
			note("offer ", p.After.Stage, " ", o.Act, " ", code)
		}
	}
	for _, task := range machine.Tasks(h.law, p.After) {
		note("task ", p.After.Stage, " ", task.Act)
	}
}

// story makes a scenario of the steps of a walk, with the day before each act
// that has to wait for a day.
func (h *harvester) story(steps []verify.Step, policies map[string]string) scenario.Case {
	c := scenario.Case{Procedure: h.plan.Procedure, Version: h.plan.Version, Received: legaltime.Day(steps[0].On), Policies: policies, Fill: true}
	sample := machine.Sample(h.law, machine.State{}, machine.Reception, c.Received)
	for name, v := range steps[0].With {
		if h.plan.Fact(name) != nil && sample[name] != v {
			if c.Facts == nil {
				c.Facts = map[string]any{}
			}
			c.Facts[name] = v
		}
	}
	last := steps[0].On
	for _, s := range steps[1:] {
		if eve := s.On.AddDays(-1); eve.After(last) {
			c.Story = append(c.Story, scenario.Line{Date: legaltime.Day(eve)})
		}
		c.Story = append(c.Story, scenario.Line{Date: legaltime.Day(s.On), Act: s.Act, With: h.since(c.Received.Date, s), By: s.By})
		last = s.On
	}
	return c
}

// since is what a step fills in, without dates from before the petition: a walk
// tries those that conditions tell apart, in whatever year.
func (h *harvester) since(received legaltime.Date, s verify.Step) map[string]any {
	with := maps.Clone(s.With)
	maps.DeleteFunc(with, func(name string, v any) bool {
		f := h.plan.Fact(name)
		if f == nil || f.Type != plan.Day {
			return false
		}
		text, _ := v.(string)
		on, err := legaltime.ParseDate(text)
		return err == nil && on.Before(received)
	})
	return with
}
