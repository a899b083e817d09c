package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/source"
)

// followsKnown holds what a file says of other procedures against each of
// their versions in force together with the file's own.
var followsKnown = Rule{"follows_known", diag.Error, func(p *pass) {
	p.fields(func(_ *source.Form, f *source.Field) {
		for _, name := range f.Of {
			p.together(name)
		}
	})
	intake := p.forms.get(p.Intake.V)
	for i := range p.Follows {
		f := &p.Follows[i]
		versions := p.versions(f.Procedure.V)
		if len(versions) == 0 {
			p.together(f.Procedure)
		}
		for _, v := range versions {
			earlier := &other{pass: p, plan: v, called: named(v)}
			earlier.holds(f)
			earlier.reads(f.When)
			earlier.reads(f.CarriesWhen)
			if intake != nil {
				earlier.gives(f, intake)
			}
		}
	}
}}

// versions are the versions of a procedure in force on some day on which the
// file is.
func (p *pass) versions(procedure string) (all []*plan.Plan) {
	for _, v := range p.others {
		apart := !v.To.IsZero() && v.To.Before(p.From.V) || p.To.IsSet() && p.To.V.Before(v.From)
		if v.Procedure == procedure && !apart {
			all = append(all, v)
		}
	}
	return all
}

// together reports a procedure that does not exist, or not at the same time.
func (p *pass) together(name source.Text) {
	if len(p.versions(name.V)) > 0 || p.unclear(name.V) {
		return
	}
	var names []string
	for _, v := range p.others {
		if !slices.Contains(names, v.Procedure) {
			names = append(names, v.Procedure)
		}
	}
	if slices.Contains(names, name.V) {
		p.say(name.At, words{"no version of %q is in force together with this one", "không phiên bản nào của %q có hiệu lực cùng lúc với phiên bản này"}, name.V)
		return
	}
	p.suggest(name.At, diag.Suggest(name.V, names), words{"there is no procedure %q", "không có thủ tục %q"}, name.V)
}

// other is a version of a procedure that the file names.
type other struct {
	*pass
	plan   *plan.Plan
	called string
}

// holds: the acts and clocks are there.
func (o *other) holds(f *source.Follow) {
	acts := namesIn(o.plan.Acts, func(a plan.Act) string { return a.Name })
	for _, a := range append(slices.Clone(f.After), f.Unless...) {
		if !slices.Contains(acts, a.V) {
			o.suggest(a.At, diag.Suggest(a.V, acts), words{"%s has no act %q", "%s không có việc %q"}, o.called, a.V)
		}
	}
	clocks := namesIn(o.plan.Clocks, func(c plan.Clock) string { return c.Name })
	for _, c := range f.Expired {
		if !slices.Contains(clocks, c.V) {
			o.suggest(c.At, diag.Suggest(c.V, clocks), words{"%s has no clock %q", "%s không có thời hạn %q"}, o.called, c.V)
		}
	}
}

// reads: a condition is about what a case of that procedure knows of itself.
func (o *other) reads(when source.Text) {
	e := o.parsed(when)
	if e == nil {
		return
	}
	facts := namesIn(o.plan.Facts, func(a plan.Fact) string { return a.Name })
	for _, b := range e.Check(o.kindOf) {
		if at := source.Part(when, b.Offset, b.End); b.Name != "" {
			o.suggest(at, diag.Suggest(b.Name, facts), words{"%s has no fact %q", "%s không có dữ kiện %q"}, o.called, b.Name)
		} else {
			o.add(at, "", b.Text, b.Vi)
		}
	}
	for _, c := range e.Compared() {
		fact := o.plan.Fact(c.Name)
		if fact != nil && fact.Type == plan.Choice && !slices.ContainsFunc(fact.Options, func(v plan.Option) bool { return v.Value == c.Literal }) {
			o.say(source.Part(when, c.Offset, c.End), words{"%q of %s has no option %q", "%q của %s không có lựa chọn %q"}, c.Name, o.called, c.Literal)
		}
	}
}

func (o *other) kindOf(name string) (guard.Kind, bool) {
	f := o.plan.Fact(name)
	if f == nil {
		return 0, false
	}
	return kindOfType(string(f.Type)), true
}

// gives: what is taken over is there, and fits.
func (o *other) gives(f *source.Follow, intake *source.Form) {
	for _, c := range f.Carries {
		i := slices.IndexFunc(intake.Fields, func(x source.Field) bool { return x.Name.V == c.Field.V })
		for _, from := range c.From {
			switch types := o.typesOf(from.V); {
			case i < 0:
			case len(types) == 0:
				o.say(from.At, words{"%s has no field and no clock %q", "%s không có ô hay thời hạn %q"}, o.called, from.V)
			case !slices.ContainsFunc(types, fits(&intake.Fields[i])):
				o.say(from.At, words{"%q of %s does not fit %q, of type %s", "%q của %s không hợp với ô %q kiểu %s"}, from.V, o.called, o.field(reception, c.Field.V), intake.Fields[i].Type.V)
			}
		}
	}
}

// typesOf are the ways in which a name can be taken over. Of fields of one name
// in several forms it is enough that one fits: only what fits is taken.
func (o *other) typesOf(name string) (all []plan.Field) {
	for i := range o.plan.Forms {
		if f := o.plan.Forms[i].Field(name); f != nil {
			all = append(all, *f)
		}
	}
	if len(all) == 0 && o.plan.Clock(name) != nil {
		all = []plan.Field{{Type: plan.Day}, {Type: plan.Flag}}
	}
	return all
}

// fits tells whether a field of the earlier case can fill one of ours: of the
// same type, and of a choice with no value that ours does not know.
func fits(to *source.Field) func(plan.Field) bool {
	return func(from plan.Field) bool {
		return string(from.Type) == to.Type.V && !slices.ContainsFunc(from.Options, func(v plan.Option) bool {
			return !slices.ContainsFunc(to.Options, func(o source.Option) bool { return o.Name.V == v.Value })
		})
	}
}

func namesIn[T any](all []T, name func(T) string) (names []string) {
	for _, a := range all {
		names = append(names, name(a))
	}
	return names
}
