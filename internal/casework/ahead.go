package casework

import (
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// mostAhead is how many things that will happen by themselves a page tells.
const mostAhead = 12

// aheadOf says what will happen to a case from a day on if nobody acts.
func aheadOf(law *machine.Law, st machine.State, today legaltime.Date) []Foreseen {
	return each(machine.Ahead(law, st, today, mostAhead), func(f machine.Foreseen) Foreseen {
		return Foreseen{On: f.On.String(), Clock: f.Clock, Text: foreseen(law.Plan(), f) + whyThen(law, st, f)}
	})
}

// whyThen says why somebody is told on that day, where that is not plain.
func whyThen(law *machine.Law, st machine.State, f machine.Foreseen) string {
	for _, c := range st.Clocks {
		if f.Notice != nil && c.Name == f.Clock {
			if why := machine.WhyRung(law, c, f.Notice.Rung); why != "" {
				return " (" + why + ")"
			}
		}
	}
	return ""
}

func foreseen(p *plan.Plan, f machine.Foreseen) string {
	term := p.Clock(f.Clock).Title
	switch {
	case f.Notice != nil && f.Notice.Does == plan.Escalate:
		return "Báo cáo " + rolesOf(p, f.Notice.To) + ": " + term
	case f.Notice != nil:
		return "Nhắc " + rolesOf(p, f.Notice.To) + ": " + term
	case f.Overdue:
		return "Quá hạn: " + term
	case f.Ends != "":
		return "Hết thời hạn, vụ việc kết thúc: " + term
	}
	return "Hết thời hạn, chuyển sang " + p.Stage(f.Stage).Title + ": " + term
}

func rolesOf(p *plan.Plan, names []string) string {
	return strings.Join(each(names, func(name string) string { return roleTitle(p, []string{name}) }), ", ")
}
