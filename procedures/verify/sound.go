package verify

import (
	"fmt"
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Broken says what is wrong with a state in itself on a day: no body, or more
// than one, answers for the case, or a clock says two things at once. It is ""
// for a state that holds together.
func Broken(law *machine.Law, s machine.State, today legaltime.Date) string {
	stage := law.Stage(s.Stage)
	switch {
	case s.Responsible == "":
		return "no body answers for the case"
	case s.Handoff != nil && (s.Handoff.To == "" || s.Outcome == "" && s.Handoff.To == s.Responsible):
		return fmt.Sprintf("the case is offered to %q by %q", s.Handoff.To, s.Responsible)
	case stage == nil:
		return fmt.Sprintf("the case stands in %q, which is no stage", s.Stage)
	case stage.Outcome != s.Outcome:
		return fmt.Sprintf("the case stands in %s with the outcome %q", s.Stage, s.Outcome)
	case stage.Outcome == "" && s.Handoff == nil && waitsForAnswer(law.Plan(), stage):
		return fmt.Sprintf("in the stage %s only an offer can be answered, and there is none", s.Stage)
	}
	for i := range s.Clocks {
		c := &s.Clocks[i]
		if slices.ContainsFunc(s.Clocks[:i], func(o machine.Clock) bool { return o.Name == c.Name }) {
			return "there are two clocks " + c.Name
		}
		if text := clockBroken(law, &s, c, today); text != "" {
			return fmt.Sprintf("the clock %s %s", c.Name, text)
		}
	}
	return ""
}

// waitsForAnswer says that a stage offers nothing but answers to an offer.
func waitsForAnswer(p *plan.Plan, s *plan.Stage) bool {
	for _, m := range s.Moves {
		if a := p.Act(m.Act); a == nil || a.Handoff != plan.Accept && a.Handoff != plan.Decline && a.Handoff != plan.Withdraw {
			return false
		}
	}
	return len(s.Moves) > 0 && len(s.Tasks) == 0
}

func clockBroken(law *machine.Law, s *machine.State, c *machine.Clock, today legaltime.Date) string {
	over := c.State == machine.Met || c.State == machine.Stopped
	open := len(c.Pauses) > 0 && c.Pauses[len(c.Pauses)-1].Open()
	switch {
	case law.Clock(c.Name) == nil:
		return "is none of the procedure's"
	case !slices.Contains([]machine.ClockState{machine.Running, machine.Paused, machine.Met, machine.Overdue, machine.Stopped}, c.State):
		return fmt.Sprintf("is in the state %q", c.State)
	case over == c.Ended.IsZero():
		return fmt.Sprintf("is %s and ended on %q", c.State, c.Ended)
	case (c.State == machine.Paused) != open || open != (len(c.PausedBy) > 0):
		return fmt.Sprintf("is %s while a pause is open: %v", c.State, open)
	case s.Outcome != "" && !over:
		return fmt.Sprintf("is %s after the end", c.State)
	case c.Due.IsZero() || c.Nominal.IsZero() || c.Due.Before(c.WarnBy):
		return fmt.Sprintf("falls due on %q and is warned of on %q", c.Due, c.WarnBy)
	case c.Late && c.State != machine.Met:
		return fmt.Sprintf("is late and %s", c.State)
	case !over && c.Ended.After(today):
		return "ends in the future"
	case c.State == machine.Overdue && !today.After(c.Due.Date) && !c.Due.HasTime():
		return fmt.Sprintf("is overdue on %s and falls due on %s", today, c.Due)
	}
	return ""
}

// Waits says why nobody would be told if a case were left lying as it is: no
// clock runs that reminds somebody and tells somebody above, and none whose
// lapse moves the case on. It is "" where one does.
func Waits(law *machine.Law, s machine.State) string {
	paused := false
	for i := range s.Clocks {
		c := &s.Clocks[i]
		p := law.Clock(c.Name)
		switch {
		case p == nil || c.State == machine.Met || c.State == machine.Stopped:
		case !presses(law, &s, p):
		case c.State == machine.Paused:
			paused = true
		default:
			return ""
		}
	}
	if paused {
		return fmt.Sprintf("in the stage %s all clocks that remind and escalate are paused", s.Stage)
	}
	return fmt.Sprintf("in the stage %s no clock runs that reminds and escalates", s.Stage)
}

// presses says that a clock, while it runs, keeps the case from lying
// forgotten.
func presses(law *machine.Law, s *machine.State, c *plan.Clock) bool {
	if c.Lapse != nil {
		return c.Lapse.In == s.Stage
	}
	reminds, escalates := false, false
	for _, r := range c.Rungs {
		reaches := slices.ContainsFunc(r.To, func(name string) bool {
			role := law.Role(name)
			return role != nil && s.UnitAt(role.At) != ""
		})
		reminds = reminds || reaches && r.Does == plan.Remind
		escalates = escalates || reaches && r.Does == plan.Escalate
	}
	return reminds && escalates
}
