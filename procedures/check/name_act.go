package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var nameAct = Rule{"name_act", diag.Error, func(p *pass) {
	known(p, p.acts, noAct, actsDone(p.index)...)
	acts := p.acts
	acts.byName = map[string]*source.Act{reception: {}}
	for _, a := range p.Acts {
		acts.byName[a.Name.V] = &a
	}
	acts.names = append([]string{reception}, acts.names...)
	known(p, acts, noAct, actsBefore(p.index)...)
}}

var noAct = words{"no act is called %q", "không có việc nào tên %q"}

// actsDone are the names at places where somebody does an act.
func actsDone(x *index) (all []source.Text) {
	for _, c := range x.Clocks {
		all = append(append(all, c.Met...), c.Stops...)
		for _, e := range c.Extends {
			all = append(all, e.Act)
		}
		for _, p := range c.Pauses {
			all = append(all, p.From, p.Until)
		}
	}
	for i := range x.Stages {
		all = append(all, offers(&x.Stages[i])...)
	}
	for _, a := range x.Applies {
		all = append(all, a.Acts...)
	}
	return all
}

// actsBefore are the names at places where the reception may stand too.
func actsBefore(x *index) (all []source.Text) {
	for _, c := range x.Clocks {
		for _, s := range c.Starts {
			all = append(all, s.Act)
		}
	}
	for _, a := range x.Acts {
		all = append(all, a.Requires...)
		if a.Gap != nil {
			all = append(all, a.Gap.After)
		}
	}
	x.branches(func(b *source.Branch) { all = append(all, b.Requires...) })
	return all
}
