package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/source"
)

// reception is the act that opens every case; no file defines it.
const reception = "tiep-nhan"

// index finds the named things of a file, its conditions and what can come of
// it.
type index struct {
	*source.File
	roles     table[source.Role]
	facts     table[source.Fact]
	policies  table[source.Policy]
	forms     table[source.Form]
	clocks    table[source.Clock]
	acts      table[source.Act]
	stages    table[source.Stage]
	citations table[source.Citation]
	guards    []condition
	first     map[diag.Span]legaltime.Date // on which what rests on a cite can matter
	ahead     *outlook                     // made before the rules about paths are asked
	tried     int                          // worlds tried so far
}

func indexOf(f *source.File) *index {
	x := &index{File: f,
		roles:     tabulate(f.Roles, func(r *source.Role) source.Text { return r.Name }),
		facts:     tabulate(f.Facts, func(r *source.Fact) source.Text { return r.Name }),
		policies:  tabulate(f.Policies, func(r *source.Policy) source.Text { return r.Name }),
		forms:     tabulate(f.Forms, func(r *source.Form) source.Text { return r.Name }),
		clocks:    tabulate(f.Clocks, func(r *source.Clock) source.Text { return r.Name }),
		acts:      tabulate(f.Acts, func(r *source.Act) source.Text { return r.Name }),
		stages:    tabulate(f.Stages, func(r *source.Stage) source.Text { return r.Name }),
		citations: tabulate(f.Citations, func(r *source.Citation) source.Text { return r.Name }),
	}
	x.guards, x.first = conditions(f), firstDays(x)
	return x
}

// since is the first day on which what rests on a cite can matter.
func (x *index) since(cite source.Text) legaltime.Date {
	return later(x.From.V, x.first[cite.At])
}

// table is a list of named things with a way to find one.
type table[T any] struct {
	names  []string // in the order of the text
	byName map[string]*T
}

func tabulate[T any](all []T, name func(*T) source.Text) table[T] {
	t := table[T]{byName: make(map[string]*T, len(all))}
	for i := range all {
		n := name(&all[i]).V
		t.names = append(t.names, n)
		t.byName[n] = &all[i]
	}
	return t
}

func (t table[T]) has(name string) bool { return t.byName[name] != nil }

func (t table[T]) get(name string) *T { return t.byName[name] }

// opening is the first stage, nil if there is none of that name.
func (x *index) opening() *source.Stage {
	if !x.Opening.IsSet() && len(x.Stages) > 0 {
		return &x.Stages[0]
	}
	return x.stages.get(x.Opening.V)
}

// formOf is the form of an act; of the reception, the intake form.
func (x *index) formOf(act string) *source.Form {
	if act == reception {
		return x.forms.get(x.Intake.V)
	}
	if a := x.acts.get(act); a != nil {
		return x.forms.get(a.Form.V)
	}
	return nil
}

// offers lists the acts of a stage, tasks first.
func offers(s *source.Stage) []source.Text {
	all := append([]source.Text(nil), s.Tasks...)
	for _, m := range s.Moves {
		all = append(all, m.Act)
	}
	return all
}

// condition is a guard where it was written. A guard that does not parse has
// no expression.
type condition struct {
	text  source.Text
	expr  *guard.Expr
	err   *guard.Error
	other bool // it reads the facts of an earlier case, not the file's own
}

// own are the conditions that read the file's facts and policies.
func (x *index) own() []condition {
	return slices.DeleteFunc(slices.Clone(x.guards), func(c condition) bool { return c.other })
}

func conditions(f *source.File) (all []condition) {
	note := func(t source.Text) {
		if !t.IsSet() {
			return
		}
		c := condition{text: t}
		e, err := guard.Parse(t.V)
		if c.expr = e; err != nil {
			c.err = err.(*guard.Error)
		}
		all = append(all, c)
	}
	for _, p := range f.Follows {
		note(p.When)
		note(p.CarriesWhen)
	}
	for i := range all {
		all[i].other = true
	}
	for _, form := range f.Forms {
		for _, field := range form.Fields {
			for _, l := range field.Propose {
				note(l.When)
			}
		}
	}
	for _, c := range f.Clocks {
		for _, t := range c.Terms {
			note(t.When)
		}
		for _, e := range c.Extends {
			for _, l := range e.Times {
				note(l.When)
			}
		}
	}
	for _, a := range f.Acts {
		note(a.When)
		note(a.Needed)
		if a.Gap != nil {
			note(a.Gap.When)
		}
	}
	for _, s := range f.Stages {
		for _, m := range s.Moves {
			for _, b := range m.Then {
				note(b.When)
			}
		}
	}
	return all
}

// fields visits every field of every form.
func (x *index) fields(visit func(form *source.Form, field *source.Field)) {
	for i := range x.Forms {
		for j := range x.Forms[i].Fields {
			visit(&x.Forms[i], &x.Forms[i].Fields[j])
		}
	}
}

// branches visits every branch of every move.
func (x *index) branches(visit func(*source.Branch)) {
	for i := range x.Stages {
		for _, m := range x.Stages[i].Moves {
			for k := range m.Then {
				visit(&m.Then[k])
			}
		}
	}
}

func secret(f *source.Field) bool { return f.Type.V == "identity" || f.Type.V == "narrative" }

// contains says whether a name is among texts.
func contains(all []source.Text, name string) bool {
	for _, t := range all {
		if t.V == name {
			return true
		}
	}
	return false
}

// known reports names that a table does not have.
func known[T any](p *pass, t table[T], w words, names ...source.Text) {
	for _, n := range names {
		if n.IsSet() && !t.has(n.V) && !p.full() {
			p.suggest(n.At, diag.Suggest(n.V, t.names), w, n.V)
		}
	}
}
