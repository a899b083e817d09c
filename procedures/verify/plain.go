package verify

import (
	"slices"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Work that is plain is done in one order instead of in every order. An act is
// plain for a lens if all that doing it changes there is that it was done: then
// who has done it can go every way that is open to who has not, and need not do
// it any more. So it is enough to go on from where it was not done, and to do
// it once something that matters waits for it, one act after the other. In
// every state it is still tried whether it can be done. With eight tasks before
// a decision, nine states are left of two hundred and fifty-six.

// plainActs are the acts of a plan that are plain for the lens.
func (l *lens) plainActs() map[string]bool {
	found := map[string]bool{}
	for i := range l.plan.Acts {
		a := &l.plan.Acts[i]
		if !l.changing[a.Name] && l.isPlain(a) && l.atHand(a.Name) {
			found[a.Name] = true
		}
	}
	return found
}

// isPlain says that an act can be done whenever what it requires was done, that
// it leads nowhere, starts or pauses no clock and ends none that an act must be
// late for or may extend, and that no days are counted from it.
func (t *terrain) isPlain(a *plan.Act) bool {
	if a.Repeats || a.Handoff != "" || a.When != "" || a.Within != "" || a.After != "" || a.Gap != nil || !a.Since.IsZero() || !a.Until.IsZero() {
		return false
	}
	for _, s := range t.plan.Stages {
		if m := s.Move(a.Name); m != nil && slices.ContainsFunc(m.Then, func(b plan.Branch) bool { return b.To != plan.Stay || b.When != "" }) {
			return false
		}
	}
	for i := range t.plan.Clocks {
		c := &t.plan.Clocks[i]
		ends := slices.Contains(c.Met, a.Name) || slices.Contains(c.Stops, a.Name)
		if touches(c, a.Name) && (starts(c, a.Name) || !ends || len(c.Extensions) > 0 || slices.ContainsFunc(t.plan.Acts, func(b plan.Act) bool { return b.After == c.Name })) {
			return false
		}
	}
	return !slices.ContainsFunc(t.plan.Acts, func(b plan.Act) bool { return b.Gap != nil && b.Gap.After == a.Name })
}

// atHand says that an act can still be done wherever something that matters
// requires it: nothing is missed by not having done it before.
func (t *terrain) atHand(act string) bool {
	for _, s := range t.plan.Stages {
		for _, x := range t.offers[s.Name] {
			if slices.Contains(t.needsIn(&s, x), act) && !slices.Contains(t.offers[s.Name], act) {
				return false
			}
		}
	}
	return true
}

// needsIn are the acts that an act may require in one stage.
func (t *terrain) needsIn(s *plan.Stage, act string) (all []string) {
	a, m := t.law.Act(act), s.Move(act)
	if m == nil || slices.ContainsFunc(m.Then, func(b plan.Branch) bool { return b.Requires == nil }) {
		all = append(all, a.Requires...)
	}
	if m != nil {
		for _, b := range m.Then {
			all = append(all, b.Requires...)
		}
	}
	if a.Gap != nil {
		all = append(all, a.Gap.After)
	}
	return all
}

// wanted are the plain acts that something that matters waits for: for each
// act, the first that it lacks.
func (w *walk) wanted(s *machine.State) map[string]bool {
	found := map[string]bool{}
	for _, act := range w.offers[s.Stage] {
		if !w.counts(act) && !w.changing[act] {
			continue
		}
		lacking := machine.Lacking(w.law, *s, act)
		if i := slices.IndexFunc(lacking, func(n string) bool { return w.plain[n] }); i >= 0 {
			found[lacking[i]] = true
		}
	}
	return found
}

// stays notes that a plain act can be done in a node, and does not go on from
// there unless there is something wrong.
func (w *walk) stays(i int, act string, r *run) bool {
	s := &r.state
	if !w.plain[act] || w.wantedNow[act] || Broken(w.law, *s, r.today) != "" || Waits(w.law, *s) != "" {
		return false
	}
	n := &w.nodes[i]
	n.next = append(n.next, edge{i, lifted([]string{act}, n.asked, w.v.asked(s))})
	return true
}
