package workflows_test

import (
	"testing"
	"time"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/worker/bench/life"
)

// corrects sends a correction of a step after so much time.
func (s *stage) corrects(after time.Duration, command string, c machine.Correction) {
	s.at(after, 0, func(e *machine.Event) {
		c.Reason = "token:0f0e0d0c0b0a"
		*e = machine.Event{Command: command, Kind: machine.Corrects, On: e.On, At: e.At, Actor: e.Actor, Correct: &c}
	})
}

func (s *stage) due() string {
	steps := s.paper.steps
	for _, c := range steps[len(steps)-1].State.Clocks {
		if c.Name == "giai-quyet" {
			return c.Due.String()
		}
	}
	return ""
}

// A correction is judged by the whole record; it is a step like any other, and
// the timer follows it.
func TestACorrectionMovesTheAlarm(t *testing.T) {
	s := newStage(t)
	s.at(0, 0)
	s.at(2*aDay, 1)
	s.corrects(3*aDay, "days earlier", machine.Correction{Step: 1, On: legaltime.Day(legaltime.DateOf(monday).AddDays(-4))})
	s.corrects(3*aDay+time.Minute, "too early", machine.Correction{Step: 2, On: legaltime.Day(legaltime.DateOf(monday).AddDays(-6))})
	s.corrects(3*aDay+2*time.Minute, "nothing there", machine.Correction{Step: 2, On: legaltime.Day(legaltime.DateOf(monday).AddDays(9))})
	s.corrects(3*aDay+3*time.Minute, "days earlier", machine.Correction{Step: 1, On: legaltime.Day(legaltime.DateOf(monday).AddDays(-4))})
	s.RegisterDelayedCallback(s.end, 4*aDay)
	s.run()
	s.agrees()
	if got := s.receipts["days earlier"]; got.Seq != 3 || len(s.paper.steps) < 3 {
		t.Fatalf("receipt %+v, %v, refused %+v", got, s.failed, s.refused["days earlier"])
	}
	if before, after := s.paper.steps[1], s.paper.steps[2]; before.Wake == after.Wake || after.Wake == "" {
		t.Errorf("the alarm stayed on %s, it was %s", after.Wake, before.Wake)
	}
	if r := s.refused["nothing there"]; r == nil || r.Code != machine.FutureDate {
		t.Errorf("a date to come: %+v", r)
	}
	if r := s.refused["too early"]; r == nil || r.Code != machine.WrongDateOrder {
		t.Errorf("before the reception: %+v", r)
	}
}

// A worker wrote a correction and died before Temporal heard of it: the next act
// adopts it, for which the past is read once more.
func TestAdoptsACorrection(t *testing.T) {
	s := newStage(t)
	s.at(0, 0)
	s.at(2*aDay, 1)
	s.at(3*aDay, 2)
	s.paper.before = func(p *paper, in contract.RecordInput) error {
		if in.Event.Command != "command-2" {
			return nil
		}
		p.before = nil
		e := life.Event(0, s.Now())
		e = machine.Event{Seq: 3, Command: "lost", Kind: machine.Corrects, On: e.On, At: e.At, Actor: e.Actor,
			Correct: &machine.Correction{Step: 2, On: legaltime.Day(legaltime.DateOf(monday).AddDays(1)), Reason: "token"}}
		next, commands, refusal := machine.Correct(s.law, p.steps[1].State, p.events(), e)
		if refusal != nil {
			t.Fatal(refusal)
		}
		p.steps = append(p.steps, contract.RecordInput{Case: in.Case, Prev: p.last(), Event: e, Commands: commands, State: next})
		return nil
	}
	s.RegisterDelayedCallback(s.end, 4*aDay)
	s.run()
	s.agrees()
	if got := s.receipts["command-2"]; got.Seq != 4 {
		t.Errorf("the act after it: %+v, %v", got, s.failed)
	}
	if first := s.paper.steps[1].State.Done[1].On; s.due() == "" || s.paper.steps[3].State.Done[1].On == first {
		t.Errorf("the correction was lost: %s", s.due())
	}
}
