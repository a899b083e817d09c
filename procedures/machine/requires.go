package machine

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// required: acts that must come first in this round, where they are needed.
func (d *draft) required(a *act) *Refusal {
	lacking := d.law.lacking(&d.State, a)
	if len(lacking) == 0 {
		return nil
	}
	for i, n := range lacking {
		lacking[i] = d.law.title(n)
	}
	return refuse(Requires, "Trước khi «"+a.Title+"» phải thực hiện: "+strings.Join(lacking, ", ")+".", a.Cite)
}

// Lacking lists the acts that a case still needs before an act, in the order of
// the plan: those it requires, and the one its gap counts from.
func Lacking(law *Law, s State, name string) []string {
	a := law.acts[name]
	if a == nil {
		return nil
	}
	found := law.lacking(&s, a)
	if law.gapless(&s, a) && !slices.Contains(found, a.Gap.After) {
		found = append(found, a.Gap.After)
	}
	return found
}

// lacks says whether anything is Lacking.
func (l *Law) lacks(s *State, a *act) bool { return l.gapless(s, a) || len(l.lacking(s, a)) > 0 }

// gapless says that what an act's gap counts from was not done.
func (l *Law) gapless(s *State, a *act) bool {
	return l.gapped(s, a) && lastDone(s, a.Gap.After) == nil
}

// required are the acts that must come before an act: those of the branch that
// it would take where the case stands, if that names any, or its own.
func (l *Law) required(s *State, a *act) []string {
	at := l.stages[s.Stage]
	if at == nil {
		return a.Requires
	}
	for _, b := range at.moves[a.Name] {
		if l.holds(s, b.when) {
			if b.requires != nil {
				return b.requires
			}
			break
		}
	}
	return a.Requires
}

// gapped says whether some time must lie before an act, as the facts stand.
func (l *Law) gapped(s *State, a *act) bool {
	return a.Gap != nil && l.holds(s, a.gapWhen)
}

func (l *Law) lacking(s *State, a *act) []string {
	var found []string
	for _, n := range l.required(s, a) {
		if n == Reception {
			continue
		}
		r := l.acts[n]
		if lastDone(s, n) != nil && !l.owedAgain(s, r) {
			continue
		}
		if l.holds(s, r.needed) {
			found = append(found, n)
		}
	}
	return found
}

// owedAgain says that an act which repeats was done and is owed once more: a
// clock that it meets runs. A clock that it starts itself, always running, does
// not count.
func (l *Law) owedAgain(s *State, a *act) bool {
	if !a.Repeats {
		return false
	}
	for i := range s.Clocks {
		p := l.byName[s.Clocks[i].Name]
		if s.Clocks[i].live() && slices.Contains(a.meets, p) && !slices.ContainsFunc(p.Starts, func(b plan.Start) bool { return b.Act == a.Name }) {
			return true
		}
	}
	return false
}

// lastDone is the last time an act was done in this round.
func lastDone(s *State, name string) *Done {
	round := roundOf(s)
	for i := len(s.Done) - 1; i >= 0 && s.Done[i].Round == round; i-- {
		if s.Done[i].Act == name {
			return &s.Done[i]
		}
	}
	return nil
}

// gap: so much time must lie between another act and this one. It is a floor,
// which days off do not move.
func (d *draft) gap(a *act) *Refusal {
	if !d.law.gapped(&d.State, a) {
		return nil
	}
	done := lastDone(&d.State, a.Gap.After)
	if done == nil {
		return refuse(TooSoon, d.law.gapRule(a)+"; việc đó chưa được thực hiện.", a.Gap.Cite)
	}
	_, first, err := legaltime.Ends(d.law.calendar, legaltime.Request{From: done.On, Term: a.gapTerm(), Policy: legaltime.DefaultPolicy()})
	if err != nil {
		return refuse(NotComputable, "Không tính được khoảng cách ngày của «"+a.Title+"».", a.Gap.Cite)
	}
	if d.on.Before(first) {
		return refuse(TooSoon, d.law.gapRule(a)+" (ngày "+done.On.Date.Vietnamese()+"), sớm nhất là ngày "+first.Date.Vietnamese()+".", a.Gap.Cite)
	}
	return nil
}

// gapTerm is the length of an act's gap, as a floor.
func (a *act) gapTerm() legaltime.Term {
	length := a.Gap.AtLeast
	length.Backward, length.Minimum = false, true
	return length
}

func (l *Law) gapRule(a *act) string {
	return "«" + a.Title + "» phải sau " + l.title(a.Gap.After) + " " + a.gapTerm().Vietnamese()
}
