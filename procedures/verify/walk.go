package verify

import (
	"maps"
	"slices"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// The bodies of the paper organisation, those of scenarios.
const (
	firstUnit = "unit-a"
	superior  = "-sup"
)

// step is one event of a story: an act, or, with none, days that pass.
type step struct {
	act  string
	on   legaltime.Date
	with map[string]any
	by   string // role; empty: the act's first
}

// node is a state that a walk reached, with the first way to it, which is a
// shortest one.
type node struct {
	state machine.State
	today legaltime.Date
	from  int      // node before; -1 for the first
	steps []step   // what led here from it
	asked []string // acts that the stage asks for
	next  []edge
}

// edge leads to another node. settled are the acts that were done on it, or that
// the stage no longer asks for after it.
type edge struct {
	to      int
	settled []string
}

// walk is everything that a lens can see of a procedure.
type walk struct {
	*lens
	v        *verifier
	received legaltime.Date
	nodes    []node
	seen     map[string]int              // by what the lens sees of a state
	key      []byte                      // of the state looked at last
	ways     map[string][]map[string]any // to fill in forms; see changes
	spent    map[place]bool              // was done, and changes nothing that the lens sees

	tries     [3]run          // used again for every act: as it was, when prepared for, and with another form
	wantedNow map[string]bool // in the node from which it goes on: see wanted
}

func (v *verifier) newWalk(l *lens, received legaltime.Date) *walk {
	return &walk{lens: l, v: v, received: received, seen: map[string]int{}, ways: map[string][]map[string]any{}, spent: map[place]bool{}}
}

// explore walks breadth first from a petition received on a day.
func (v *verifier) explore(l *lens, received legaltime.Date) *walk {
	w := v.newWalk(l, received)
	plain := machine.Sample(w.law, machine.State{}, machine.Reception, legaltime.Day(received))
	for _, settings := range w.settings() {
		for _, with := range w.fill(&machine.State{}, machine.Reception, plain) {
			w.open(settings, with)
		}
	}
	for i := 0; i < len(w.nodes) && v.within(); i++ {
		if w.nodes[i].state.Outcome == "" {
			w.expand(i)
		}
	}
	return w
}

// settings are the defaults, and each other reading of a doubt by itself.
func (w *walk) settings() []map[string]string {
	all := []map[string]string{nil}
	for i := range w.plan.Policies {
		y := &w.plan.Policies[i]
		d := w.domains.byName[y.Name]
		reads := func(g *guard.Expr) bool { return slices.Contains(g.Names(), y.Name) }
		if d == nil || !slices.ContainsFunc(w.seenAt[w.plan.Opening].guards, reads) {
			continue
		}
		for _, value := range d.values[1:] {
			all = append(all, map[string]string{y.Name: value.(string)})
		}
	}
	return all
}

// open receives a petition.
func (w *walk) open(settings map[string]string, with map[string]any) {
	e := machine.Event{Kind: machine.Opens, On: legaltime.Day(w.received), With: with, Unit: firstUnit, Superior: firstUnit + superior, Policies: settings}
	r := run{w: w, today: w.received}
	if refusal := r.advance(e); refusal != nil {
		w.v.fault(nil, "refused", "the petition cannot be received: "+refusal.Sentence)
		return
	}
	r.steps = append(r.steps, step{act: machine.Reception, on: w.received, with: with})
	if next := w.received.AddDays(1); !w.steps && slices.Contains(w.borders(w.plan.Opening), next) {
		r.wait(next) // the walk has no eye for the dates of provisions
	}
	w.reach(-1, &r)
}

// reach notes where a run came to, and looks at it if nobody was there before.
func (w *walk) reach(from int, r *run) {
	w.key = w.sign(w.key[:0], &r.state, r.today)
	i, known := w.seen[string(w.key)]
	var asked []string
	if r.state.Outcome == "" && (!known || from >= 0 && w.compares(from, r)) {
		asked = w.v.asked(&r.state)
	}
	if !known {
		i = len(w.nodes)
		w.seen[string(w.key)] = i
		w.nodes = append(w.nodes, node{state: r.state, today: r.today, from: from, steps: r.steps, asked: asked})
		w.v.judge(w, i)
	}
	if w.v.see != nil {
		w.v.see(w.passage(from, r, !known))
	}
	if from < 0 {
		return
	}
	var settled []string
	for _, s := range r.steps {
		if s.act != "" {
			settled = append(settled, s.act)
		}
	}
	if from == i && len(settled) == 0 {
		return
	}
	if w.compares(from, r) {
		settled = lifted(settled, w.nodes[from].asked, asked)
	}
	w.nodes[from].next = append(w.nodes[from].next, edge{i, settled})
}

// compares says that it matters what a node and where a run came to from it ask
// for.
func (w *walk) compares(from int, r *run) bool {
	return (w.steps || w.watch != "") && len(w.nodes[from].asked) > 0 && w.nodes[from].state.Stage == r.state.Stage
}

// lifted adds the acts that were asked for and no longer are.
func lifted(settled, before, after []string) []string {
	for _, act := range before {
		if !slices.Contains(after, act) {
			settled = append(settled, act)
		}
	}
	return settled
}

// expand does everything that can be done in a node.
func (w *walk) expand(i int) {
	n := &w.nodes[i]
	if len(w.plain) > 0 {
		w.wantedNow = w.wanted(&n.state)
	}
	for _, act := range w.offers[n.state.Stage] {
		w.act(i, act)
	}
	if on, ok := w.moment(&w.nodes[i]); ok {
		r := &run{w: w, state: w.nodes[i].state, today: w.nodes[i].today}
		r.wait(on)
		w.reach(i, r)
	}
}

// act does an act in all ways that the lens tells apart, first as plainly as it
// can be done: that finds out what no form can change.
func (w *walk) act(i int, act string) {
	if w.spent[place{w.nodes[i].state.Stage, act}] {
		return
	}
	s := &w.nodes[i].state
	plain := machine.Sample(w.law, *s, act, legaltime.Day(w.nodes[i].today))
	ready, r, other := &w.tries[0], &w.tries[1], &w.tries[2]
	*ready = run{w: w, state: *s, today: w.nodes[i].today}
	*r = *ready
	refusal := r.do(act, plain)
	if refusal != nil && !w.steps && lacks[refusal.Code] && ready.prepare(act, nil) {
		ready.steps = slices.Clip(ready.steps)
		*r = *ready
		refusal = r.do(act, plain)
	} else if refusal != nil && fixed[refusal.Code] {
		w.v.refused(w, i, act, refusal)
		return
	}
	for _, with := range w.fill(s, act, plain) {
		if !maps.Equal(with, plain) {
			*other = *ready
			w.arrive(i, act, other, other.do(act, with))
			continue
		}
		w.arrive(i, act, r, refusal)
	}
}

// Codes of refusals that do not depend on the form, and those of which what is
// lacking can be done first.
var (
	lacks = map[string]bool{machine.Requires: true, machine.TooSoon: true}
	fixed = map[string]bool{machine.Requires: true, machine.TooSoon: true, machine.NotOffered: true, machine.AlreadyDone: true,
		machine.PastDue: true, machine.NotOverdue: true, machine.NotInForce: true, machine.HandoffPending: true, machine.NotYourUnit: true, machine.NotYourRole: true}
)

// arrive is where a run came to by an act, or why it did not.
func (w *walk) arrive(i int, act string, r *run, refusal *machine.Refusal) {
	if refusal != nil {
		w.v.refused(w, i, act, refusal)
		return
	}
	here := place{w.nodes[i].state.Stage, act}
	w.spent[here] = w.idle(here.stage, act)
	w.v.done[here] = true
	if !w.stays(i, act, r) {
		w.reach(i, r)
	}
}

// idle says that an act done in a stage leaves everything that the lens sees as
// it was: it is tried until it was done once.
func (l *lens) idle(stage, act string) bool {
	a := l.law.Act(act)
	if a.Handoff != "" || l.changing[act] || act == l.watch || l.steps && (l.steers[act] || l.isAsked(stage, act)) {
		return false
	}
	m := l.law.Stage(stage).Move(act)
	return m == nil || !slices.ContainsFunc(m.Then, func(b plan.Branch) bool { return b.To != plan.Stay && b.To != stage })
}

// isAsked says that an act is a task of the stage, or that a clock waits for it
// or is stopped by it.
func (t *terrain) isAsked(stage, act string) bool {
	return slices.Contains(t.law.Stage(stage).Tasks, act) ||
		slices.ContainsFunc(t.plan.Clocks, func(c plan.Clock) bool { return slices.Contains(c.Met, act) || slices.Contains(c.Stops, act) })
}

// moment is the next day on which something that the lens sees changes by
// itself.
func (w *walk) moment(n *node) (first legaltime.Date, found bool) {
	earlier := func(on legaltime.Date) {
		if on.After(n.today) && (!found || on.Before(first)) {
			first, found = on, true
		}
	}
	for _, seen := range w.seenAt[n.state.Stage].clocks {
		c := clockOf(&n.state, seen.Name)
		if c == nil || c.State == machine.Paused || c.State == machine.Stopped || c.State == machine.Met && !w.bounds[c.Name] {
			continue
		}
		switch seen.how {
		case phases:
			earlier(c.Due.Date)
			earlier(c.Due.Date.AddDays(1))
		case passed:
			earlier(c.Due.Date.AddDays(1))
		}
	}
	if !w.steps {
		return first, found
	}
	for _, act := range w.gapped[n.state.Stage] {
		if on, ok := w.floor(&n.state, act, n.today); ok {
			earlier(on)
		}
	}
	for _, on := range w.seenAt[n.state.Stage].dates { // the first days of provisions
		earlier(on)
	}
	return first, found
}

// story are the steps to a node.
func (w *walk) story(i int) (steps []step) {
	for ; i >= 0; i = w.nodes[i].from {
		steps = append(slices.Clone(w.nodes[i].steps), steps...)
	}
	return steps
}
