package scenario

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// finding is one thing that a story says and the case does not bear out.
type finding struct {
	line          int
	expected, got string
}

// expect holds a line's expectations against the case; one result for all that
// is right, or one for each that is not.
func (p *paper) expect(l *Line) {
	found := append(p.findings(l.Expect), p.proposed(l)...)
	if len(found) == 0 {
		p.report(Result{Line: l.Line, Date: l.Date})
	}
	for _, f := range found {
		p.report(Result{Line: f.line, Date: l.Date, Expected: f.expected, Got: f.got})
	}
}

func (p *paper) findings(x *Expect) []finding {
	var found []finding
	hold := func(what, want, got string) {
		if want != "" && want != got {
			found = append(found, finding{x.Line, what + " " + want, what + " " + orNone(got)})
		}
	}
	hold("giai đoạn", p.stageCalled(x.Stage), p.stageCalled(p.state.Stage))
	hold("cơ quan chịu trách nhiệm", x.Responsible, p.state.Responsible)
	hold("kết quả", x.Outcome, p.state.Outcome)
	found = append(found, p.tasks(x)...)
	if x.Clock != "" {
		found = append(found, p.clock(x)...)
	}
	for _, a := range x.Alarms {
		if a.Clock == "" {
			a.Clock = x.Clock
		}
		if !slices.ContainsFunc(p.alarms, a.matches) {
			found = append(found, finding{a.Line, a.String(), p.raised(a.Clock)})
		}
	}
	return append(found, p.exactly(x)...)
}

func orNone(s string) string {
	if s == "" {
		return "không có"
	}
	return s
}

func (p *paper) tasks(x *Expect) []finding {
	var open []string
	for _, t := range machine.Tasks(p.law, p.state) {
		open = append(open, t.Act)
	}
	var found []finding
	for _, want := range x.Tasks {
		if !slices.Contains(open, want) {
			found = append(found, finding{x.Line, "còn việc phải làm " + p.actCalled(want), "việc phải làm: " + orNone(strings.Join(open, ", "))})
		}
	}
	return found
}

func (p *paper) clock(x *Expect) []finding {
	clocks := machine.Clocks(p.law, p.state, legaltime.Day(p.today))
	i := slices.IndexFunc(clocks, func(c machine.Clock) bool { return c.Name == x.Clock })
	if i < 0 && p.unborn(x) {
		return nil
	}
	if i < 0 {
		return []finding{{x.Line, "thời hạn " + x.Clock, "thời hạn này chưa bắt đầu"}}
	}
	c := &clocks[i]
	var found []finding
	hold := func(what, want, got string) {
		if want != "" && want != got {
			found = append(found, finding{x.Line, p.clockCalled(x.Clock) + ": " + what + " " + want, p.clockCalled(x.Clock) + ": " + what + " " + got})
		}
	}
	hold("ngày cuối khi chưa dời", x.Nominal.String(), c.Nominal.String())
	hold("hết hạn", x.Due.String(), c.Due.String())
	hold("tình trạng", x.State, string(c.State))
	return found
}

// unborn says that a clock never began and that the case has ended: it is owed
// no more, which is what stopped means.
func (p *paper) unborn(x *Expect) bool {
	return p.state.Outcome != "" && x.State == string(machine.Stopped) && x.Due.IsZero() && x.Nominal.IsZero() && p.law.Plan().Clock(x.Clock) != nil
}

// matches says whether an alarm that was raised is the one that is expected.
func (a Alarm) matches(n machine.Notice) bool {
	return n.Date == a.Date && (a.Clock == "" || a.Clock == n.Clock) && (a.Does == "" || a.Does == string(n.Does)) &&
		!slices.ContainsFunc(a.To, func(role string) bool { return !slices.Contains(n.To, role) })
}

// String is the alarm as a report shows it.
func (a Alarm) String() string {
	s := "báo ngày " + a.Date.String()
	if a.Clock != "" {
		s += " về " + a.Clock
	}
	if len(a.To) > 0 {
		s += " cho " + strings.Join(a.To, ", ")
	}
	if a.Does != "" {
		s += " (" + a.Does + ")"
	}
	return s
}

// raised lists the alarms so far, of one clock if it is named.
func (p *paper) raised(clock string) string {
	var all []string
	for _, n := range p.alarms {
		if clock == "" || clock == n.Clock {
			all = append(all, Alarm{Date: n.Date, Clock: n.Clock, To: n.To, Does: string(n.Does)}.String())
		}
	}
	return "đã báo: " + orNone(strings.Join(all, "; "))
}
