package drawing

import (
	"slices"

	"github.com/donthu/donthu/procedures/plan"
)

// Way is all that leads from one stage to another.
type Way struct {
	From   string
	To     string
	Causes []Cause
	// Back: the way returns to the stage from which From was entered; such a
	// stage may have been entered from several.
	Back bool
}

// Cause is one act, or one term whose passing does the same.
type Cause struct {
	Name  string // of the act, or of the clock
	Title string // in Vietnamese, of a clock "hết hạn: …"
	Who   string // titles of the roles; empty for a clock
	Cite  string
}

// Ways joins the moves between the same two stages, in the order of the
// stages. An act that stays leads nowhere and is no way.
func Ways(p *plan.Plan) []Way {
	w := ways{plan: p, at: map[[2]string]int{}}
	for i := range p.Stages {
		w.leave(&p.Stages[i])
	}
	return w.list
}

type ways struct {
	plan *plan.Plan
	list []Way
	at   map[[2]string]int
}

func (w *ways) leave(s *plan.Stage) {
	for _, m := range s.Moves {
		for _, b := range m.Then {
			if b.To != plan.Back {
				w.add(s.Name, b.To, w.act(m.Act), false)
				continue
			}
			for _, origin := range origins(w.plan, s.Name) {
				w.add(s.Name, origin, w.act(m.Act), true)
			}
		}
	}
	for _, c := range w.plan.Clocks {
		if c.Lapse != nil && c.Lapse.In == s.Name {
			w.add(s.Name, c.Lapse.To, Cause{c.Name, "hết hạn: " + c.Title, "", c.Cite}, false)
		}
	}
}

func (w *ways) act(name string) Cause {
	a := w.plan.Act(name)
	return Cause{name, a.Title, Who(w.plan, a.Roles), a.Cite}
}

func (w *ways) add(from, to string, c Cause, back bool) {
	if to == plan.Stay || to == from {
		return
	}
	key := [2]string{from, to}
	i, ok := w.at[key]
	if !ok {
		i = len(w.list)
		w.at[key] = i
		w.list = append(w.list, Way{From: from, To: to, Back: back})
	}
	if !slices.Contains(w.list[i].Causes, c) {
		w.list[i].Causes = append(w.list[i].Causes, c)
	}
}

// origins are the stages from which a move leads to the stage.
func origins(p *plan.Plan, stage string) []string {
	var out []string
	for _, s := range p.Stages {
		if slices.ContainsFunc(s.Moves, func(m plan.Move) bool {
			return slices.ContainsFunc(m.Then, func(b plan.Branch) bool { return b.To == stage })
		}) {
			out = append(out, s.Name)
		}
	}
	return out
}

// Who is the titles of the roles, in the order of the list.
func Who(p *plan.Plan, roles []string) string {
	out := ""
	for i, name := range roles {
		if i > 0 {
			out += ", "
		}
		title := name
		if r := p.Role(name); r != nil && r.Title != "" {
			title = r.Title
		}
		out += title
	}
	return out
}
