package scenario

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Mutant is one small change to a procedure. Stories that still come true after
// it do not hold the procedure to what was changed.
type Mutant struct {
	What   string // e.g. "clock thu-ly: term 1: 7 working days -> 7 days"; the same for the same change
	At     Place
	change func(*plan.Plan)
}

// Place is what a mutant changes: an act, a form, a clock (and if Act is there,
// what that act does to it), a stage (and if Act is there, its place in it), or
// how a case grows out of one of the procedure Follow.
type Place struct{ Clock, Act, Form, Stage, Follow string }

// Mutants are all changes of a procedure that are tried, in the order of the
// plan: terms one longer and shorter and in the other sort of days, starts and
// ends dropped, pauses dropped, ladders, conditions negated, roles, targets,
// grounds, requirements, proposals, links to earlier cases.
func Mutants(p *plan.Plan) []Mutant {
	m := &mutants{plan: p}
	for i := range p.Clocks {
		m.clock(i)
	}
	for i := range p.Acts {
		m.act(i)
	}
	for i := range p.Forms {
		m.form(i)
	}
	for i := range p.Stages {
		m.stage(i)
	}
	for i := range p.Follows {
		m.follow(i)
	}
	return m.all
}

// Apply is the plan with the change, and without the sharing of anything.
func (m Mutant) Apply(p *plan.Plan) (*plan.Plan, error) {
	var other plan.Plan
	if err := json.Unmarshal(p.Canonical(), &other); err != nil {
		return nil, fmt.Errorf("mutant %s: %w", m.What, err)
	}
	m.change(&other)
	return &other, nil
}

// mutants gathers changes.
type mutants struct {
	plan *plan.Plan
	at   Place
	all  []Mutant
}

func (m *mutants) add(change func(*plan.Plan), format string, args ...any) {
	m.all = append(m.all, Mutant{fmt.Sprintf(format, args...), m.at, change})
}

// drops adds for each element of a list that it is left out.
func drops[T any](m *mutants, where string, list []T, name func(T) string, in func(*plan.Plan) *[]T) {
	whole := m.at
	defer func() { m.at = whole }()
	for i, v := range list {
		if whole.Act == "" {
			m.at.Act, _, _ = strings.Cut(name(v), " ")
		}
		m.add(func(p *plan.Plan) {
			of := in(p)
			*of = append((*of)[:i:i], (*of)[i+1:]...)
		}, "%s %s dropped", where, name(v))
	}
}

func same(s string) string { return s }

// term adds a term one longer, one shorter, and in the other sort of days.
func (m *mutants) term(where string, t legaltime.Term, in func(*plan.Plan) *legaltime.Term) {
	if t.N == 0 {
		return
	}
	changed := []legaltime.Term{t, t, t}
	changed[0].N++
	changed[1].N--
	switch t.Unit {
	case legaltime.Days:
		changed[2].Unit = legaltime.WorkingDays
	case legaltime.WorkingDays:
		changed[2].Unit = legaltime.Days
	}
	for _, other := range changed {
		if other.N > 0 && other != t {
			m.add(func(p *plan.Plan) { *in(p) = other }, "%s: %s -> %s", where, t, other)
		}
	}
}

// guard adds a condition that is negated, and one that is left out.
func (m *mutants) guard(where string, g plan.Guard, in func(*plan.Plan) *plan.Guard) {
	if g == "" {
		return
	}
	m.add(func(p *plan.Plan) { *in(p) = "!(" + g + ")" }, "%s: negated", where)
	m.add(func(p *plan.Plan) { *in(p) = "" }, "%s: left out", where)
}

func (m *mutants) clock(i int) {
	c := &m.plan.Clocks[i]
	m.at = Place{Clock: c.Name}
	where := "clock " + c.Name + ": "
	for n, t := range c.Terms {
		at := fmt.Sprintf("%sterm %d", where, n+1)
		m.term(at, t.Is, func(p *plan.Plan) *legaltime.Term { return &p.Clocks[i].Terms[n].Is })
		m.term(at+" warn", t.Warn, func(p *plan.Plan) *legaltime.Term { return &p.Clocks[i].Terms[n].Warn })
		m.guard(at+" when", t.When, func(p *plan.Plan) *plan.Guard { return &p.Clocks[i].Terms[n].When })
	}
	drops(m, where+"start", c.Starts, func(s plan.Start) string { return s.Act }, func(p *plan.Plan) *[]plan.Start { return &p.Clocks[i].Starts })
	for n, s := range c.Starts {
		if s.From != "" {
			m.at.Act = s.Act
			m.add(func(p *plan.Plan) { p.Clocks[i].Starts[n].From = "" }, "%sstart %s not from %s", where, s.Act, s.From)
		}
	}
	m.at.Act = ""
	drops(m, where+"met by", c.Met, same, func(p *plan.Plan) *[]string { return &p.Clocks[i].Met })
	drops(m, where+"stopped by", c.Stops, same, func(p *plan.Plan) *[]string { return &p.Clocks[i].Stops })
	drops(m, where+"pause", c.Pauses, func(x plan.Pause) string { return x.From + " until " + x.Until }, func(p *plan.Plan) *[]plan.Pause { return &p.Clocks[i].Pauses })
	m.add(func(p *plan.Plan) { p.Clocks[i].NoRoll = !c.NoRoll }, "%slast day rolls: %v -> %v", where, !c.NoRoll, c.NoRoll)
	if c.Lapse != nil {
		m.add(func(p *plan.Plan) { p.Clocks[i].Lapse = nil }, "%slapse dropped", where)
	}
	m.rungs(i)
	m.extensions(i)
}

