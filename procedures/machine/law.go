package machine

import (
	"errors"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// Reception is the act by which every case opens. Clocks that start at it
// start afresh when another body takes the case.
const Reception = "tiep-nhan"

// Law is a plan and a calendar, indexed and with its guards parsed. It is
// immutable and safe for concurrent use.
type Law struct {
	plan     *plan.Plan
	calendar *legaltime.Calendar
	hash     string // of the plan
	stages   map[string]*stage
	acts     map[string]*act
	roles    map[string]*plan.Role
	forms    map[string]*plan.Form
	facts    map[string]*plan.Fact
	policies map[string]*plan.Policy
	clocks   []*clock // in the order of the plan
	byName   map[string]*clock
	begins   map[string][]begun // by act: the clocks that begin with it, in the order of the plan
	counted  map[string]bool    // facts on which a term or an extension depends
	doubtful bool               // the procedure itself settles how to count
	proposes map[string][]table // by form: the fields that are proposed, in its order
}

type stage struct {
	*plan.Stage
	moves map[string][]branch
}

type branch struct {
	when     *guard.Expr
	to       string
	requires []string
}

type act struct {
	*plan.Act
	when, needed *guard.Expr
	gapWhen      *guard.Expr // nil: the gap, if any, always counts
	form         *plan.Form
	setsFacts    bool     // its form bears the name of a fact
	finds        bool     // its form sets a fact that its own condition reads
	extends      bool     // some clock is extended by it
	meets        []*clock // clocks whose duty it performs
	presses      []*clock // clocks that wait for it, itself or through what it is required for
	ends         []string // acts whose pauses it ends
	holders      []string // roles of the organisation that fill those of its roles which stand at the first one's post
	winds        []*clock // clocks that it meets, stops, pauses, resumes or extends
	minds        bool     // it does something to a clock
}

// begun is a clock and how an act begins it.
type begun struct {
	*clock
	by plan.Start
}

type clock struct {
	*plan.Clock
	index  int
	terms  []*guard.Expr   // one for each of Terms
	limits [][]*guard.Expr // one list for each of Extensions
}

// NewLaw indexes a plan. It fails where the plan names something that it does
// not define or holds a guard that does not parse; the error joins all such.
func NewLaw(p *plan.Plan, cal *legaltime.Calendar) (*Law, error) {
	if p == nil || cal == nil {
		return nil, errors.New("a law needs a plan and a calendar")
	}
	b := builder{Law: &Law{plan: p, calendar: cal, hash: p.Hash()}}
	b.names()
	b.index()
	b.press()
	b.check()
	return b.Law, errors.Join(b.problems...)
}

// Plan is the plan the law was made of.
func (l *Law) Plan() *plan.Plan { return l.plan }

// Calendar is the calendar by which the law counts days.
func (l *Law) Calendar() *legaltime.Calendar { return l.calendar }

// Hash is the content hash of the plan, computed once.
func (l *Law) Hash() string { return l.hash }

// Act is the act of a name, nil if there is none. It does not search, as a
// plan must; nor do Stage, Clock and Role.
func (l *Law) Act(name string) *plan.Act {
	if a := l.acts[name]; a != nil {
		return a.Act
	}
	return nil
}

// Stage is the stage of a name, nil if there is none.
func (l *Law) Stage(name string) *plan.Stage {
	if s := l.stages[name]; s != nil {
		return s.Stage
	}
	return nil
}

// Clock is the clock of a name, nil if there is none.
func (l *Law) Clock(name string) *plan.Clock {
	if c := l.byName[name]; c != nil {
		return c.Clock
	}
	return nil
}

// Role is the role of a name, nil if there is none.
func (l *Law) Role(name string) *plan.Role { return l.roles[name] }

// With is the same law counted by another calendar.
func (l *Law) With(cal *legaltime.Calendar) *Law {
	other := *l
	other.calendar = cal
	return &other
}

// reader gives guards the values of facts and policies.
func (l *Law) reader(s *State) func(string) any {
	return func(name string) any {
		if v, ok := s.Facts[name]; ok {
			return v
		}
		if v, ok := s.Policies[name]; ok {
			return v
		}
		if p := l.policies[name]; p != nil {
			return p.Default
		}
		return nil
	}
}

// holds says whether a guard lets through as the case stands.
func (l *Law) holds(s *State, g *guard.Expr) bool { return g == nil || g.Eval(l.reader(s)) }

// holds says whether a guard lets through; no guard always does.
func holds(g *guard.Expr, env func(string) any) bool { return g == nil || g.Eval(env) }
