package machine

import (
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// hand applies what an act does to the responsibility for the case. Exactly
// one body answers at any moment: an offer leaves it with the sender until the
// receiver accepts.
func (d *draft) hand(a *act, e Event) *Refusal {
	switch a.Handoff {
	case plan.Offer:
		return d.offer(a, e)
	case plan.Accept:
		d.takes(d.Handoff.To, e.Superior)
	case plan.TakeOver:
		d.takes(d.Superior, e.Superior)
	case plan.Decline, plan.Withdraw:
		d.Handoff = nil
	}
	return nil
}

func (d *draft) offer(a *act, e Event) *Refusal {
	f := unitField(a.form)
	if f == nil {
		return refuse(BadForm, "Biểu mẫu của «"+a.Title+"» không nêu cơ quan nhận.", a.Cite)
	}
	to, _ := e.With[f.Name].(string)
	if to == "" {
		return refuseForm(a.Title, a.Cite, []FieldProblem{missing(f)})
	}
	if to == d.Responsible {
		return refuseForm(a.Title, a.Cite, []FieldProblem{{f.Name, "same-unit", "Cơ quan nhận phải khác cơ quan đang giải quyết."}})
	}
	d.Handoff = &Handoff{To: to, Act: a.Name, On: d.on.Date, Back: d.Stage}
	return nil
}

// unitField is the field of a form that names the receiving body.
func unitField(f *plan.Form) *plan.Field {
	if f == nil {
		return nil
	}
	for i := range f.Fields {
		if f.Fields[i].Type == plan.Unit {
			return &f.Fields[i]
		}
	}
	return nil
}

// takes makes another body responsible. What was done before no longer counts
// there; its clocks begin as if the petition had just been received.
func (d *draft) takes(unit, superior string) {
	d.Responsible, d.Superior, d.Handoff = unit, superior, nil
	d.round++
	d.stopAll(d.on.Date)
	d.start(Reception, nil)
}

// UnitAt is the unit in which a post is held; empty when there is none now.
func (s *State) UnitAt(p plan.Post) string {
	switch p {
	case plan.Receiver:
		if s.Handoff == nil {
			return ""
		}
		return s.Handoff.To
	case plan.Superior:
		return s.Superior
	case plan.Inspectors:
		return "" // known to the organisation, not to the case
	}
	return s.Responsible
}

// stopAll stops every clock that still runs.
func (d *draft) stopAll(on legaltime.Date) {
	d.own()
	for i := range d.Clocks {
		if c := &d.Clocks[i]; c.live() {
			c.end(Stopped, on)
		}
	}
}
