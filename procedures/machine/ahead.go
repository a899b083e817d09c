package machine

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
)

// Foreseen is one thing that will happen to a case by itself. Exactly one of
// Notice, Overdue, Stage and Ends is set.
type Foreseen struct {
	On      legaltime.Date
	Clock   string
	Notice  *Notice // somebody is told
	Overdue bool    // the term has passed on the day before
	Stage   string  // the term lapses, and the case moves there
	Ends    string  // the term lapses, and the case ends: the outcome
}

// Ahead says what will happen from a day on if nobody does anything: who is told
// when, which terms pass, and where the case goes by the mere passing of time.
// It stops after so many things, or when nothing more can happen by itself. The
// case is not changed.
func Ahead(law *Law, s State, from legaltime.Date, most int) (all []Foreseen) {
	for len(all) < most {
		on, more := Wake(law, s)
		if !more {
			break
		}
		if on.Before(from) {
			on = from // what nobody raised yet
		}
		next, commands, refusal := Advance(law, s, Event{Seq: s.Seq + 1, Kind: Ticks, On: legaltime.Day(on), At: on.At(23, 59)})
		if refusal != nil || next.Seq == s.Seq {
			break // nothing that a day changes
		}
		all = append(all, happened(on, s, next, commands)...)
		s = next
	}
	slices.SortStableFunc(all, func(a, b Foreseen) int { return a.On.Compare(b.On) })
	return all[:min(most, len(all))]
}

// happened is what one day made of a case.
func happened(on legaltime.Date, before, after State, commands []Command) (all []Foreseen) {
	for _, c := range commands {
		switch {
		case c.Kind == Notify:
			all = append(all, Foreseen{On: notBefore(c.Notice.Date, on), Clock: c.Notice.Clock, Notice: c.Notice})
		case c.Kind == SetClock && c.Clock.State == Overdue && !slices.ContainsFunc(before.Clocks, func(k Clock) bool { return k.Name == c.Clock.Name && k.State == Overdue }):
			all = append(all, Foreseen{On: on, Clock: c.Clock.Name, Overdue: true})
		case c.Kind == SetClock && c.Clock.State == Met && after.Outcome != "":
			all = append(all, Foreseen{On: c.Clock.Ended, Clock: c.Clock.Name, Ends: after.Outcome})
		case c.Kind == SetClock && c.Clock.State == Met && after.Stage != before.Stage:
			all = append(all, Foreseen{On: c.Clock.Ended, Clock: c.Clock.Name, Stage: after.Stage})
		}
	}
	return all
}

func notBefore(a, b legaltime.Date) legaltime.Date {
	if a.Before(b) {
		return b
	}
	return a
}
