package workflows_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/worker/bench/life"
	"github.com/donthu/donthu/workflows"
)

// monday is when the stories begin: 09:00 at +07:00, a working day.
var monday = time.Date(2026, 7, 6, 2, 0, 0, 0, time.UTC)

const caseID = "0198c0de-0000-7000-8000-000000000001"

// oneLaw is a registry of one law.
type oneLaw struct{ law *machine.Law }

func (o oneLaw) Law(plan, calendar string) (*machine.Law, error) {
	if plan != o.law.Plan().Hash() {
		return nil, errors.New("unknown plan")
	}
	return o.law, nil
}

func lifeLaw(t *testing.T) *machine.Law {
	t.Helper()
	cal, err := library.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	law, err := machine.NewLaw(life.Plan(), cal)
	if err != nil {
		t.Fatal(err)
	}
	return law
}

// paper is a record that lies in memory and can be told to misbehave. What it
// answers is what the contract says; the real one is tried in package worker.
type paper struct {
	steps  []contract.RecordInput
	calls  int
	before func(*paper, contract.RecordInput) error // may fail a call, or let a stranger in
}

func (p *paper) Record(_ context.Context, in contract.RecordInput) (contract.RecordOutput, error) {
	p.calls++
	if p.before != nil {
		if err := p.before(p, in); err != nil {
			return contract.RecordOutput{}, err
		}
	}
	for _, s := range p.steps {
		if s.Event.Command == in.Event.Command && s.Event.Seq < in.Event.Seq {
			return contract.RecordOutput{Chain: chain(s), Earlier: s.Event.Seq}, nil
		}
	}
	if in.Event.Seq <= len(p.steps) {
		stands := p.steps[in.Event.Seq-1]
		if stands.Event.Command == in.Event.Command {
			return contract.RecordOutput{Chain: chain(stands)}, nil
		}
		return contract.RecordOutput{Chain: chain(stands), Adopt: &stands.Event}, nil
	}
	if in.Event.Seq != len(p.steps)+1 || in.Prev != p.last() {
		return contract.RecordOutput{}, temporal.NewNonRetryableApplicationError("gap", contract.BrokenType, nil)
	}
	p.steps = append(p.steps, in)
	return contract.RecordOutput{Chain: chain(in)}, nil
}

// Past answers with everything, ticks too: the machine passes over what it need
// not know.
func (p *paper) Past(_ context.Context, in contract.PastInput) (contract.PastOutput, error) {
	return contract.PastOutput{Events: p.events()[:in.Seq]}, nil
}

func chain(in contract.RecordInput) string {
	return fmt.Sprintf("%s>%d:%s", in.Prev, in.Event.Seq, in.Event.Command)
}

func (p *paper) last() string {
	if len(p.steps) == 0 {
		return ""
	}
	return chain(p.steps[len(p.steps)-1])
}

func (p *paper) events() (out []machine.Event) {
	for _, s := range p.steps {
		out = append(out, s.Event)
	}
	return out
}

// stage is a case in Temporal's test environment, where time jumps.
type stage struct {
	*testsuite.TestWorkflowEnvironment
	t        *testing.T
	law      *machine.Law
	paper    *paper
	receipts map[string]contract.Receipt
	refused  map[string]*machine.Refusal
	failed   map[string]error
	timers   []time.Duration
}

func newStage(t *testing.T) *stage {
	var suite testsuite.WorkflowTestSuite
	s := &stage{TestWorkflowEnvironment: suite.NewTestWorkflowEnvironment(), t: t, law: lifeLaw(t), paper: &paper{},
		receipts: map[string]contract.Receipt{}, refused: map[string]*machine.Refusal{}, failed: map[string]error{}}
	s.SetStartTime(monday)
	s.SetTestTimeout(20 * time.Second)
	s.RegisterWorkflowWithOptions(workflows.Case{Laws: oneLaw{s.law}}.Run, workflow.RegisterOptions{Name: contract.CaseWorkflow})
	s.RegisterActivityWithOptions(s.paper.Record, activity.RegisterOptions{Name: contract.RecordName})
	s.RegisterActivityWithOptions(s.paper.Past, activity.RegisterOptions{Name: contract.PastName})
	s.SetOnTimerScheduledListener(func(_ string, d time.Duration) { s.timers = append(s.timers, d) })
	return s
}

func (s *stage) input() contract.CaseInput {
	return contract.CaseInput{Case: caseID, Plan: s.law.Plan().Hash(), Calendar: s.law.Calendar().Hash(), Engine: contract.Engine}
}

// at sends step n of the life after so much time.
func (s *stage) at(after time.Duration, n int, change ...func(*machine.Event)) {
	s.RegisterDelayedCallback(func() {
		e := life.Event(n, s.Now())
		for _, do := range change {
			do(&e)
		}
		s.send(e)
	}, after)
}

func (s *stage) send(e machine.Event) {
	s.UpdateWorkflow(contract.ActUpdate, e.Command, &testsuite.TestUpdateCallback{
		OnAccept: func() {},
		OnReject: func(err error) { s.answer(e.Command, nil, err) },
		OnComplete: func(r any, err error) {
			s.answer(e.Command, r, err)
		},
	}, e)
}

func (s *stage) answer(command string, r any, err error) {
	var app *temporal.ApplicationError
	switch receipt, ok := r.(contract.Receipt); {
	case err == nil && ok:
		s.receipts[command] = receipt
	case errors.As(err, &app) && app.Type() == contract.RefusalType:
		var refusal machine.Refusal
		if err := app.Details(&refusal); err != nil {
			s.t.Error(err)
		}
		s.refused[command] = &refusal
	default:
		s.failed[command] = err
	}
}

func (s *stage) run() { s.ExecuteWorkflow(contract.CaseWorkflow, s.input()) }

// agrees fails the test unless the record holds each command once, without a
// gap, and folds into the state that the last step wrote.
func (s *stage) agrees() {
	s.t.Helper()
	if len(s.paper.steps) == 0 {
		s.t.Fatalf("nothing was recorded: %v, %v", s.GetWorkflowError(), s.failed)
	}
	seen := map[string]bool{}
	for i, step := range s.paper.steps {
		if step.Event.Seq != i+1 || seen[step.Event.Command] {
			s.t.Errorf("step %d is %q with seq %d", i+1, step.Event.Command, step.Event.Seq)
		}
		seen[step.Event.Command] = true
	}
	folded, err := machine.Fold(s.law, s.paper.events())
	if err != nil {
		s.t.Fatal(err)
	}
	last := s.paper.steps[len(s.paper.steps)-1].State
	if fmt.Sprint(folded) != fmt.Sprint(last) {
		s.t.Errorf("the record folds into\n%+v\nbut the last step wrote\n%+v", folded, last)
	}
}