func (m *mutants) extensions(i int) {
	c := &m.plan.Clocks[i]
	for n, x := range c.Extensions {
		at := fmt.Sprintf("clock %s: extension by %s", c.Name, x.Act)
		m.at.Act = x.Act
		m.term(at, x.By, func(p *plan.Plan) *legaltime.Term { return &p.Clocks[i].Extensions[n].By })
		for k, l := range x.Limits {
			m.guard(fmt.Sprintf("%s: limit %d when", at, k+1), l.When, func(p *plan.Plan) *plan.Guard { return &p.Clocks[i].Extensions[n].Limits[k].When })
			for _, times := range []int{l.Times - 1, l.Times + 1} {
				m.add(func(p *plan.Plan) { p.Clocks[i].Extensions[n].Limits[k].Times = times }, "%s: limit %d: %d -> %d times", at, k+1, l.Times, times)
			}
		}
	}
}

func (m *mutants) rungs(i int) {
	c := &m.plan.Clocks[i]
	for n, r := range c.Rungs {
		at := fmt.Sprintf("clock %s: rung %d (%s)", c.Name, n+1, r.Does)
		m.add(func(p *plan.Plan) { p.Clocks[i].Rungs = append(p.Clocks[i].Rungs[:n:n], p.Clocks[i].Rungs[n+1:]...) }, "%s dropped", at)
		if r.Share > 0 {
			m.add(func(p *plan.Plan) { p.Clocks[i].Rungs[n].Share = (r.Share + 50) % 100 }, "%s: another share than %d%%", at, r.Share)
		}
		if r.Offset.N > 0 {
			m.add(func(p *plan.Plan) { p.Clocks[i].Rungs[n].Offset.N++ }, "%s: one later or earlier than %s", at, r.Offset)
		}
		m.roles(at+" to", r.To, func(p *plan.Plan) *[]string { return &p.Clocks[i].Rungs[n].To })
	}
}

// roles adds each role of a list replaced by another.
func (m *mutants) roles(where string, roles []string, in func(*plan.Plan) *[]string) {
	for n, name := range roles {
		for _, other := range m.plan.Roles {
			if !slices.Contains(roles, other.Name) {
				m.add(func(p *plan.Plan) { (*in(p))[n] = other.Name }, "%s: %s -> %s", where, name, other.Name)
				break
			}
		}
	}
}

func (m *mutants) act(i int) {
	a := &m.plan.Acts[i]
	m.at = Place{Act: a.Name}
	where := "act " + a.Name + ": "
	of := func(p *plan.Plan) *plan.Act { return &p.Acts[i] }
	m.roles(where+"role", a.Roles, func(p *plan.Plan) *[]string { return &of(p).Roles })
	drops(m, where+"requires", a.Requires, same, func(p *plan.Plan) *[]string { return &of(p).Requires })
	m.guard(where+"when", a.When, func(p *plan.Plan) *plan.Guard { return &of(p).When })
	m.guard(where+"needed", a.Needed, func(p *plan.Plan) *plan.Guard { return &of(p).Needed })
	if a.Within != "" {
		m.add(func(p *plan.Plan) { of(p).Within = "" }, "%swithin %s dropped", where, a.Within)
	}
	if a.After != "" {
		m.add(func(p *plan.Plan) { of(p).After = "" }, "%safter %s dropped", where, a.After)
	}
	if a.Gap != nil {
		m.add(func(p *plan.Plan) { of(p).Gap = nil }, "%sgap dropped", where)
		m.term(where+"gap", a.Gap.AtLeast, func(p *plan.Plan) *legaltime.Term { return &of(p).Gap.AtLeast })
	}
	if !a.Since.IsZero() {
		m.add(func(p *plan.Plan) { of(p).Since = a.Since.AddDays(1) }, "%ssince a day later", where)
		m.add(func(p *plan.Plan) { of(p).Since = a.Since.AddDays(-1) }, "%ssince a day earlier", where)
	}
	if !a.Until.IsZero() {
		m.add(func(p *plan.Plan) { of(p).Until = a.Until.AddDays(1) }, "%suntil a day later", where)
		m.add(func(p *plan.Plan) { of(p).Until = a.Until.AddDays(-1) }, "%suntil a day earlier", where)
	}
	if a.Repeats {
		m.add(func(p *plan.Plan) { of(p).Repeats = false }, "%sonly once", where)
	}
}

