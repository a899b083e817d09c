package machine

import (
	"slices"

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
		v, ok := s.Facts[f.Name]
		if !ok || v == false && f.Must || v == false && act != Reception && law.counted[f.Name] {
			v = law.sample(&s, act, f, on)
		}
		with[f.Name] = v
	}
	if a := law.acts[act]; a != nil && act != Reception {
		law.justify(&s, a, with)
	}
	return with
}

// justify adds flags of the act's own form until the act's condition holds by
// them: who finds a case complex says so. Only for acts that are there for
// nothing else; who extends a term or begins one finds no reason by the way.
func (l *Law) justify(s *State, a *act, with map[string]any) {
	if !a.finds || a.minds {
		return
	}
	read := l.reader(s)
	env := func(name string) any {
		if v, ok := with[name]; ok {
			return v
		}
		return read(name)
	}
	for i := range a.form.Fields {
		f := &a.form.Fields[i]
		if holds(a.when, env) {
			return
		}
		if f.Type == plan.Flag && slices.Contains(a.when.Names(), f.Name) {
			with[f.Name] = true
		}
	}
}

func (l *Law) sample(s *State, act string, f *plan.Field, on legaltime.Moment) any {
	switch f.Type {
	case plan.Flag:
		// an assurance is given, and so is what the act is there to find; no other fact is asserted
		return f.Must || l.facts[f.Name] == nil || act != Reception && l.counted[f.Name]
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
