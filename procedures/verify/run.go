package verify

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// run is one attempt to go on from a node.
type run struct {
	w     *walk
	state machine.State
	today legaltime.Date
	steps []step
}

// advance is one event, recorded at the end of the day.
func (r *run) advance(e machine.Event) *machine.Refusal {
	r.w.v.steps++
	e.At = r.today.At(23, 59)
	next, refusal := machine.Follow(r.w.law, r.state, e)
	if refusal != nil {
		return refusal
	}
	r.state = next
	return nil
}

// do performs an act on the day, as somebody who may.
func (r *run) do(act string, with map[string]any) (first *machine.Refusal) {
	a := r.w.law.Act(act)
	for n, role := range a.Roles {
		actor := r.w.actor(&r.state, role)
		if actor.Unit == "" && n+1 < len(a.Roles) {
			continue
		}
		refusal := r.advance(machine.Event{Kind: machine.Acts, Act: act, On: legaltime.Day(r.today), With: with, Actor: actor, Superior: r.superior(a)})
		if refusal == nil {
			by := role
			if n == 0 {
				by = ""
			}
			r.steps = append(r.steps, step{act: act, on: r.today, with: with, by: by})
			return nil
		}
		if first == nil {
			first = refusal
		}
		if refusal.Code != machine.NotYourUnit && refusal.Code != machine.NotYourRole {
			return refusal
		}
	}
	return first
}

// actor is a holder of a role, in the unit where it is held now.
func (t *terrain) actor(s *machine.State, role string) machine.Actor {
	actor := t.actors[role]
	actor.Unit = s.UnitAt(t.law.Role(role).At)
	return actor
}

// superior is the superior of the body that answers for the case after an act.
func (r *run) superior(a *plan.Act) string {
	switch {
	case a.Handoff == plan.Accept && r.state.Handoff != nil:
		return r.state.Handoff.To + superior
	case a.Handoff == plan.TakeOver:
		return r.state.Superior + superior
	}
	return ""
}

// wait lets days pass.
func (r *run) wait(to legaltime.Date) {
	r.today = to
	r.advance(machine.Event{Kind: machine.Ticks, On: legaltime.Day(to)})
	r.steps = append(r.steps, step{on: to})
}

// prepare does what an act requires; what must lie some days before is done
// first, and the days are waited for.
func (r *run) prepare(act string, under []string) bool {
	if slices.Contains(under, act) {
		return false
	}
	under = append(slices.Clone(under), act)
	for _, need := range machine.Lacking(r.w.law, r.state, act) {
		if slices.Contains(machine.Lacking(r.w.law, r.state, act), need) && !r.complete(need, under) {
			return false
		}
	}
	if on, ok := r.w.floor(&r.state, act, r.today); ok {
		r.wait(on)
	}
	return true
}

func (r *run) complete(act string, under []string) bool {
	return slices.Contains(r.w.offers[r.state.Stage], act) && r.prepare(act, under) &&
		r.do(act, machine.Sample(r.w.law, r.state, act, legaltime.Day(r.today))) == nil
}

// floor is the first day on which an act's gap has passed, where that is still
// to come.
func (t *terrain) floor(s *machine.State, act string, today legaltime.Date) (legaltime.Date, bool) {
	a := t.law.Act(act)
	if a.Gap == nil || !t.holds(s, a.Gap.When) {
		return legaltime.Date{}, false
	}
	for i := len(s.Done) - 1; i >= 0; i-- {
		if s.Done[i].Act != a.Gap.After || s.Done[i].Round != s.Done[len(s.Done)-1].Round {
			continue
		}
		length := a.Gap.AtLeast
		length.Backward, length.Minimum = false, true
		_, first, err := legaltime.Ends(t.law.Calendar(), legaltime.Request{From: s.Done[i].On, Term: length, Policy: legaltime.DefaultPolicy()})
		return first.Date, err == nil && first.Date.After(today)
	}
	return legaltime.Date{}, false
}
