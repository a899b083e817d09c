package casework

import (
	"slices"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// A paper is shown to those who may see what it was filed with:
//
//   - what came with the petition names its sender as plainly as the identity
//     does, so it opens to the entitled alone (access.MayReveal);
//   - what an act put on file opens to the entitled, to those who did the act
//     (whoever holds the post in which it was done), and to those to whom it was
//     handed (it names them, or their own work waits for it);
//   - and, unless the case is kept secret, to all who work on cases in the body
//     that answers.
//
// So the verifier of a denunciation reads the order that hands the work over and
// what the team itself wrote, not what the desk, the handler or the head filed: a
// withdrawal or a supplement shows the denouncer's handwriting too (Luật Tố cáo
// 25/2018/QH14 Điều 56.2).

// filedWith is the step with which a paper came first. A later step that names
// it again opens it to nobody else. No step names it: the zero Event.
func (r *reading) filedWith(paper string) machine.Event {
	for _, st := range r.steps {
		for _, f := range fieldsOf(formOf(r.law.Plan(), st.Event)) {
			if f.Type == plan.File && st.Event.With[f.Name] == paper {
				return st.Event
			}
		}
	}
	return machine.Event{}
}

// opens tells whether papers that came with a step open to the reader.
func (r *reading) opens(e machine.Event) bool {
	if r.entitled || e.Kind != machine.Acts {
		return r.entitled
	}
	return !r.secret() && r.worksOn() || r.made(e) || r.handed(e)
}

// guarded papers stand on the page under a number, since their own name often is
// the sender's, and each opening is written down.
func (r *reading) guarded(e machine.Event) bool { return e.Kind != machine.Acts || r.secret() }

// secret tells whether who sent the petition is kept secret from most of those
// who work on it.
func (r *reading) secret() bool { return r.subject(nil).Secret() }

// made tells whether a step was done in a post that the reader holds too.
func (r *reading) made(e machine.Event) bool {
	act := r.law.Plan().Act(e.Act)
	if act == nil {
		return false
	}
	for _, name := range act.Roles {
		role := r.law.Plan().Role(name)
		if role == nil {
			continue
		}
		as := slices.DeleteFunc(slices.Clone(role.Holders()), func(h string) bool { return !slices.Contains(e.Actor.Roles, h) })
		if len(as) > 0 { // who holds several acted in the first
			return r.scope.Has(e.Actor.Unit, as...)
		}
	}
	return false
}

// handed tells whether a step names the reader, or gives them what an act of
// theirs waits for.
func (r *reading) handed(e machine.Event) bool {
	p := r.law.Plan()
	if slices.ContainsFunc(fieldsOf(formOf(p, e)), func(f plan.Field) bool { return f.Type == plan.Person && e.With[f.Name] == r.scope.User }) {
		return true
	}
	return slices.ContainsFunc(p.Acts, func(a plan.Act) bool { return slices.Contains(a.Requires, e.Act) && r.fills(a) })
}

// fills tells whether the reader fills a role of an act as the case stands.
func (r *reading) fills(a plan.Act) bool {
	return slices.ContainsFunc(a.Roles, func(name string) bool {
		role := r.law.Plan().Role(name)
		return role != nil && r.scope.Has(r.state.UnitAt(role.At), role.Holders()...)
	})
}
