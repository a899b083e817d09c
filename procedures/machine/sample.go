package machine

import (
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// Sample gives lawful values for the required fields of an act's form; for
// Reception, of the intake form. A fact that the case knows is kept.
func Sample(law *Law, s State, act string, on legaltime.Moment) map[string]any {
	form := law.forms[law.plan.Intake]
	if a := law.acts[act]; a != nil && act != Reception {
		form = a.form
	}
	if form == nil {
		return nil
	}
	with := map[string]any{}
	for i := range form.Fields {
		f := &form.Fields[i]
		if !f.Required {
			continue
		}
		if v, ok := s.Facts[f.Name]; ok {
			with[f.Name] = v
			continue
		}
		with[f.Name] = law.sample(&s, act, f, on)
	}
	return with
}

func (l *Law) sample(s *State, act string, f *plan.Field, on legaltime.Moment) any {
	switch f.Type {
	case plan.Flag:
		return l.facts[f.Name] == nil // an assurance is given, a fact is not asserted
	case plan.Number:
		return float64(1)
	case plan.Day:
		return l.sampleDay(act, f.Name, on.Date).String()
	case plan.Choice:
		if len(f.Options) > 0 {
			return f.Options[0].Value
		}
	case plan.Unit:
		if s.Responsible == "unit-b" {
			return "unit-c"
		}
		return "unit-b"
	}
	return "mau-" + f.Name
}

// sampleDay is the act's own day, or one far enough ahead where a clock counts
// back from the field.
func (l *Law) sampleDay(act, field string, on legaltime.Date) legaltime.Date {
	for _, c := range l.clocks {
		for _, s := range c.Starts {
			if s.Act == act && s.From == field && c.Terms[0].Is.Backward {
				return on.AddDays(2*c.Terms[0].Is.N + 15)
			}
		}
	}
	return on
}

// SampleActor is somebody who may do an act as the case stands: a holder of the
// role named, or of the act's first, in the unit where it is held.
func SampleActor(law *Law, s State, act, role string) Actor {
	a := law.acts[act]
	if a == nil {
		return Actor{}
	}
	if role == "" && len(a.Roles) > 0 {
		role = a.Roles[0]
	}
	actor := Actor{User: "user-" + role, Roles: []string{role}}
	if r := law.roles[role]; r != nil {
		actor.Unit = s.UnitAt(r.At)
		actor.Roles = append(actor.Roles, r.HeldBy...)
	}
	return actor
}
