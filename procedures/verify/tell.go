package verify

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// tellSteps is how many events it may take to find days and forms for one way.
const tellSteps = 20000

// Tell turns the way that leads to a problem into a scenario that can be run: it
// finds days and forms by which the machine goes that way, with as little beside
// it as the conditions ask for. It is "" where none was found, because the
// checker takes conditions to be true and false alike.
func Tell(law *machine.Law, p diag.Problem) string {
	if p.Way == nil || len(p.Way.Steps) == 0 {
		return ""
	}
	v := newVerifier(law, tellSteps)
	l := v.lens("a way", v.readOn(p.Way), v.movers(), true)
	for _, received := range v.receptions(l) {
		t := &teller{walk: v.newWalk(l, received), way: p.Way, tried: map[string]bool{}}
		if steps, settings := t.receive(); steps != nil {
			return v.scenario(p.Code, p.Told(), steps, settings, t.seen...)
		}
	}
	return ""
}

// readOn are the facts that a way may depend on.
func (v *verifier) readOn(way *diag.Way) map[string]bool {
	facts := v.steeringFacts()
	for _, s := range way.Steps {
		if a := v.law.Act(s.Act); a != nil {
			readers(facts, a.When)
		}
	}
	for i := range v.plan.Clocks {
		if c := &v.plan.Clocks[i]; way.Bare || c.Name == way.Owed {
			maps.Copy(facts, v.guarding(c))
		}
	}
	return facts
}

// teller looks for the first story that goes a way.
type teller struct {
	*walk
	way   *diag.Way
	tried map[string]bool // by place on the way and state: nothing came of it
	seen  []string        // what a story shows at its end
}

func (t *teller) receive() ([]step, map[string]string) {
	plain := machine.Sample(t.law, machine.State{}, machine.Reception, legaltime.Day(t.received))
	for _, settings := range t.settings() {
		for _, with := range t.fill(&machine.State{}, machine.Reception, plain) {
			r := run{w: t.walk, today: t.received}
			e := machine.Event{Kind: machine.Opens, On: legaltime.Day(t.received), With: with, Unit: firstUnit, Superior: firstUnit + superior, Policies: settings}
			if r.advance(e) != nil {
				continue
			}
			r.steps = []step{{act: machine.Reception, on: t.received, with: with}}
			if steps := t.from(r, 1, 0); steps != nil {
				return steps, settings
			}
		}
	}
	return nil, nil
}

// mostAside is how many acts beside the way may be done before one step of it,
// to find what a condition asks for.
const mostAside = 2

// from goes on from a state that has come as far as step n, after so many acts
// beside the way; nil where no story does.
func (t *teller) from(r run, n, aside int) []step {
	if n == len(t.way.Steps) {
		if t.arrived(r) {
			return r.steps
		}
		return nil
	}
	key := string(t.sign([]byte{byte(n), byte(n >> 8), byte(aside)}, &r.state, r.today))
	if t.tried[key] || !t.v.within() {
		return nil
	}
	t.tried[key] = true
	r.steps = slices.Clip(r.steps)
	next := t.way.Steps[n]
	if next.Lapse != "" {
		return t.lapse(r, n)
	}
	for _, after := range t.does(r, next.Act) {
		if after.state.Stage == next.Stage && t.owes(&after.state, n) {
			if steps := t.from(after, n+1, 0); steps != nil {
				return steps
			}
		}
	}
	return t.beside(r, n, aside)
}

// lapse waits until a clock's term has passed. Several terms may pass on the same
// day.
func (t *teller) lapse(r run, n int) []step {
	c := clockOf(&r.state, t.way.Steps[n].Lapse)
	if c == nil || c.State != machine.Running {
		return nil
	}
	r.wait(c.Due.Date.AddDays(1))
	for ; n < len(t.way.Steps) && t.way.Steps[n].Lapse != ""; n++ {
		if r.state.Stage != t.way.Steps[n].Stage {
			continue
		}
		if steps := t.from(r, n+1, 0); steps != nil {
			return steps
		}
	}
	return nil
}

