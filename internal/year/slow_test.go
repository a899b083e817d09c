package year

import (
	"slices"
	"time"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// slow reads one case off its record, day by day, with code of its own: what a
// term is and how it is counted is written here a second time.
type slow struct {
	p      *plan.Plan
	cal    *legaltime.Calendar
	guards map[plan.Guard]*guard.Expr
	facts  map[string]any
	terms  []*term
	done   []doneAct
	round  int
	ended  bool
	posts  posts
	raised map[rung]bool
	due    []dueRung
	until  map[string][]string // act -> acts whose pauses it ends
}

// posts are the bodies to which roles of a case lead.
type posts struct{ unit, superior, receiver string }

type doneAct struct {
	name  string
	round int
}

type span struct{ from, to legaltime.Date } // to is counted again; zero: open

// term is a clock of the case.
type term struct {
	*plan.Clock
	from    legaltime.Moment
	began   legaltime.Date
	length  legaltime.Term
	warn    legaltime.Term
	fresh   bool
	more    []legaltime.Term
	pauses  []span
	holders []string
	state   machine.ClockState // running, paused, met or stopped
	late    bool
	due     legaltime.Moment
	warnBy  legaltime.Moment
	run     int // how often it ran before
}

// rung is a step of a ladder, armed for a due date of one run of its clock.
type rung struct {
	clock string
	run   int
	n     int
	due   string // the date; an hour of it makes no other rung
}

// dueRung is one that had to be raised.
type dueRung struct {
	rung
	on    legaltime.Date // its own date
	at    time.Time      // when somebody looked
	does  plan.Does
	roles []string
	posts posts
}

func (t *term) owed() bool { return t.state == machine.Running || t.state == machine.Paused }

func newSlow(p *plan.Plan, guards map[plan.Guard]*guard.Expr) *slow {
	s := &slow{p: p, guards: guards, facts: map[string]any{}, raised: map[rung]bool{}, until: map[string][]string{}}
	for _, c := range p.Clocks {
		for _, x := range c.Pauses {
			if !slices.Contains(s.until[x.Until], x.From) {
				s.until[x.Until] = append(s.until[x.Until], x.From)
			}
		}
	}
	return s
}

func (s *slow) holds(g plan.Guard) bool {
	if g == "" {
		return true
	}
	if s.guards[g] == nil {
		e, err := guard.Parse(string(g))
		if err != nil {
			panic(err)
		}
		s.guards[g] = e
	}
	return s.guards[g].Eval(func(name string) any {
		if v, known := s.facts[name]; known {
			return v
		}
		for _, y := range s.p.Policies {
			if y.Name == name {
				return y.Default
			}
		}
		return nil
	})
}

// learn takes over the facts that a form sets.
func (s *slow) learn(with map[string]any) {
	for _, f := range s.p.Facts {
		if v, given := with[f.Name]; given && v != nil && v != "" {
			s.facts[f.Name] = v
		}
	}
}

// take goes through one fact of the record.
func (s *slow) take(e machine.Event, calendars map[string]*legaltime.Calendar, ends bool) {
	switch e.Kind {
	case machine.Opens:
		s.cal = calendars[e.Calendar]
		s.posts = posts{unit: e.Unit, superior: e.Superior}
		s.learn(e.With)
		s.did(machine.Reception)
		s.begin(machine.Reception, e.With, e.On)
	case machine.Calendar:
		s.cal = calendars[e.Calendar]
	case machine.Acts:
		s.lapse(e.On)
		s.learn(e.With)
		s.wind(e.Act, e.On)
		s.hand(e)
		s.did(e.Act)
		s.begin(e.Act, e.With, e.On)
		s.relearn()
	}
	if ends {
		s.ended = true
		s.stopAll(e.On.Date)
	}
	for _, t := range s.terms {
		if t.owed() {
			s.count(t)
		}
	}
}

func (s *slow) did(act string) { s.done = append(s.done, doneAct{act, s.round}) }

func (s *slow) stopAll(legaltime.Date) {
	for _, t := range s.terms {
		if t.owed() {
			t.state = machine.Stopped
		}
	}
}

// wind lets an act meet, stop, pause, resume and extend terms.
func (s *slow) wind(act string, on legaltime.Moment) {
	for _, t := range s.terms {
		if !t.owed() {
			continue
		}
		s.count(t)
		switch {
		case slices.Contains(t.Met, act) && !s.waits(t, act):
			t.late = t.state == machine.Running && on.After(t.due)
			t.state = machine.Met
			continue
		case slices.Contains(t.Stops, act):
			t.state = machine.Stopped
			continue
		}
		s.pause(t, act, on)
		s.resume(t, act, on)
		for _, x := range t.Extensions {
			if x.Act == act {
				t.more = append(t.more, x.By)
			}
		}
	}
}

// waits says that more than one answer is outstanding.
func (s *slow) waits(t *term, act string) bool {
	asked := s.until[act]
	if !slices.ContainsFunc(t.Starts, func(x plan.Start) bool { return slices.Contains(asked, x.Act) }) {
		return false
	}
	open := 0
	for _, d := range s.done {
		if d.round != s.round {
			continue
		}
		if slices.Contains(asked, d.name) {
			open++
		} else if open > 0 && slices.ContainsFunc(s.until[d.name], func(by string) bool { return slices.Contains(asked, by) }) {
			open--
		}
	}
	return open > 1
}

func (s *slow) pause(t *term, act string, on legaltime.Moment) {
	for _, x := range t.Pauses {
		if x.From != act || t.state != machine.Paused && on.After(t.due) && x.Fresh.IsZero() {
			continue
		}
		if t.state != machine.Paused {
			t.pauses, t.state = append(t.pauses, span{from: on.Date}), machine.Paused
		}
		t.holders = append(t.holders, act)
		return
	}
}

func (s *slow) resume(t *term, act string, on legaltime.Moment) {
	for i, by := range t.holders {
		n := slices.IndexFunc(t.Pauses, func(x plan.Pause) bool { return x.From == by && x.Until == act })
		if n < 0 {
			continue
		}
		if t.holders = slices.Delete(slices.Clone(t.holders), i, i+1); len(t.holders) > 0 {
			return
		}
		t.pauses[len(t.pauses)-1].to = on.Date
		t.state = machine.Running
		if f := t.Pauses[n].Fresh; !f.IsZero() {
			*t = term{Clock: t.Clock, run: t.run + 1, from: on, began: on.Date, length: f, fresh: true, state: machine.Running}
		}
		return
	}
}

// hand moves the responsibility.
func (s *slow) hand(e machine.Event) {
	a := s.p.Act(e.Act)
	switch a.Handoff {
	case plan.Offer:
		for _, f := range s.p.Form(a.Form).Fields {
			if f.Type == plan.Unit {
				s.posts.receiver, _ = e.With[f.Name].(string)
				break
			}
		}
	case plan.Decline, plan.Withdraw:
		s.posts.receiver = ""
	case plan.Accept, plan.TakeOver:
		to := s.posts.superior
		if a.Handoff == plan.Accept {
			to = s.posts.receiver
		}
		s.posts = posts{unit: to, superior: e.Superior}
		s.round++
		s.stopAll(e.On.Date)
		s.begin(machine.Reception, nil, e.On)
	}
}

// begin sets going the terms that start with an act.
func (s *slow) begin(act string, with map[string]any, on legaltime.Moment) {
	for i := range s.p.Clocks {
		c := &s.p.Clocks[i]
		n := slices.IndexFunc(c.Starts, func(x plan.Start) bool { return x.Act == act })
		at := slices.IndexFunc(s.terms, func(t *term) bool { return t.Name == c.Name })
		if n < 0 || on.Date.Before(c.Since) || at >= 0 && s.terms[at].owed() {
			continue
		}
		rule := slices.IndexFunc(c.Terms, func(r plan.TermRule) bool { return s.holds(r.When) })
		if rule < 0 {
			continue
		}
		from := on
		if text, _ := with[c.Starts[n].From].(string); text != "" {
			if m, err := legaltime.ParseMoment(text); err == nil {
				from = m
			}
		}
		t := &term{Clock: c, from: from, began: on.Date, length: c.Terms[rule].Is, warn: c.Terms[rule].Warn, state: machine.Running}
		if at >= 0 {
			t.run = s.terms[at].run + 1
			s.terms[at] = t
		} else {
			s.terms = append(s.terms, t)
		}
	}
}

// relearn looks the length of every term up again.
func (s *slow) relearn() {
	for _, t := range s.terms {
		if !t.owed() || t.fresh {
			continue
		}
		for _, r := range t.Terms {
			if s.holds(r.When) {
				t.length, t.warn = r.Is, r.Warn
				break
			}
		}
	}
}

// lapse meets the terms that pass by themselves before a moment.
func (s *slow) lapse(on legaltime.Moment) {
	for _, t := range s.terms {
		if t.Lapse != nil && t.state == machine.Running && on.After(t.due) {
			t.state = machine.Met
		}
	}
}

// look is what a guard must find on a day.
func (s *slow) look(day legaltime.Date, at time.Time) {
	if s.ended {
		return
	}
	for _, t := range s.terms {
		if t.state != machine.Running {
			continue
		}
		for n, r := range t.Rungs {
			on := s.date(t, r)
			key := rung{t.Name, t.run, n, t.due.Date.String()}
			if on.After(day) || s.raised[key] || s.tooEarly(t, r, on) {
				continue
			}
			s.raised[key] = true
			s.due = append(s.due, dueRung{key, on, at, r.Does, r.To, s.posts})
		}
	}
	s.lapse(legaltime.Day(day))
}

// tooEarly: nobody is reminded before a term began.
func (s *slow) tooEarly(t *term, r plan.Rung, on legaltime.Date) bool {
	began := t.from.Date
	if t.length.Backward {
		began = t.began
	}
	return r.Offset.N > 0 && r.Offset.Backward && on.Before(began)
}

// next is the first day on which look has something to do; zero: none.
func (s *slow) next() (first legaltime.Date) {
	least := func(d legaltime.Date) {
		if first.IsZero() || d.Before(first) {
			first = d
		}
	}
	for _, t := range s.terms {
		if s.ended || t.state != machine.Running {
			continue
		}
		if t.Lapse != nil {
			least(t.due.Date)
		}
		for n, r := range t.Rungs {
			on := s.date(t, r)
			if !s.raised[rung{t.Name, t.run, n, t.due.Date.String()}] && !s.tooEarly(t, r, on) {
				least(on)
			}
		}
	}
	return first
}

// moot says that a rung told now would be told for nothing.
func (s *slow) moot(r dueRung) bool {
	for _, t := range s.terms {
		if t.Name != r.clock {
			continue
		}
		late := t.state == machine.Met && r.does == plan.Escalate && t.late
		return t.run != r.run || t.due.Date.String() != r.rung.due || t.state != machine.Running && !late
	}
	return true
}
