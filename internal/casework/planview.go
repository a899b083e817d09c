package casework

import (
	"slices"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/drawing"
	"github.com/donthu/donthu/procedures/plan"
)

// PlanView is a procedure as the page shows and lists it. Drawing is an SVG;
// Ways say the same in words.
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
	Ways      []WayView   `json:"ways" nullable:"false"`
	Drawing   string      `json:"drawing" doc:"SVG; the stages carry data-stage and the classes passed, current, possible and skipped"`
}

// WayView is what leads from one stage to another: titles of acts, and of
// terms whose passing does it.
type WayView struct {
	From   string   `json:"from"`
	To     string   `json:"to"`
	Causes []string `json:"causes" nullable:"false"`
	Back   bool     `json:"back,omitempty" doc:"returns to the stage before"`
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
	Mark    string     `json:"mark,omitempty" enum:"passed,current,possible,skipped" doc:"how the case stands to the stage"`
}

// MoveView says where an act may lead: "" stays, "back" returns.
type MoveView struct {
	Act string   `json:"act"`
	To  []string `json:"to" nullable:"false"`
}

// ActView is an act in short.
type ActView struct {
	Name       string   `json:"name"`
	Title      string   `json:"title"`
	Roles      []string `json:"roles" nullable:"false"`
	Cite       string   `json:"cite"`
	Form       string   `json:"form,omitempty"`
	Confidence string   `json:"confidence,omitempty" doc:"K or I: to be checked against the text of the law"`
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
	v := viewPlan(p, []string{}, "")
	v.Drawing = drawing.Arrange(p, drawing.Options{Brief: true}).SVG()
	return v
}

// casePlan shows a plan for a case that passed visited and stands in current.
// All cases of a plan share one arrangement.
func (s *Service) casePlan(p *plan.Plan, visited []string, current string) PlanView {
	v := viewPlan(p, visited, current)
	sheet, known := s.sheets.Load(v.Hash)
	if !known {
		sheet, _ = s.sheets.LoadOrStore(v.Hash, drawing.Arrange(p, drawing.Options{Brief: true, Marked: true}))
	}
	v.Drawing = sheet.(*drawing.Sheet).CaseSVG(visited, current)
	return v
}

// viewPlan is all but the drawing.
func viewPlan(p *plan.Plan, visited []string, current string) PlanView {
	v := PlanView{Procedure: p.Procedure, Title: p.Title, Version: p.Version, Hash: p.Hash(), Opening: p.Opening, Visited: visited, Current: current}
	v.Roles = each(p.Roles, func(r plan.Role) RoleView { return RoleView{r.Name, r.Title, string(r.At)} })
	v.Acts = each(p.Acts, func(a plan.Act) ActView { return viewAct(p, a) })
	v.Clocks = each(p.Clocks, func(c plan.Clock) ClockView { return viewClock(p, c) })
	marks := drawing.Marks(p, visited, current)
	v.Stages = each(p.Stages, func(s plan.Stage) StageView { return viewStage(p, s, marks[s.Name]) })
	v.Ways = each(drawing.Ways(p), viewWay)
	return v
}

func viewAct(p *plan.Plan, a plan.Act) ActView {
	return ActView{a.Name, a.Title, a.Roles, a.Cite, a.Form, string(procedures.Law().Marks(p).Act(&a))}
}

func viewClock(p *plan.Plan, c plan.Clock) ClockView {
	terms := each(c.Terms, func(t plan.TermRule) TermView {
		return TermView{string(t.When), t.Is.Vietnamese(), t.Cite}
	})
	return ClockView{c.Name, c.Title, c.Cite, terms, string(procedures.Law().Marks(p).Clock(&c))}
}

func viewWay(w drawing.Way) WayView {
	return WayView{w.From, w.To, each(w.Causes, func(c drawing.Cause) string { return c.Title }), w.Back}
}

func viewStage(p *plan.Plan, s plan.Stage, mark drawing.Mark) StageView {
	v := StageView{Name: s.Name, Title: s.Title, Outcome: s.Outcome, Tasks: slices.Concat([]string{}, s.Tasks), Mark: string(mark)}
	v.Moves = each(s.Moves, func(m plan.Move) MoveView {
		return MoveView{m.Act, each(m.Then, func(b plan.Branch) string { return b.To })}
	})
	for _, c := range p.Clocks {
		if c.Lapse != nil && c.Lapse.In == s.Name {
			v.Moves = append(v.Moves, MoveView{Act: c.Name, To: []string{c.Lapse.To}})
		}
	}
	v.Clocks = each(drawing.StageClocks(p, &s), func(c *plan.Clock) string { return c.Name })
	return v
}

// each maps a slice; the result is never nil, so that JSON shows [].
func each[A, B any](list []A, f func(A) B) []B {
	out := make([]B, 0, len(list))
	for _, v := range list {
		out = append(out, f(v))
	}
	return out
}
