package machine

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
)

// Next says what an actor may do with a case on a date, tasks first, and for
// what they may not do yet, why. What is for other roles or units, and what is
// done already, is left out. Forms are not judged.
func Next(law *Law, s State, actor Actor, on legaltime.Moment) []Offer {
	d := begin(law, s, on)
	if d.Seq == 0 || d.Outcome != "" {
		return nil
	}
	d.lapse(on)
	at := law.stages[d.Stage]
	var offers []Offer
	for _, name := range at.Tasks {
		if !law.shown(&d.State, name) || !law.owed(&d.State, law.acts[name]) {
			continue
		}
		offers = d.propose(offers, name, true, actor)
	}
	for i := range at.Moves {
		if name := at.Moves[i].Act; !slices.Contains(at.Tasks, name) {
			offers = d.propose(offers, name, false, actor)
		}
	}
	return offers
}

func (d *draft) propose(offers []Offer, name string, task bool, actor Actor) []Offer {
	a, r := d.may(name, actor)
	if r == nil && !a.setsFacts {
		r = d.limited(a)
	}
	if r != nil {
		switch r.Code {
		case NotYourRole, NotYourUnit, AlreadyDone, UnknownAct, CaseEnded:
			return offers
		}
	}
	return append(offers, Offer{Act: name, Task: task, Refusal: r})
}

// Tasks are the open tasks of a case: those of the stage, in its order, then
// the acts that the running clocks wait for and that nothing stands in the way
// of, so that who must decide finds it in the worklist.
func Tasks(law *Law, s State) []Task {
	if s.Seq == 0 || s.Outcome != "" {
		return nil
	}
	var tasks []Task
	for _, names := range [...][]string{law.stages[s.Stage].Tasks, law.awaited(&s)} {
		for _, name := range names {
			if !law.shown(&s, name) || !law.owed(&s, law.acts[name]) {
				continue
			}
			if t := law.task(&s, law.acts[name]); t.Unit != "" {
				tasks = append(tasks, t)
			}
		}
	}
	return tasks
}

// awaited are, for each clock that runs, the first of the acts that would meet
// it which the stage offers as a move and which lacks nothing.
func (l *Law) awaited(s *State) (acts []string) {
	at := l.stages[s.Stage]
	for i := range s.Clocks {
		if !s.Clocks[i].live() {
			continue
		}
		for _, name := range l.byName[s.Clocks[i].Name].Met {
			_, moves := at.moves[name]
			if !moves || slices.Contains(at.Tasks, name) || l.lacks(s, l.acts[name]) {
				continue
			}
			if !slices.Contains(acts, name) {
				acts = append(acts, name)
			}
			break
		}
	}
	return acts
}

// shown says whether a task is there at all: needed, and lawful by the facts.
func (l *Law) shown(s *State, name string) bool {
	a := l.acts[name]
	return l.holds(s, a.needed) && (a.finds || l.holds(s, a.when))
}

// owed says whether a task is still to be done. One that repeats is owed while a
// clock that it meets runs; without such a clock, once in each visit.
func (l *Law) owed(s *State, a *act) bool {
	switch {
	case !a.Repeats:
		return !l.doneHere(s, a.Name)
	case len(a.meets) == 0:
		return !doneThisVisit(s, a.Name)
	}
	for i := range s.Clocks {
		if s.Clocks[i].live() && slices.Contains(a.meets, l.byName[s.Clocks[i].Name]) {
			return true
		}
	}
	return false
}

// task puts an act in front of those who fill its roles, in the unit of the
// first one's post, pressed by the clock that falls due first among those that wait for it.
func (l *Law) task(s *State, a *act) Task {
	t := Task{Act: a.Name, Roles: a.holders}
	if len(a.Roles) > 0 {
		t.Unit = s.UnitAt(l.roles[a.Roles[0]].At)
	}
	for i := range s.Clocks {
		c := &s.Clocks[i]
		if !c.live() || !a.pressedBy(l.byName[c.Name]) {
			continue
		}
		if t.Clock == "" || c.Due.Before(t.Due) {
			t.Clock, t.Due = c.Name, c.Due
		}
	}
	return t
}

func (a *act) pressedBy(c *clock) bool {
	return a.Within == c.Name || slices.Contains(a.presses, c)
}

// Clocks are the clocks of a case as they stand on a moment: a clock whose due
// date has passed is overdue even where no tick has said so yet.
func Clocks(law *Law, s State, asOf legaltime.Moment) []Clock {
	clocks := slices.Clone(s.Clocks)
	for i := range clocks {
		c := &clocks[i]
		if c.State == Running && law.byName[c.Name].Lapse == nil && asOf.After(c.Due) {
			c.State = Overdue
		}
	}
	return clocks
}
