package casework

import (
	"slices"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// desk is what lies before the case: its tasks, which are what it waits for, and
// what the reader may do.
func (r *reading) desk(v *CaseView) error {
	v.Tasks, v.Offers = []TaskView{}, []OfferView{}
	for _, t := range machine.Tasks(r.law, r.state) {
		v.Tasks = append(v.Tasks, r.task(t))
	}
	for _, o := range r.offers() {
		v.Offers = append(v.Offers, r.offer(o))
	}
	return nil
}

func (r *reading) task(t machine.Task) TaskView {
	p, act := r.law.Plan(), r.law.Plan().Act(t.Act)
	view := TaskView{Act: t.Act, Title: act.Title, Role: act.Roles[0], RoleTitle: roleTitle(p, act.Roles), Unit: r.names.unit(t.Unit), Status: r.status(act)}
	if i := slices.IndexFunc(r.state.Clocks, func(c machine.Clock) bool { return c.Name == t.Clock && over(c) == 0 }); i >= 0 {
		view.Deadline = r.chip(r.law, &r.state.Clocks[i])
	}
	return view
}

// status says in words whether a task can be started.
func (r *reading) status(act *plan.Act) string {
	for _, need := range act.Requires {
		done := slices.ContainsFunc(r.state.Done, func(d machine.Done) bool { return d.Act == need })
		if a := r.law.Plan().Act(need); a != nil && !done && a.Needed == "" {
			return "Chưa thể bắt đầu: chờ «" + a.Title + "»"
		}
	}
	return "Chưa bắt đầu"
}

// offers are what the reader may do in any of the units that have a say now;
// where an act is open in one and closed in another, it is open.
func (r *reading) offers() (out []machine.Offer) {
	for _, unit := range r.standing() {
		for _, o := range machine.Next(r.law, r.state, who(r.scope, unit), r.now()) {
			i := slices.IndexFunc(out, func(x machine.Offer) bool { return x.Act == o.Act })
			switch {
			case i < 0:
				out = append(out, o)
			case o.Refusal == nil:
				out[i] = o
			}
		}
	}
	return out
}

// standing are the reader's units that have a post in the case now.
func (r *reading) standing() (units []string) {
	for _, post := range []plan.Post{plan.Responsible, plan.Receiver, plan.Superior} {
		unit := r.state.UnitAt(post)
		if unit != "" && len(r.scope.RolesIn(unit)) > 0 && !slices.Contains(units, unit) {
			units = append(units, unit)
		}
	}
	return units
}

func (r *reading) offer(o machine.Offer) OfferView {
	p, act := r.law.Plan(), r.law.Plan().Act(o.Act)
	v := OfferView{Act: o.Act, Title: act.Title, Task: o.Task, Cite: act.Cite, Confidence: string(procedures.Law().Marks(p).Act(act)), Form: p.Form(act.Form), Allowed: o.Refusal == nil, Documents: each(act.Documents, func(d string) string { return d }), Handoff: string(act.Handoff),
		Proposals: proposals(r.law, r.state, o.Act, nil, r.now())}
	if o.Refusal != nil {
		v.Refusal = &RefusalView{o.Refusal.Code, o.Refusal.Sentence, o.Refusal.Cite}
	}
	v.Closes = closes(p, r.state.Stage, o.Act)
	if m := p.Stage(r.state.Stage).Move(o.Act); m != nil && len(m.Then) == 1 && m.Then[0].To != plan.Stay && m.Then[0].To != plan.Back {
		to := named(p, m.Then[0].To)
		v.To = &to
	}
	return v
}

// closes tells whether an act may end a case that stands in a stage.
func closes(p *plan.Plan, stage, act string) bool {
	m := p.Stage(stage).Move(act)
	return m != nil && slices.ContainsFunc(m.Then, func(b plan.Branch) bool {
		to := p.Stage(b.To)
		return to != nil && to.Outcome != ""
	})
}

// subject is what the rules of access ask of the case.
func (r *reading) subject(excluded []string) access.Case {
	return access.Case{Kind: plan.Kind(r.row.Kind), Protected: r.row.Protected, Responsible: r.state.Responsible, Units: r.scope.CaseUnits(), Excluded: excluded}
}
