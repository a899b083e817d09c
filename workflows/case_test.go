package workflows_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/workflow"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/worker/bench/life"
)

const aDay = 24 * time.Hour

func TestCaseLivesAndEnds(t *testing.T) {
	s := newStage(t)
	for n := range len(life.Steps) + 1 {
		s.at(time.Duration(n)*time.Minute, n)
	}
	s.run()
	if err := s.GetWorkflowError(); !s.IsWorkflowCompleted() || err != nil {
		t.Fatalf("completed %v: %v", s.IsWorkflowCompleted(), err)
	}
	s.agrees()
	if len(s.receipts) != 9 || s.receipts["command-8"].Seq != 9 || s.receipts["command-8"].Stage != "ket-thuc" {
		t.Errorf("receipts: %+v", s.receipts)
	}
	if len(s.timers) != 2 { // the first alarm, and where it moved
		t.Errorf("timers: %v", s.timers)
	}
}

func TestRefusalIsAnAnswerAndIsNotRecorded(t *testing.T) {
	s := newStage(t)
	s.at(0, 0)
	s.at(time.Minute, 8, func(e *machine.Event) { e.Command = "too early" }) // sending a decision that was never issued
	s.at(3*time.Minute, 1)
	s.RegisterDelayedCallback(s.CancelWorkflow, 4*time.Minute) // must not end the case
	for n := 2; n <= len(life.Steps); n++ {
		s.at(time.Duration(n+3)*time.Minute, n)
	}
	s.run()
	if r := s.refused["too early"]; r == nil || r.Code != machine.NotOffered {
		t.Errorf("refusal: %+v", r)
	}
	s.agrees()
	if len(s.paper.steps) != 9 || s.GetWorkflowError() != nil {
		t.Errorf("%d steps, %v", len(s.paper.steps), s.GetWorkflowError())
	}
}

func TestRefusalCarriesCodeAndSentence(t *testing.T) {
	s := newStage(t)
	s.at(0, 0)
	s.at(time.Minute, 1, func(e *machine.Event) { e.Actor.Roles = nil })
	s.RegisterDelayedCallback(s.end, 2*time.Minute)
	s.run()
	if r := s.refused["command-1"]; r == nil || r.Code != machine.NotYourRole || r.Sentence == "" {
		t.Errorf("refusal: %+v", r)
	}
	if s.paper.calls != 1 {
		t.Errorf("the record was called %d times", s.paper.calls)
	}
}

// end stops a story that the test has seen enough of.
func (s *stage) end() { s.SetContinueAsNewSuggested(true); s.at(0, 1) }

func TestRunWithoutOpeningEnds(t *testing.T) {
	s := newStage(t)
	s.at(time.Minute, 1) // an act on a case that was never opened
	s.run()
	if !s.IsWorkflowCompleted() || s.GetWorkflowError() != nil || s.paper.calls != 0 {
		t.Fatalf("completed %v, %v, %d calls", s.IsWorkflowCompleted(), s.GetWorkflowError(), s.paper.calls)
	}
	if passed := s.Now().Sub(monday); passed != 10*time.Minute {
		t.Errorf("waited %v", passed)
	}
}

func TestTickRaisesEachDayOnce(t *testing.T) {
	s := newStage(t)
	s.at(0, 0)
	s.at(70*aDay, 1)
	s.RegisterDelayedCallback(s.end, 71*aDay)
	s.run()
	s.agrees()
	var raised []string
	for _, step := range s.paper.steps {
		if step.Event.Kind != machine.Ticks {
			continue
		}
		local := step.Event.At.In(time.FixedZone("", 7*3600))
		if at := local.Sub(time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, local.Location())); at < contract.NightBegins || at > contract.NightEnds {
			t.Errorf("raised at %v", local)
		}
		for _, c := range step.Commands {
			if c.Kind == machine.Notify {
				raised = append(raised, c.Notice.Clock+" "+c.Notice.Date.String())
			}
		}
	}
	sorted := slices.Clone(raised)
	slices.Sort(sorted)
	if len(slices.Compact(sorted)) != len(raised) || len(raised) < 4 {
		t.Errorf("raised %v", raised)
	}
}

// An act written down long after its day may be due on a date that was already
// ticked: the case looks again at once, and then never twice in vain.
func TestActRecordedLateIsRaisedAtOnce(t *testing.T) {
	s := newStage(t)
	longAgo := func(days int) func(*machine.Event) {
		return func(e *machine.Event) { e.On = legaltime.Day(legaltime.DateOf(monday).AddDays(-days)) }
	}
	s.at(0, 0, longAgo(190))
	s.at(time.Hour, 1, longAgo(180)) // starts a clock of 180 days, whose reminder is past
	s.RegisterDelayedCallback(s.end, 2*time.Hour)
	s.run()
	s.agrees()
	var ticked []time.Duration
	for _, step := range s.paper.steps {
		if step.Event.Kind == machine.Ticks {
			ticked = append(ticked, step.Event.At.Sub(monday).Truncate(time.Minute))
		}
	}
	if !slices.Equal(ticked, []time.Duration{0, time.Hour}) {
		t.Errorf("ticked after %v", ticked)
	}
}