// form adds a ground or another required field that may be left out. Whose
// content is for the vault alone, nothing in a procedure rests on.
func (m *mutants) form(i int) {
	f := &m.plan.Forms[i]
	m.at = Place{Form: f.Name}
	used := f.Name == m.plan.Intake
	for _, a := range m.plan.Acts {
		used = used || a.Form == f.Name
	}
	for n, x := range f.Fields {
		if used && x.Required && x.Type != plan.Narrative && x.Type != plan.Identity {
			m.add(func(p *plan.Plan) { p.Forms[i].Fields[n].Required = false }, "form %s: %s not required", f.Name, x.Name)
		}
		m.proposals(i, n)
	}
}

// proposals adds for each line of a field's table another option, and another
// condition.
func (m *mutants) proposals(i, n int) {
	x := &m.plan.Forms[i].Fields[n]
	for k, l := range x.Propose {
		at := fmt.Sprintf("form %s: %s proposal %d", m.plan.Forms[i].Name, x.Name, k+1)
		of := func(p *plan.Plan) *plan.Proposal { return &p.Forms[i].Fields[n].Propose[k] }
		for _, o := range x.Options {
			if o.Value != l.Is {
				m.add(func(p *plan.Plan) { of(p).Is = o.Value }, "%s: %s -> %s", at, l.Is, o.Value)
				break
			}
		}
		m.guard(at+" when", l.When, func(p *plan.Plan) *plan.Guard { return &of(p).When })
	}
}

func (m *mutants) stage(i int) {
	s := &m.plan.Stages[i]
	m.at = Place{Stage: s.Name}
	where := "stage " + s.Name + ": "
	drops(m, where+"task", s.Tasks, same, func(p *plan.Plan) *[]string { return &p.Stages[i].Tasks })
	drops(m, where+"act", s.Moves, func(v plan.Move) string { return v.Act }, func(p *plan.Plan) *[]plan.Move { return &p.Stages[i].Moves })
	for n, v := range s.Moves {
		m.at.Act = v.Act
		for k, b := range v.Then {
			at := fmt.Sprintf("%sact %s: branch %d", where, v.Act, k+1)
			m.guard(at+" when", b.When, func(p *plan.Plan) *plan.Guard { return &p.Stages[i].Moves[n].Then[k].When })
			if b.To != plan.Stay {
				m.add(func(p *plan.Plan) { p.Stages[i].Moves[n].Then[k].To = plan.Stay }, "%s: %s -> stay", at, b.To)
			}
			if other := m.elsewhere(i, b.To); other != "" {
				m.add(func(p *plan.Plan) { p.Stages[i].Moves[n].Then[k].To = other }, "%s: %s -> %s", at, line(plan.Branch{To: b.To})[3:], other)
			}
		}
	}
}

// elsewhere is another stage to lead to.
func (m *mutants) elsewhere(from int, to string) string {
	for i, s := range m.plan.Stages {
		if i != from && s.Name != to {
			return s.Name
		}
	}
	return ""
}

// Kills says whether one of the stories fails on a plan: the mutant is found
// out. Who acts in a story is whom the procedure as it was lets act.
func Kills(law, before *machine.Law, stories []Case) bool {
	r := runnerOf(law, before)
	for _, c := range stories {
		if !r.comesTrue(c) {
			return true
		}
	}
	return false
}

// runnerOf plays every story by one law, with the actors of another.
func runnerOf(law, actors *machine.Law) Runner {
	return Runner{Calendar: law.Calendar(), Actors: actors, Load: func(string, string, legaltime.Date) (*plan.Plan, error) { return law.Plan(), nil },
		Law: func(*plan.Plan) (*machine.Law, error) { return law, nil }}
}

// comesTrue plays a story. One that cannot be played to its end, because the
// machine finds the plan absurd, does not.
func (r Runner) comesTrue(c Case) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	return r.Run(c).OK()
}
