package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/source"
)

// doable is what can be done at all, if everything is tried in every order: acts,
// the stages they lead to, and the facts that their forms record. It grows until
// nothing more can be added; what is left out then waits for what is left out.
type doable struct {
	*index
	acts, stages, facts map[string]bool
	settable            map[string][]string // fact: acts whose form records it
	offered             map[string][]string // act: the stages that offer it
	entered             map[string][]string // stage: the acts that lead there
	without             []string            // acts that are not tried
	weighed             int                 // ways in which the names of conditions were tried
}

// mostWeighed bounds the trials of conditions; beyond it they are taken to hold.
const mostWeighed = 200000

// listed knows who records and who offers what; nothing was done yet.
func (x *index) listed() *doable {
	d := &doable{index: x, acts: map[string]bool{}, stages: map[string]bool{x.opening().Name.V: true}, facts: map[string]bool{},
		settable: map[string][]string{}, offered: map[string][]string{}, entered: map[string][]string{}}
	d.note()
	return d
}

// doable does everything but the acts without.
func (x *index) doable(without ...string) *doable {
	d := x.listed()
	d.without = without
	d.does(reception)
	for changed := true; changed; {
		changed = false
		for i := range x.Stages {
			if s := &x.Stages[i]; d.stages[s.Name.V] {
				changed = d.visit(s) || changed
			}
		}
	}
	return d
}

func (d *doable) note() {
	record := func(act string, form *source.Form) {
		if form == nil {
			return
		}
		for _, f := range form.Fields {
			if d.index.facts.has(f.Name.V) {
				d.settable[f.Name.V] = append(d.settable[f.Name.V], act)
			}
		}
	}
	record(reception, d.formOf(reception))
	for i := range d.Acts {
		record(d.Acts[i].Name.V, d.formOf(d.Acts[i].Name.V))
	}
	for i := range d.Stages {
		s := &d.Stages[i]
		for _, o := range offers(s) {
			d.offered[o.V] = append(d.offered[o.V], s.Name.V)
		}
		for _, m := range s.Moves {
			for _, b := range m.Then {
				d.entered[b.To.V] = append(d.entered[b.To.V], m.Act.V)
			}
		}
	}
}

// does notes an act, and what it records.
func (d *doable) does(act string) {
	d.acts[act] = true
	for fact, by := range d.settable {
		d.facts[fact] = d.facts[fact] || slices.Contains(by, act)
	}
}

// visit does what can be done in a stage, and says whether anything is new.
func (d *doable) visit(s *source.Stage) (news bool) {
	for _, t := range s.Tasks {
		news = d.try(t.V, stays) || news
	}
	for _, m := range s.Moves {
		news = d.try(m.Act.V, m.Then) || news
	}
	for _, c := range d.Clocks {
		if c.Lapse != nil && c.Lapse.In.V == s.Name.V && !d.stages[c.Lapse.To.V] {
			d.stages[c.Lapse.To.V], news = true, true
		}
	}
	return news
}

// try does an act along its branches.
func (d *doable) try(name string, then []source.Branch) (news bool) {
	a := d.index.acts.get(name)
	if a == nil || slices.Contains(d.without, name) || !d.may(a, a.When) {
		return false
	}
	for _, b := range then {
		if d.lacks(a, b) || !d.may(a, b.When) {
			continue
		}
		if !d.acts[name] {
			news = true
			d.does(name)
		}
		if d.index.stages.has(b.To.V) && !d.stages[b.To.V] {
			d.stages[b.To.V], news = true, true
		}
	}
	return news
}

// lacks says that something that a branch always requires cannot be done.
func (d *doable) lacks(a *source.Act, b source.Branch) bool {
	return slices.ContainsFunc(d.asks(a, b), func(r string) bool { return !d.acts[r] })
}

// asks are the acts that must come before an act, if it goes along a branch. An
// act that is not always needed may be left out.
func (d *doable) asks(a *source.Act, b source.Branch) (names []string) {
	list := a.Requires
	if b.Requires != nil {
		list = b.Requires
	}
	for _, r := range list {
		if o := d.index.acts.get(r.V); o != nil && !o.Needed.IsSet() {
			names = append(names, r.V)
		}
	}
	if a.Gap != nil && !a.Gap.When.IsSet() && d.index.acts.has(a.Gap.After.V) {
		names = append(names, a.Gap.After.V)
	}
	return names
}

// may says that a condition of an act can come to hold by what can be recorded,
// its own form included. A fact that no form records may be known from outside.
func (d *doable) may(a *source.Act, when source.Text) bool {
	e := d.parsed(when)
	if e == nil || d.weighed > mostWeighed {
		return true
	}
	found := false
	tried := d.worlds([]*guard.Expr{e}, func(w world) bool {
		d.weighed++
		found = e.Eval(func(name string) any {
			if !d.open(a, name) {
				return nil
			}
			return w.value(name)
		})
		return !found
	})
	return found || !tried
}

// open says that a name can have any value when an act is done.
func (d *doable) open(a *source.Act, name string) bool {
	return d.recordable(name) || slices.Contains(d.settable[name], a.Name.V)
}

// recordable says that a name can have any value by what can be done.
func (d *doable) recordable(name string) bool {
	return !d.index.facts.has(name) || len(d.settable[name]) == 0 || d.facts[name]
}
