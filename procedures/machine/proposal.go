package machine

import (
	"maps"
	"slices"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// Proposal is what a procedure proposes for a field of an act's form, and why.
// Who fills in the form may choose otherwise.
type Proposal struct {
	Field      string
	Value      string // an option of the field
	Title      string // of the option, Vietnamese
	Why        string // Vietnamese clause, to be read after "vì"
	Cite       string
	Confidence string // K or I: to be checked against the text of the law
}

// table is how a field is proposed: a condition for each of its lines.
type table struct {
	field *plan.Field
	when  []*guard.Expr
}

// Proposals says what the procedure proposes for an act's form, in the order of
// its fields, by what the case knows and by what was filled in so far. What is
// proposed for a field that was not filled in counts for those below it. A line
// whose option may not be chosen on that day is passed over; a field for which
// no line holds is left out; so are values that the form would refuse.
func Proposals(law *Law, s State, act string, with map[string]any, on legaltime.Moment) []Proposal {
	a := law.acts[act]
	if a == nil || a.form == nil || len(law.proposes[a.form.Name]) == 0 {
		return nil
	}
	env := s
	env.Facts = law.filled(fieldsOf(a.form), s.Facts, with)
	var all []Proposal
	for _, t := range law.proposes[a.form.Name] {
		p, ok := law.proposed(&env, t, on)
		if !ok {
			continue
		}
		all = append(all, p)
		if _, given := with[t.field.Name]; !given && law.facts[t.field.Name] != nil {
			env.Facts[t.field.Name] = p.Value
		}
	}
	return all
}

// ProposedIn says, by the number of the event, what was proposed for each act
// of a record as it was filled in. Settings are those of the case (State.Policies).
func ProposedIn(law *Law, settings map[string]string, record []Event) map[int][]Proposal {
	if len(law.proposes) == 0 {
		return nil
	}
	s := State{Policies: settings}
	said := map[int][]Proposal{}
	for _, e := range record {
		switch a := law.acts[e.Act]; {
		case e.Kind == Opens:
			s.Facts = law.filled(law.received(), nil, e.With)
		case e.Kind == Acts && a != nil:
			said[e.Seq] = Proposals(law, s, e.Act, e.With, e.On)
			s.Facts = law.filled(fieldsOf(a.form), s.Facts, e.With)
		}
	}
	return said
}

// received are the fields that may be filled in at reception: those of the form,
// and any fact.
func (l *Law) received() []plan.Field {
	fields := slices.Clone(fieldsOf(l.forms[l.plan.Intake]))
	for _, f := range l.plan.Facts {
		if !slices.ContainsFunc(fields, func(x plan.Field) bool { return x.Name == f.Name }) {
			fields = append(fields, plan.Field{Name: f.Name, Type: f.Type, Options: f.Options})
		}
	}
	return fields
}

// filled are the facts with those that the fields of a form set.
func (l *Law) filled(fields []plan.Field, facts, with map[string]any) map[string]any {
	all := maps.Clone(facts)
	if all == nil {
		all = map[string]any{}
	}
	for _, f := range fields {
		v, given := with[f.Name]
		if !given || v == nil || v == "" || l.facts[f.Name] == nil || f.Type == plan.Narrative || f.Type == plan.Identity {
			continue
		}
		if v, problem := clean(&f, v); problem == nil {
			all[f.Name] = v
		}
	}
	return all
}

func fieldsOf(form *plan.Form) []plan.Field {
	if form == nil {
		return nil
	}
	return form.Fields
}

func (l *Law) proposed(s *State, t table, on legaltime.Moment) (Proposal, bool) {
	for i, when := range t.when {
		line := t.field.Propose[i]
		o := t.field.Options[slices.IndexFunc(t.field.Options, optionIs(line.Is))]
		if !o.InForce(on.Date) || !l.holds(s, when) {
			continue
		}
		return Proposal{t.field.Name, o.Value, o.Title, line.Why, line.Cite, line.Confidence}, true
	}
	return Proposal{}, false
}

// tables indexes the fields that are proposed.
func (b *builder) tables() {
	b.proposes = map[string][]table{}
	for i := range b.plan.Forms {
		f := &b.plan.Forms[i]
		for k := range f.Fields {
			if len(f.Fields[k].Propose) > 0 {
				b.proposes[f.Name] = append(b.proposes[f.Name], b.table(f, &f.Fields[k]))
			}
		}
	}
}

func (b *builder) table(form *plan.Form, f *plan.Field) table {
	t := table{field: f}
	for _, l := range f.Propose {
		t.when = append(t.when, b.parse("form "+form.Name, l.When))
		if f.Type != plan.Choice || !slices.ContainsFunc(f.Options, optionIs(l.Is)) {
			b.bad("form %s: %s is proposed as %q", form.Name, f.Name, l.Is)
		}
	}
	return t
}
