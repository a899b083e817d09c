package printed

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/drawing"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/statute"
)

// wording turns parts of a plan into Vietnamese.
type wording struct {
	plan  *plan.Plan
	marks statute.Marks
}

type (
	act struct {
		Number                 int
		Title, Who, Cite, Form string
		ToCheck                bool
		Documents              string
		Terms                  []string // by when
		Conditions             []string
	}
	stage struct {
		Title, Outcome string
		Opening        bool
		Work           []work
		Clocks         []string
	}
	work struct {
		Number     int
		Title, Who string
		Must       bool
		To         []string
	}
)

func (w wording) who(roles []string) string { return drawing.Who(w.plan, roles) }

func (w wording) condition(g plan.Guard) string { return drawing.Condition(w.plan, g) }

func (w wording) actTitle(name string) string {
	if a := w.plan.Act(name); a != nil {
		return a.Title
	}
	if name == "tiep-nhan" {
		return "Tiếp nhận đơn"
	}
	return name
}

func (w wording) actTitles(names []string) string {
	titles := make([]string, len(names))
	for i, n := range names {
		titles[i] = w.actTitle(n)
	}
	return strings.Join(titles, "; ")
}

func (w wording) clockTitle(name string) string {
	if c := w.plan.Clock(name); c != nil {
		return c.Title
	}
	return name
}

func (w wording) stageTitle(name string) string {
	if s := w.plan.Stage(name); s != nil && s.Title != "" {
		return s.Title
	}
	return name
}

// acts numbers the acts in the order of the plan; the stages refer to the
// numbers.
func (w wording) acts() (out []act) {
	for i := range w.plan.Acts {
		a := &w.plan.Acts[i]
		out = append(out, act{Number: i + 1, Title: a.Title, Who: w.who(a.Roles), Cite: a.Cite, ToCheck: w.marks.Act(a) != "", Form: w.formName(a.Form),
			Documents: strings.Join(a.Documents, ", "), Terms: w.meets(a.Name), Conditions: w.conditions(a)})
	}
	return out
}

func (w wording) formName(name string) string {
	f := w.plan.Form(name)
	switch {
	case f == nil:
		return ""
	case f.Number == "":
		return f.Title
	}
	return f.Title + ", " + f.Number
}

// meets are the terms by which the act is due.
func (w wording) meets(name string) (out []string) {
	for i := range w.plan.Clocks {
		c := &w.plan.Clocks[i]
		if slices.Contains(c.Met, name) {
			out = append(out, c.Title+": "+w.lengths(c)+" ("+c.Cite+")")
		}
	}
	return out
}

// lengths are the terms of a clock, the usual reading first.
func (w wording) lengths(c *plan.Clock) string {
	var all []string
	usual, other := drawing.Readings(w.plan, c.Terms)
	for _, t := range append(usual, other...) {
		if v := t.Is.Vietnamese(); !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return strings.Join(all, " hoặc ")
}

var handoffs = map[plan.Handoff]string{
	plan.Offer:    "Đề nghị cơ quan khác nhận vụ việc; trách nhiệm còn ở bên gửi đến khi bên nhận xác nhận.",
	plan.Accept:   "Bên nhận chịu trách nhiệm từ đây; các thời hạn tính lại từ ngày nhận.",
	plan.Decline:  "Trách nhiệm ở lại với bên gửi.",
	plan.Withdraw: "Bên gửi thu hồi việc chuyển.",
	plan.TakeOver: "Cấp trên trực tiếp rút lên giải quyết.",
}

// conditions are all that the machine asks of the act, a sentence each.
func (w wording) conditions(a *plan.Act) (out []string) {
	say := func(holds bool, sentence ...string) {
		if holds {
			out = append(out, strings.Join(sentence, ""))
		}
	}
	say(a.When != "", "Chỉ khi ", w.condition(a.When), ". ", a.Refuse)
	say(a.Needed != "", "Chỉ cần khi ", w.condition(a.Needed), ".")
	say(len(a.Requires) > 0, "Sau khi đã: ", w.actTitles(a.Requires), ".")
	say(a.Within != "", "Khi chưa quá «", w.clockTitle(a.Within), "».")
	say(a.After != "", "Khi đã quá «", w.clockTitle(a.After), "».")
	if g := a.Gap; g != nil {
		say(true, "Sau «", w.actTitle(g.After), "» ít nhất ", g.AtLeast.Vietnamese(), w.given(g.When), " (", g.Cite, ").")
	}
	say(!a.Since.IsZero(), "Từ ngày ", a.Since.Vietnamese(), ".")
	say(!a.Until.IsZero(), "Đến hết ngày ", a.Until.Vietnamese(), ".")
	say(a.Repeats, "Có thể làm nhiều lần.")
	say(a.Handoff != "", handoffs[a.Handoff])
	return out
}

// given is a condition that follows something; empty where nothing restricts.
func (w wording) given(g plan.Guard) string {
	if g == "" {
		return ""
	}
	return " khi " + w.condition(g)
}

func (w wording) stages() (out []stage) {
	for i := range w.plan.Stages {
		s := &w.plan.Stages[i]
		v := stage{Title: w.stageTitle(s.Name), Outcome: s.Outcome, Opening: s.Name == w.plan.Opening, Work: w.work(s)}
		for _, c := range drawing.StageClocks(w.plan, s) {
			v.Clocks = append(v.Clocks, c.Title+": "+w.lengths(c)+" ("+c.Cite+")"+w.lapse(c, s.Name))
		}
		out = append(out, v)
	}
	return out
}

func (w wording) lapse(c *plan.Clock, stage string) string {
	if c.Lapse == nil || c.Lapse.In != stage {
		return ""
	}
	return "; hết hạn thì chuyển sang «" + w.stageTitle(c.Lapse.To) + "»"
}

func (w wording) work(s *plan.Stage) (out []work) {
	for _, name := range s.Tasks {
		if s.Move(name) == nil {
			out = append(out, w.item(name, true, []string{"ở lại giai đoạn này"}))
		}
	}
	for _, m := range s.Moves {
		out = append(out, w.item(m.Act, slices.Contains(s.Tasks, m.Act), w.branches(m)))
	}
	return out
}

func (w wording) item(name string, must bool, to []string) work {
	number := 1 + slices.IndexFunc(w.plan.Acts, func(a plan.Act) bool { return a.Name == name })
	return work{number, w.actTitle(name), w.who(w.plan.Act(name).Roles), must, to}
}

// branches say where an act leads, a line for each branch.
func (w wording) branches(m plan.Move) (out []string) {
	for _, b := range m.Then {
		to := "→ " + w.stageTitle(b.To)
		switch b.To {
		case plan.Stay:
			to = "ở lại giai đoạn này"
		case plan.Back:
			to = "→ giai đoạn ngay trước"
		}
		to += w.given(b.When)
		if len(b.Requires) > 0 {
			to += "; sau khi đã: " + w.actTitles(b.Requires)
		}
		out = append(out, to)
	}
	return out
}
