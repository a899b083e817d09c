package casework

import (
	"slices"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/plan"
)

// PlanView is a procedure as the page draws and lists it.
type PlanView struct {
	Procedure string      `json:"procedure"`
	Title     string      `json:"title"`
	Version   string      `json:"version"`
	Hash      string      `json:"hash"`
	Opening   string      `json:"opening"`
	Roles     []RoleView  `json:"roles" nullable:"false"`
	Stages    []StageView `json:"stages" nullable:"false"`
	Acts      []ActView   `json:"acts" nullable:"false"`
	Clocks    []ClockView `json:"clocks" nullable:"false"`
	Visited   []string    `json:"visited" nullable:"false"`
	Current   string      `json:"current,omitempty"`
}

// RoleView is a post of a procedure.
type RoleView struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	At    string `json:"at"`
}

// StageView is a stage with its tasks, the ways out of it and the clocks that
// its acts start or meet.
type StageView struct {
	Name    string     `json:"name"`
	Title   string     `json:"title"`
	Outcome string     `json:"outcome,omitempty"`
	Tasks   []string   `json:"tasks" nullable:"false"`
	Moves   []MoveView `json:"moves" nullable:"false"`
	Clocks  []string   `json:"clocks" nullable:"false"`
}

// MoveView says where an act may lead: "" stays, "back" returns.
type MoveView struct {
	Act string   `json:"act"`
	To  []string `json:"to" nullable:"false"`
}

// ActView is an act in short.
type ActView struct {
	Name  string   `json:"name"`
	Title string   `json:"title"`
	Roles []string `json:"roles" nullable:"false"`
	Cite  string   `json:"cite"`
	Form  string   `json:"form,omitempty"`
}

// ClockView is a term in short.
type ClockView struct {
	Name       string     `json:"name"`
	Title      string     `json:"title"`
	Cite       string     `json:"cite"`
	Terms      []TermView `json:"terms" nullable:"false"`
	Confidence string     `json:"confidence,omitempty"`
}

// TermView is one line of a clock's table.
type TermView struct {
	When string `json:"when,omitempty"`
	Is   string `json:"is"`
	Cite string `json:"cite,omitempty"`
}

// ViewPlan shows a plan outside any case.
func ViewPlan(p *plan.Plan) PlanView {
	v := PlanView{Procedure: p.Procedure, Title: p.Title, Version: p.Version, Hash: p.Hash(), Opening: p.Opening, Visited: []string{}}
	v.Roles = each(p.Roles, func(r plan.Role) RoleView { return RoleView{r.Name, r.Title, string(r.At)} })
	v.Acts = each(p.Acts, func(a plan.Act) ActView { return ActView{a.Name, a.Title, a.Roles, a.Cite, a.Form} })
	v.Clocks = each(p.Clocks, func(c plan.Clock) ClockView { return viewClock(p, c) })
	v.Stages = each(p.Stages, func(s plan.Stage) StageView { return viewStage(p, s) })
	return v
}

func viewClock(p *plan.Plan, c plan.Clock) ClockView {
	terms := each(c.Terms, func(t plan.TermRule) TermView {
		return TermView{string(t.When), t.Is.Vietnamese(), t.Cite}
	})
	return ClockView{c.Name, c.Title, c.Cite, terms, string(procedures.Law().Doubt(p, &c))}
}

func viewStage(p *plan.Plan, s plan.Stage) StageView {
	v := StageView{Name: s.Name, Title: s.Title, Outcome: s.Outcome, Tasks: slices.Concat([]string{}, s.Tasks)}
	v.Moves = each(s.Moves, func(m plan.Move) MoveView {
		return MoveView{m.Act, each(m.Then, func(b plan.Branch) string { return b.To })}
	})
	for _, c := range p.Clocks {
		if c.Lapse != nil && c.Lapse.In == s.Name {
			v.Moves = append(v.Moves, MoveView{Act: c.Name, To: []string{c.Lapse.To}})
		}
	}
	v.Clocks = stageClocks(p, s)
	return v
}

// stageClocks are the clocks that something in the stage may meet, or whose
// passing moves it.
func stageClocks(p *plan.Plan, s plan.Stage) []string {
	out := []string{}
	for _, c := range p.Clocks {
		meets := slices.ContainsFunc(c.Met, func(a string) bool { return s.Move(a) != nil || slices.Contains(s.Tasks, a) })
		if meets || c.Lapse != nil && c.Lapse.In == s.Name {
			out = append(out, c.Name)
		}
	}
	return out
}

// each maps a slice; the result is never nil, so that JSON shows [].
func each[A, B any](list []A, f func(A) B) []B {
	out := make([]B, 0, len(list))
	for _, v := range list {
		out = append(out, f(v))
	}
	return out
}