// does are the ways to do an act now, or as soon as it may be done, with what it
// requires done before it.
func (t *teller) does(r run, act string) (all []run) {
	if !slices.Contains(t.offers[r.state.Stage], act) {
		return nil
	}
	plain := machine.Sample(t.law, r.state, act, legaltime.Day(r.today))
	for _, with := range t.fill(&r.state, act, plain) {
		after := r
		refusal := after.do(act, with)
		if refusal != nil {
			after = r
			if !t.overcome(&after, act, refusal) || after.do(act, with) != nil {
				continue
			}
		}
		all = append(all, after)
	}
	return all
}

// overcome does or waits for what stands in an act's way, and says whether it
// could.
func (t *teller) overcome(r *run, act string, refusal *machine.Refusal) bool {
	a := t.law.Act(act)
	switch refusal.Code {
	case machine.Requires, machine.TooSoon:
		return r.prepare(act, nil)
	case machine.NotOverdue:
		if c := clockOf(&r.state, a.After); c != nil && c.State == machine.Running {
			r.wait(c.Due.Date.AddDays(1))
			return true
		}
	case machine.NotInForce:
		if a.Since.After(r.today) {
			r.wait(a.Since)
			return true
		}
	}
	return false
}

// beside tries acts that record what conditions read and leave the case in its
// stage.
func (t *teller) beside(r run, n, aside int) []step {
	if aside == mostAside {
		return nil
	}
	for _, act := range t.offers[r.state.Stage] {
		if len(t.chosen[act]) == 0 || t.law.Act(act).Handoff != "" {
			continue
		}
		for _, after := range t.does(r, act) {
			if after.state.Stage != r.state.Stage {
				continue
			}
			if steps := t.from(after, n, aside+1); steps != nil {
				return steps
			}
		}
	}
	return nil
}

// owes holds the state after the last step but one against what the way says of
// a clock: it is owed there, and the last step does not end it.
func (t *teller) owes(s *machine.State, n int) bool {
	if t.way.Owed == "" || n != len(t.way.Steps)-2 {
		return true
	}
	last := t.way.Steps[n+1].Act
	if starts(t.law.Clock(t.way.Owed), last) {
		return true // it begins when the case ends
	}
	c := clockOf(s, t.way.Owed)
	return c != nil && c.State != machine.Met && c.State != machine.Stopped
}

// arrived holds the last state against what the way says of it, and notes what
// there is to see.
func (t *teller) arrived(r run) bool {
	s := &r.state
	if s.Stage != t.way.Steps[len(t.way.Steps)-1].Stage || t.way.Bare && s.Outcome == "" && Waits(t.law, *s) == "" {
		return false
	}
	t.seen = nil
	if t.way.Owed != "" && s.Outcome != "" {
		c := clockOf(s, t.way.Owed)
		if c == nil || c.State != machine.Stopped {
			return false
		}
		t.seen = append(t.seen, fmt.Sprintf("expect: {clock: %s, state: stopped}", c.Name))
	}
	if t.way.Tries == "" {
		return true
	}
	refusal := r.do(t.way.Tries, machine.Sample(t.law, *s, t.way.Tries, legaltime.Day(r.today)))
	if refusal == nil {
		return false
	}
	line := fmt.Sprintf("act: %s, refused: %s", t.way.Tries, refusal.Code)
	if lacks := machine.Lacking(t.law, *s, t.way.Tries); refusal.Code == machine.Requires {
		line += ", lacks: [" + strings.Join(lacks, ", ") + "]"
	}
	t.seen = append(t.seen, line)
	return true
}

// Fill writes the stories of problems to which a way leads.
func Fill(p *plan.Plan, calendar *legaltime.Calendar, problems diag.List) {
	if !slices.ContainsFunc(problems, func(b diag.Problem) bool { return b.Way != nil }) {
		return
	}
	law, err := machine.NewLaw(p, calendar)
	if err != nil {
		return // the text says what no machine can do; the problems tell of that
	}
	for i := range problems {
		problems[i].Story = Tell(law, problems[i])
	}
}
