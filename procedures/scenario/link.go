package scenario

import (
	"github.com/donthu/donthu/procedures/plan"
)

// follow adds a link to earlier cases that is left out or grows out of cases of
// another procedure, that anybody may receive or only the superior, one of its
// conditions left out, and what it carries over left out.
func (m *mutants) follow(i int) {
	f := &m.plan.Follows[i]
	m.at = Place{Follow: f.Procedure}
	defer func() { m.at = Place{} }()
	of := func(p *plan.Plan) *plan.Follow { return &p.Follows[i] }
	where := "follows " + f.Procedure
	m.add(func(p *plan.Plan) { p.Follows = append(p.Follows[:i:i], p.Follows[i+1:]...) }, "%s: dropped", where)
	if other := m.unrelated(); other != "" {
		m.add(func(p *plan.Plan) { of(p).Procedure = other }, "%s: -> %s", where, other)
	}
	to := plan.Superior
	if f.At == plan.Superior {
		to = ""
	}
	m.add(func(p *plan.Plan) { of(p).At = to }, "%s: received by %s -> %s", where, post(f.At), post(to))
	m.ways(where+": after", f.After, func(p *plan.Plan) *[]string { return &of(p).After })
	m.ways(where+": expired", f.Expired, func(p *plan.Plan) *[]string { return &of(p).Expired })
	m.ways(where+": unless", f.Unless, func(p *plan.Plan) *[]string { return &of(p).Unless })
	if f.When != "" {
		m.add(func(p *plan.Plan) { of(p).When = "" }, "%s: when dropped", where)
	}
	if f.CarriesWhen != "" {
		m.add(func(p *plan.Plan) { of(p).CarriesWhen = "" }, "%s: carries-when dropped", where)
	}
	for n, c := range f.Carries {
		m.add(func(p *plan.Plan) { of(p).Carries = append(of(p).Carries[:n:n], of(p).Carries[n+1:]...) }, "%s: carries %s dropped", where, c.Field)
		if len(c.From) > 1 {
			m.ways(where+": carries "+c.Field+" from", c.From, func(p *plan.Plan) *[]string { return &of(p).Carries[n].From })
		}
	}
}

// ways adds for each name of a list that it is left out.
func (m *mutants) ways(where string, list []string, in func(*plan.Plan) *[]string) {
	for n, name := range list {
		m.add(func(p *plan.Plan) { *in(p) = append((*in(p))[:n:n], (*in(p))[n+1:]...) }, "%s %s dropped", where, name)
	}
}

// unrelated is a procedure of whose cases the plan says nothing: its own, where
// it does not say that one case grows out of another of its kind.
func (m *mutants) unrelated() string {
	if m.plan.Follow(m.plan.Procedure) != nil {
		return ""
	}
	return m.plan.Procedure
}

// post is who receives, in words.
func post(at plan.Post) string {
	if at == plan.Superior {
		return "the superior"
	}
	return "anybody"
}
