package scenario

import (
	"maps"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// act plays the act of a line and reports how it came out.
func (p *paper) act(l *Line) bool {
	result := Result{Line: l.Line, Date: l.Date, Act: l.Act}
	refusal := p.attempt(l)
	if refusal != nil && p.story.Fill && l.Refused == "" && (refusal.Code == machine.Requires || refusal.Code == machine.TooSoon) {
		if problem := p.prepare(l.Act, l.Date, nil); problem != "" {
			result.Expected, result.Got = "làm được "+p.actCalled(l.Act), problem
			return p.report(result)
		}
		refusal = p.do(l.Act, l.Date, l)
	}
	result.Refusal = refusal
	switch {
	case refusal == nil && l.Refused != "":
		result.Expected, result.Got = "bị từ chối: "+l.Refused, "đã làm "+p.actCalled(l.Act)+", giai đoạn "+p.stageCalled(p.state.Stage)
	case refusal != nil && l.Refused == "":
		result.Expected, result.Got = "làm được "+p.actCalled(l.Act), "bị từ chối: "+say(refusal)
	case refusal != nil && l.Refused != AnyRefusal && l.Refused != refusal.Code:
		result.Expected, result.Got = "bị từ chối: "+l.Refused, "bị từ chối: "+say(refusal)
	case l.Then != "" && l.Then != p.state.Stage:
		result.Expected, result.Got = "giai đoạn "+p.stageCalled(l.Then), "giai đoạn "+p.stageCalled(p.state.Stage)
	default:
		result.Expected, result.Got = p.lacking(l, refusal)
	}
	return p.report(result)
}

// attempt does the act of a line. That a petition is refused where its form is
// not filled in is told after it was received: nothing comes of it.
func (p *paper) attempt(l *Line) *machine.Refusal {
	if l.Act != machine.Reception || l.Refused != machine.BadForm {
		return p.do(l.Act, l.Date, l)
	}
	_, _, refusal := machine.Advance(p.law, machine.State{}, machine.Event{Kind: machine.Opens, On: p.story.Received, At: p.today.At(23, 59),
		With: l.With, Unit: FirstUnit, Superior: FirstUnit + superior, Policies: p.story.Policies})
	return refusal
}

// do performs an act as somebody who may. l holds what the story says of it;
// nil for an act that the story leaves out.
func (p *paper) do(act string, on legaltime.Moment, l *Line) *machine.Refusal {
	by := ""
	p.refused = l != nil && l.Refused != ""
	with := map[string]any{}
	if p.story.Fill && (l == nil || l.Refused != machine.BadForm) {
		maps.Copy(with, machine.Sample(p.law, p.knowing(l), act, on))
	}
	if l != nil {
		by = l.By
		maps.Copy(with, l.With)
		if field := unitField(p.law.Plan(), act); l.To != "" && field != "" {
			with[field] = l.To
		}
	}
	return p.advance(machine.Event{
		Kind: machine.Acts, Act: act, On: on, With: with,
		Actor: machine.SampleActor(p.actors, p.state, act, by), Superior: p.superiorAfter(act),
	})
}

// knowing is the case as it stands with what a line says of its facts, so that a
// sample of the rest goes with that.
func (p *paper) knowing(l *Line) machine.State {
	s := p.state
	if l == nil || len(l.With) == 0 {
		return s
	}
	s.Facts = maps.Clone(s.Facts)
	if s.Facts == nil {
		s.Facts = map[string]any{}
	}
	for name, v := range l.With {
		if p.law.Plan().Fact(name) != nil {
			s.Facts[name] = v
		}
	}
	return s
}

// superiorAfter is the superior of the body that answers for the case after an
// act.
func (p *paper) superiorAfter(act string) string {
	a := p.law.Plan().Act(act)
	switch {
	case a == nil:
	case a.Handoff == plan.Accept && p.state.Handoff != nil:
		return p.state.Handoff.To + superior
	case a.Handoff == plan.TakeOver:
		return p.state.Superior + superior
	}
	return ""
}

// unitField is the field of an act's form that names the receiving body.
func unitField(law *plan.Plan, act string) string {
	f := formOf(law, act)
	if f == nil {
		return ""
	}
	for _, field := range f.Fields {
		if field.Type == plan.Unit {
			return field.Name
		}
	}
	return ""
}

// say is a refusal in one line: code, sentence, provision, fields.
func say(r *machine.Refusal) string {
	s := r.Code + ": " + r.Sentence
	for _, f := range r.Fields {
		s += " " + f.Field + ": " + f.Sentence
	}
	if r.Cite != "" {
		s += " (" + r.Cite + ")"
	}
	return s
}
