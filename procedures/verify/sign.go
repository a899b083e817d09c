package verify

import (
	"slices"
	"strconv"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// sign writes a state as the lens sees it.
func (l *lens) sign(b []byte, s *machine.State, today legaltime.Date) []byte {
	if s.Outcome != "" {
		return append(append(b, "end "...), s.Stage...)
	}
	b = append(b, s.Stage...)
	for i, stage := len(s.Trail)-1, s.Stage; i >= 0 && l.wayBack[stage]; i-- {
		stage = s.Trail[i]
		b = append(append(b, '<'), stage...)
	}
	if s.Handoff != nil {
		b = append(append(b, '>'), s.Handoff.Back...)
	}
	v := l.seenAt[s.Stage]
	b = sees(append(b, '/'), v.guards, l.reads(s))
	b = l.doneKey(b, v, s)
	if l.steps {
		b = l.dateKey(b, v, s, today)
	}
	for _, c := range v.clocks {
		b = l.clockKey(b, c, s, today)
	}
	return b
}

// sees tells how conditions come out.
func sees(b []byte, guards []*guard.Expr, env func(string) any) []byte {
	for _, g := range guards {
		b = append(b, truth(g.Eval(env)))
	}
	return b
}

// value is what conditions read under a name.
func (t *terrain) value(s *machine.State, name string) any {
	if v, ok := s.Facts[name]; ok {
		return v
	}
	if v, ok := s.Policies[name]; ok {
		return v
	}
	return t.defaults[name]
}

// reads gives conditions what they read of a state.
func (t *terrain) reads(s *machine.State) func(string) any {
	return func(name string) any { return t.value(s, name) }
}

func (l *lens) doneKey(b []byte, v view, s *machine.State) []byte {
	b = append(b, '|')
	for _, name := range v.done {
		b = append(b, truth(doneOf(s, name, "") && !l.owedAgain(s, name)))
	}
	b = append(b, '|')
	for _, name := range v.visit {
		b = append(b, truth(doneOf(s, name, s.Stage)))
	}
	return b
}

// doneOf says that an act was done in this round and, where a stage is given,
// since that was entered.
func doneOf(s *machine.State, act, stage string) bool {
	for i := len(s.Done) - 1; i >= 0; i-- {
		d := &s.Done[i]
		if d.Round != s.Done[len(s.Done)-1].Round || stage != "" && d.Stage != stage {
			return false
		}
		if d.Act == act {
			return true
		}
	}
	return false
}

// owedAgain says that an act which repeats was done and must be done once more
// before what requires it: a clock that it meets, and does not start, runs.
func (t *terrain) owedAgain(s *machine.State, act string) bool {
	if !t.law.Act(act).Repeats {
		return false
	}
	for i := range s.Clocks {
		c := &s.Clocks[i]
		p := t.law.Clock(c.Name)
		if c.State != machine.Met && c.State != machine.Stopped && slices.Contains(p.Met, act) && !starts(p, act) {
			return true
		}
	}
	return false
}

// dateKey says what of the stage's acts the date still stands in the way of: a
// gap, the first and the last day of a provision.
func (l *lens) dateKey(b []byte, v view, s *machine.State, today legaltime.Date) []byte {
	b = append(b, '|')
	for _, name := range l.gapped[s.Stage] {
		_, waits := l.floor(s, name, today)
		b = append(b, truth(waits))
	}
	for _, on := range v.dates {
		b = append(b, truth(today.Before(on)))
	}
	return b
}

// clockKey is a clock as the lens sees it.
func (t *terrain) clockKey(b []byte, p sighted, s *machine.State, today legaltime.Date) []byte {
	c, how := clockOf(s, p.Name), p.how
	if c == nil {
		return append(b, '-')
	}
	switch c.State {
	case machine.Stopped:
		return append(b, '-')
	case machine.Met:
		if how == alive {
			return append(b, '-')
		}
		if b = append(b, 'm'); !t.bounds[p.Name] {
			return b
		}
	case machine.Paused:
		b = append(b, 'p')
		by := c.PausedBy
		by = slices.Sorted(slices.Values(by[:min(len(by), 2)])) // one more request is as good as two
		for _, act := range by {
			b = append(b, act...)
		}
	case machine.Running, machine.Overdue:
		b = append(b, 'r')
	}
	if how == phases {
		b = append(b, strconv.Itoa(len(c.Extensions))...)
		b = append(b, truth(c.Fresh))
	}
	return append(b, phase(c, today, how))
}

// clockOf is the clock of a name, nil where the case has none.
func clockOf(s *machine.State, name string) *machine.Clock {
	for i := range s.Clocks {
		if s.Clocks[i].Name == name {
			return &s.Clocks[i]
		}
	}
	return nil
}

func phase(c *machine.Clock, today legaltime.Date, how sight) byte {
	switch {
	case how == alive || c.State == machine.Paused:
		return '.'
	case today.After(c.Due.Date):
		return '+'
	case how == phases && today == c.Due.Date:
		return '='
	}
	return '_'
}
