package printed

import (
	"strings"

	"github.com/donthu/donthu/procedures/plan"
)

// link is a case out of which one grows, or one that grows out of it.
type link struct {
	Title, When, Who, Cite string
	Carries                []string
}

// before are the cases out of which one under the plan may grow.
func (w wording) before(others []*plan.Plan) (out []link) {
	for i := range w.plan.Follows {
		f := &w.plan.Follows[i]
		out = append(out, w.link(f, knowing(others, f.Procedure), w.plan))
	}
	return out
}

// next are the cases that may grow out of one under the plan: of each procedure
// the last version that came into force while cases are received under it.
func (w wording) next(others []*plan.Plan) (out []link) {
	var later []*plan.Plan
	for _, p := range others {
		if p.Follow(w.plan.Procedure) == nil || !w.plan.To.IsZero() && p.From.After(w.plan.To) {
			continue
		}
		i := 0
		for i < len(later) && later[i].Procedure != p.Procedure {
			i++
		}
		if i == len(later) {
			later = append(later, p)
		} else if later[i].From.Before(p.From) {
			later[i] = p
		}
	}
	for _, p := range later {
		v := w.link(p.Follow(w.plan.Procedure), []*plan.Plan{w.plan}, p)
		v.Title = p.Title + ", bản " + p.Version
		out = append(out, v)
	}
	return out
}

// knowing are the versions of a procedure.
func knowing(others []*plan.Plan, procedure string) (out []*plan.Plan) {
	for _, p := range others {
		if p.Procedure == procedure {
			out = append(out, p)
		}
	}
	return out
}

func (w wording) link(f *plan.Follow, earlier []*plan.Plan, later *plan.Plan) link {
	v := link{Title: f.Procedure, When: when(f, earlier), Who: "Cơ quan được xem vụ việc trước nhận.", Cite: f.Cite}
	if len(earlier) > 0 {
		v.Title = earlier[len(earlier)-1].Title
	}
	if f.At == plan.Superior {
		v.Who = "Cấp trên trực tiếp của cơ quan giải quyết vụ việc trước nhận."
	}
	intake := later.Form(later.Intake)
	for _, c := range f.Carries {
		v.Carries = append(v.Carries, carried(intake, c, earlier))
	}
	if f.CarriesWhen != "" && len(earlier) > 0 {
		v.Carries = append(v.Carries, "Chỉ lấy sang khi "+wording{plan: earlier[len(earlier)-1]}.condition(f.CarriesWhen)+".")
	}
	return v
}

// when says what must come first, and what must not.
func when(f *plan.Follow, earlier []*plan.Plan) string {
	var ways []string
	for _, act := range f.After {
		ways = append(ways, "sau khi đã «"+named(earlier, act)+"»")
	}
	for _, clock := range f.Expired {
		ways = append(ways, "khi đã hết «"+named(earlier, clock)+"»")
	}
	text := "Lúc nào cũng được"
	if len(ways) > 0 {
		text = "Chỉ " + strings.Join(ways, ", hoặc ")
	}
	for _, act := range f.Unless {
		text += "; không được khi đã «" + named(earlier, act) + "»"
	}
	if f.When != "" && len(earlier) > 0 {
		text += "; chỉ khi " + wording{plan: earlier[len(earlier)-1]}.condition(f.When)
	}
	return text + "."
}

func carried(intake *plan.Form, c plan.Carry, earlier []*plan.Plan) string {
	title, from := c.Field, make([]string, len(c.From))
	if f := intake.Field(c.Field); f != nil {
		title = f.Title
	}
	for i, name := range c.From {
		from[i] = "«" + named(earlier, name) + "»"
	}
	return "«" + title + "»: từ " + strings.Join(from, ", không có thì từ ")
}

// named is what an act, a clock or a field of one of the plans is called.
func named(plans []*plan.Plan, name string) string {
	for i := len(plans) - 1; i >= 0; i-- {
		w := wording{plan: plans[i]}
		if title := w.actTitle(name); title != name {
			return title
		}
		if title := w.clockTitle(name); title != name {
			return title
		}
		for _, form := range w.plan.Forms {
			if f := form.Field(name); f != nil {
				return f.Title
			}
		}
	}
	return name
}