// The sweep raises what the timer did not; the timer then finds nothing.
func TestSweepAndTimerRaiseOnce(t *testing.T) {
	s := newStage(t)
	s.at(0, 0)
	wake := legaltime.NewDate(2026, 7, 26) // ten days before the thirtieth day
	for i := range 2 {
		s.RegisterDelayedCallback(func() {
			s.send(machine.Event{Command: []string{"sweep-a", "sweep-b"}[i], Kind: machine.Ticks, On: legaltime.Day(wake), At: s.Now()})
		}, wake.At(0, 1).Sub(monday)+time.Duration(i)*time.Minute)
	}
	s.RegisterDelayedCallback(s.end, wake.At(20, 0).Sub(monday))
	s.run()
	s.agrees()
	ticks := slices.DeleteFunc(s.paper.events(), func(e machine.Event) bool { return e.Kind != machine.Ticks })
	if len(ticks) != 1 {
		t.Errorf("ticks: %+v", ticks)
	}
	if r := s.refused["sweep-b"]; r == nil || r.Code != contract.NothingDue {
		t.Errorf("second sweep: %+v", r)
	}
}

// A worker wrote step 2 and died before Temporal heard of it; its caller gave
// up. The next act must adopt what stands in the record and come after it.
func TestAdoptsWhatTheRecordHolds(t *testing.T) {
	s := newStage(t)
	s.at(0, 0)
	s.at(time.Minute, 1)
	s.at(2*time.Minute, 3)
	lost := life.Event(2, monday)
	s.paper.before = func(p *paper, in contract.RecordInput) error {
		if in.Event.Command == "command-3" && len(p.steps) == 2 {
			p.before = nil
			lost.Seq = 3
			next, commands, refusal := machine.Advance(s.law, p.steps[1].State, lost)
			if refusal != nil {
				t.Fatal(refusal)
			}
			p.steps = append(p.steps, contract.RecordInput{Case: in.Case, Prev: p.last(), Event: lost, Commands: commands, State: next})
		}
		return nil
	}
	s.at(3*time.Minute, 2) // the first caller asks again, long after
	for n := 4; n <= len(life.Steps); n++ {
		s.at(time.Duration(n)*time.Minute, n)
	}
	s.run()
	s.agrees()
	if got := s.receipts["command-3"].Seq; got != 4 {
		t.Errorf("the second act got seq %d", got)
	}
	if got := s.receipts["command-2"]; got.Seq != 3 || s.refused["command-2"] != nil {
		t.Errorf("the first caller got %+v, %+v", got, s.refused["command-2"])
	}
	if len(s.paper.steps) != 9 || s.GetWorkflowError() != nil {
		t.Errorf("%d steps, %v", len(s.paper.steps), s.GetWorkflowError())
	}
}

func TestAdoptedActMayMakeTheOwnOneUnlawful(t *testing.T) {
	s := newStage(t)
	s.at(0, 0)
	s.at(time.Minute, 1)
	s.paper.before = func(p *paper, in contract.RecordInput) error {
		if in.Event.Command == "command-1" && len(p.steps) == 1 {
			other := in
			other.Event.Command = "another hand"
			p.steps = append(p.steps, other)
		}
		return nil
	}
	s.RegisterDelayedCallback(s.end, 2*time.Minute)
	s.run()
	if r := s.refused["command-1"]; r == nil || r.Code != machine.NotOffered {
		t.Errorf("answer: %+v %+v", r, s.receipts["command-1"])
	}
	s.agrees()
}

func TestOutageDelaysAndLosesNothing(t *testing.T) {
	s := newStage(t)
	outage := errors.New("the database is away")
	s.paper.before = func(p *paper, in contract.RecordInput) error {
		if s.Now().Sub(monday) < time.Minute { // far beyond what the local activity waits for
			return outage
		}
		return nil
	}
	s.at(0, 0)
	s.at(2*time.Second, 0, func(e *machine.Event) { e.Command = "another opening" })
	s.at(2*time.Minute, 1)
	s.RegisterDelayedCallback(s.end, 3*time.Minute)
	s.run()
	s.agrees()
	if len(s.paper.steps) < 2 || s.paper.calls < 10 {
		t.Errorf("%d steps in %d calls", len(s.paper.steps), s.paper.calls)
	}
	if first := s.receipts["command-0"]; first.Seq != 1 {
		t.Errorf("the opening got %+v, failed %v", first, s.failed)
	}
}

func TestContinueAsNewCarriesEverything(t *testing.T) {
	s := newStage(t)
	for n := range 5 {
		s.at(time.Duration(n)*time.Minute, n)
	}
	s.RegisterDelayedCallback(func() { s.SetContinueAsNewSuggested(true) }, 270*time.Second)
	s.at(5*time.Minute, 5)
	s.run()
	var onward *workflow.ContinueAsNewError
	if !errors.As(s.GetWorkflowError(), &onward) {
		t.Fatalf("ended with %v", s.GetWorkflowError())
	}
	var next contract.CaseInput
	if err := converter.GetDefaultDataConverter().FromPayloads(onward.Input, &next); err != nil {
		t.Fatal(err)
	}
	if len(next.Progress.Recent) != len(s.paper.steps) || next.Progress.Chain != s.paper.last() || next.Engine != contract.Engine {
		t.Fatalf("next run: %+v", next)
	}
	second := newStage(t)
	second.paper.steps = s.paper.steps
	second.at(time.Minute, 5) // a repeated command is known across runs
	for n := 6; n <= len(life.Steps); n++ {
		second.at(time.Duration(n)*time.Minute, n)
	}
	second.ExecuteWorkflow(contract.CaseWorkflow, next)
	second.agrees()
	if got := second.receipts["command-5"].Seq; got != 6 || len(second.paper.steps) != 9 || second.GetWorkflowError() != nil {
		t.Errorf("seq %d, %d steps, %v", got, len(second.paper.steps), second.GetWorkflowError())
	}
}
