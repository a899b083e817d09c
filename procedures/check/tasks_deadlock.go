package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

// tasksDeadlock: what is put before people in parallel can be done in some order.
// Acts that wait for one another, through what they require or through facts that
// only one of them records, can be done in none; and a task that was only passed
// by the act it requires can never be done any more. An act that waits for what
// no stage offers is the matter of act_requires.
var tasksDeadlock = Rule{"tasks_deadlock", diag.Error, func(p *pass) {
	told := map[string]bool{}
	for i := range p.Stages {
		for _, o := range offers(&p.Stages[i]) {
			circle := p.ahead.circles[o.V]
			if len(circle) == 0 || told[circle[0]] || !slices.Contains(circle, o.V) {
				continue
			}
			for _, act := range circle {
				told[act] = true
			}
			p.refused(&p.Stages[i], o, words{"these wait for one another, so none can be done first: %s", "những việc này chờ lẫn nhau nên không việc nào làm trước được: %s"}, p.way(append(slices.Clone(circle), circle[0])))
		}
	}
	p.circular()
	if p.ahead.complete {
		p.stranded()
	}
}}

// circular reports acts that require one another as soon as all are needed.
func (p *pass) circular() {
	if tooLarge(p.index) {
		return
	}
	for _, c := range p.requiredCircles(p.ahead.circles) {
		for i := range p.Stages {
			at := slices.IndexFunc(offers(&p.Stages[i]), func(o source.Text) bool { return slices.Contains(c.acts, o.V) })
			if at < 0 {
				continue
			}
			p.say(offers(&p.Stages[i])[at].At, words{"these require one another, so where all are needed none can be done first: %s", "những việc này cần lẫn nhau nên khi đều phải làm thì không việc nào làm trước được: %s"}, p.way(append(slices.Clone(c.acts), c.acts[0])))
			break
		}
	}
}

// circles gives for each act that can never be done the acts that wait for one
// another, in that or behind it; none for an act that waits for something that
// is not there.
func (d *doable) circles() map[string][]string {
	found := map[string][]string{}
	for _, name := range d.index.acts.names {
		if !d.acts[name] && len(d.offered[name]) > 0 {
			found[name] = d.circle(name, nil, found)
		}
	}
	return found
}

// circle follows what an act waits for until it comes back. What is known of an
// act is not asked again.
func (d *doable) circle(name string, way []string, known map[string][]string) []string {
	if i := slices.Index(way, name); i >= 0 {
		return way[i:]
	}
	if circle, asked := known[name]; asked {
		return circle
	}
	way = append(slices.Clip(way), name)
	for _, next := range d.waits(name) {
		if circle := d.circle(next, way, known); circle != nil {
			return circle
		}
	}
	known[name] = nil
	return nil
}

// waits are the acts that can never be done and for which an act waits: what it
// requires, what records the facts of its condition, what leads to its stages.
func (d *doable) waits(name string) (all []string) {
	a := d.index.acts.get(name)
	add := func(names ...string) {
		for _, n := range names {
			if n != reception && !d.acts[n] && len(d.offered[n]) > 0 && !slices.Contains(all, n) {
				all = append(all, n)
			}
		}
	}
	for _, stage := range d.offered[name] {
		if !d.stages[stage] {
			add(d.entered[stage]...)
			continue
		}
		for _, b := range d.ways(stage, name) {
			add(d.asks(a, b)...)
			add(d.recorders(a, b.When)...)
		}
	}
	add(d.recorders(a, a.When)...)
	return all
}

// ways are the branches that an act has in a stage.
func (d *doable) ways(stage, act string) []source.Branch {
	for _, m := range d.index.stages.get(stage).Moves {
		if m.Act.V == act {
			return m.Then
		}
	}
	return stays
}

// recorders are the acts that record what an unmet condition of an act reads.
func (d *doable) recorders(a *source.Act, when source.Text) (all []string) {
	if e := d.parsed(when); e != nil && !d.may(a, when) {
		for _, n := range e.Names() {
			if !d.open(a, n) {
				all = append(all, d.settable[n]...)
			}
		}
	}
	return all
}

// stranded reports tasks of a stage that can be done after some stories, and
// after others neither there nor later: what they require was passed by.
func (p *pass) stranded() {
	w := p.ahead.base
	for i := range p.Stages {
		s := &p.Stages[i]
		for _, t := range s.Tasks {
			e := w.effects[t.V]
			if e.needs == 0 || e.act.Needed.IsSet() || !w.possible[s.Name.V+" "+t.V] {
				continue
			}
			here := func(v visit) bool { return w.spots[v.spot].stage == s.Name.V }
			can := w.leading(func(v visit) bool { return here(v) && e.needs&^v.done == 0 })
			at := slices.IndexFunc(w.visits, func(v visit) bool { return here(v) && v.done&e.does == 0 })
			for ; at >= 0 && at < len(w.visits); at++ {
				if v := w.visits[at]; here(v) && !can[at] {
					way := w.way(at)
					way.Tries = t.V
					p.tell(t.At, way, words{"the task %q requires %q, which can no longer be done after: %s", "việc %q cần %q làm trước, mà việc đó không còn làm được nữa sau: %s"}, p.act(t.V), p.act(p.lost(e, v)))
					break
				}
			}
		}
	}
}

// lost is the first act that an act requires and that was not done.
func (p *pass) lost(e *effect, v visit) string {
	for _, r := range e.act.Requires {
		if n := p.ahead.number[r.V]; e.needs.has(n) && !v.done.has(n) {
			return r.V
		}
	}
	return ""
}
