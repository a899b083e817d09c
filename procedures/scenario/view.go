package scenario

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// View is a case as it stands at the end of a line, as a story could expect it.
// It is valid until the look at it has ended.
type View struct {
	p       *paper
	refusal *machine.Refusal
	act     string
}

// Trace plays a story without holding it to anything: acts that are refused are
// passed over. It looks at the case once it is received (line -1) and after each
// line, until look says stop. The error is why nothing could be received.
func (r Runner) Trace(c Case, look func(line int, v View) bool) error {
	p := &paper{story: c, watch: r.Watch, actors: r.Actors}
	if err := p.open(r); err != nil {
		return err
	}
	p.pass(c.Received.Date)
	for i := -1; i < len(c.Story); i++ {
		v := View{p: p}
		if i >= 0 {
			l := &c.Story[i]
			p.pass(l.Date.Date)
			if l.Act != "" {
				v.act, v.refusal = l.Act, p.attempt(l)
			}
			p.pass(l.Date.Date)
		}
		if !look(i, v) {
			return nil
		}
	}
	return nil
}

// State is the case itself.
func (v View) State() machine.State { return v.p.state }

// Refused says how the line's act was refused: its code, "" if it was done, and
// what stood in the way (see Line.Lacks).
func (v View) Refused() (code string, lacks []string) { return answer(v.p, v.act, v.refusal) }

func answer(p *paper, act string, r *machine.Refusal) (string, []string) {
	if r == nil {
		return "", nil
	}
	return r.Code, p.lacks(act, r)
}

// Clock is how a clock stands (see Standing.Is).
func (v View) Clock(name string) string { return v.p.standing(name) }

// Ladder is whom a clock told something so far.
func (v View) Ladder(clock string) []Told { return v.p.ladder(clock) }

// May is what the holder of a role may do now.
func (v View) May(role string) []string { return v.p.may(role) }

// Try says how an act would be answered now, without doing it.
func (v View) Try(l Line) (code string, lacks []string) {
	p := *v.p
	p.watch, p.alarms = nil, slices.Clip(p.alarms)
	l.Date = legaltime.Day(p.today)
	r := p.attempt(&l)
	q := *v.p // what it lacks is asked of the case as it stood
	return answer(&q, l.Act, r)
}

// Sample is what a form would be filled in with for an act, given what a line
// says of it.
func (v View) Sample(l *Line) map[string]any {
	return machine.Sample(v.p.law, v.p.knowing(l), l.Act, l.Date)
}

// Quiet is the first day after which nothing happens by itself any more, and no
// later than a limit.
func (v View) Quiet(limit legaltime.Date) legaltime.Date {
	p := *v.p
	p.watch, p.alarms = nil, slices.Clip(p.alarms)
	for {
		wake, ok := machine.Wake(p.law, p.state)
		if !ok || wake.After(limit) {
			return p.today
		}
		p.pass(wake)
	}
}
