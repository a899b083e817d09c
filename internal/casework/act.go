package casework

import (
	"context"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Doing is an act that somebody wants done.
type Doing struct {
	Case string // id or code
	Act  string
	On   legaltime.Moment // when it happened in law; zero: today
	With Values
	Late []LateCause // through whom terms were missed, where the act closes the case
	Key  string      // chosen by the client: the same key is the same act
}

// Act does it, or answers why the law does not allow it. Sending it again with
// the same key gets the same answer, however long ago it was, and does what the
// first try may have died before: give the case its secrets and files, and bar
// whom it is about from what grew out of it.
func (s *Service) Act(ctx context.Context, scope access.Scope, in Doing) (Outcome, error) {
	return s.record(ctx, scope, in.Case, deed{act: in.Act, key: in.Key, with: in.With,
		became: func(e machine.Event, user string) bool {
			return e.Act == in.Act && e.Actor.User == user && (in.On.IsZero() || in.On == e.On)
		},
		perform: func(at scene, with Values) error {
			in.With = with
			return s.perform(ctx, at, in)
		}})
}

// perform has the act judged and done.
func (s *Service) perform(ctx context.Context, at scene, in Doing) error {
	e, err := s.event(ctx, at, in)
	if err != nil {
		return err
	}
	if err := s.answerLateness(ctx, at, e, in.Late); err != nil {
		return err
	}
	if err := s.send(ctx, at.row.ID, e); err != nil {
		return err
	}
	if a := at.law.Plan().Act(in.Act); a != nil && (a.Handoff == plan.Accept || a.Handoff == plan.TakeOver) {
		s.settleCalendar(ctx, at.row.ID)
	}
	return nil
}

func (s *Service) event(ctx context.Context, at scene, in Doing) (machine.Event, error) {
	e := machine.Event{Command: in.Key, Kind: machine.Acts, Act: in.Act, On: in.On, At: s.Now().Truncate(time.Millisecond).UTC()}
	if e.On.IsZero() {
		e.On = legaltime.Day(s.Today())
	}
	e.Actor = actorFor(at.law, at.state, at.scope, in.Act)
	if a := at.law.Plan().Act(in.Act); a != nil {
		if err := s.successor(ctx, &e, a, at.state); err != nil {
			return e, err
		}
	}
	c, err := s.conceal(ctx, at.origin(), at.form(in.Act), in.With)
	e.With = c.with
	if err != nil {
		return e, err
	}
	return e, s.dryRun(at.law, at.state, e)
}

// dryRun asks the machine here first: a plain refusal need not travel. The
// state may be behind the workflow's, which judges again.
func (s *Service) dryRun(law *machine.Law, st machine.State, e machine.Event) error {
	if _, _, r := machine.Advance(law, st, e); r != nil && (r.Code == "form" || r.Code == "unknown-act" || r.Code == "future-date") {
		return r
	}
	return nil
}

// successor names the superior of the body that answers for the case after a
// handoff.
func (s *Service) successor(ctx context.Context, e *machine.Event, a *plan.Act, st machine.State) (err error) {
	switch {
	case a.Handoff == plan.Accept && st.Handoff != nil:
		e.Superior, err = access.Superior(ctx, s.Records, st.Handoff.To, e.On.Date)
	case a.Handoff == plan.TakeOver && st.Superior != "":
		e.Superior, err = access.Superior(ctx, s.Records, st.Superior, e.On.Date)
	}
	return known(err)
}

// send applies an event through the case's workflow; where that is missing
// (a restore, a lost Temporal), it is set going from the record first.
func (s *Service) send(ctx context.Context, id string, e machine.Event) error {
	_, err := s.Runner.Act(ctx, id, e)
	if err == nil || !s.Runner.Gone(err) {
		return err
	}
	if err := s.Recover(ctx, id); err != nil {
		return err
	}
	_, err = s.Runner.Act(ctx, id, e)
	return err
}

// Recover sets a case going again from where the record stands.
func (s *Service) Recover(ctx context.Context, id string) error {
	in, err := s.Records.CaseInput(ctx, id)
	if err != nil {
		return known(err)
	}
	return s.Runner.Restart(ctx, in)
}

func (s *Service) outcome(ctx context.Context, id string, law *machine.Law, seq int, act string) (Outcome, error) {
	in, err := s.Records.CaseInput(ctx, id)
	if err != nil {
		return Outcome{}, err
	}
	st := in.Progress.State
	title := act
	if a := law.Plan().Act(act); a != nil {
		title = a.Title
	}
	return Outcome{Seq: seq, Stage: named(law.Plan(), st.Stage), Deadlines: s.deadlines(law, st, true),
		Sentence: "Đã ghi nhận: " + title + ". " + nextSentence(law, st)}, nil
}
