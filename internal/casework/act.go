package casework

import (
	"context"
	"errors"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
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
	Key  string // chosen by the client: the same key is the same act
}

// Act does it, or answers why the law does not allow it. Sending it again with
// the same key gets the same answer, however long ago it was, and does what the
// first try may have died before: give the case its secrets and files, and bar
// whom it is about from what grew out of it.
func (s *Service) Act(ctx context.Context, scope access.Scope, in Doing) (Outcome, error) {
	row, st, law, err := s.load(ctx, scope, in.Case)
	if err == nil {
		scope, err = s.within(ctx, scope, row.ID)
	}
	if err != nil {
		return Outcome{}, err
	}
	var later []namedCase
	if a := law.Plan().Act(in.Act); a != nil {
		if in.With, later, err = s.codes(ctx, scope, law.Plan().Form(a.Form), nil, in.With); err != nil {
			return Outcome{}, err
		}
	}
	step, err := s.Records.StepBy(ctx, row.ID, in.Key)
	if errors.Is(err, store.ErrNotFound) {
		if err = grown(row, st, law, later); err == nil {
			step, err = s.perform(ctx, scope, row, st, law, in)
		}
	}
	if err != nil {
		return Outcome{}, err
	}
	e := step.Event
	if e.Act != in.Act || e.Actor.User != scope.User || !in.On.IsZero() && in.On != e.On || differs(formOf(law.Plan(), e), e.With, in.With) {
		return Outcome{}, keyReused()
	}
	if err := s.barAlike(ctx, row.ID, later); err != nil {
		return Outcome{}, err
	}
	if err := s.attach(ctx, row.ID, law, e); err != nil {
		return Outcome{}, err
	}
	return s.outcome(ctx, row.ID, law, e.Seq, in.Act)
}

// grown says why a case that an act names as later could not grow out of this
// one; nil: it could, when it was received.
func grown(row store.CaseRow, st machine.State, law *machine.Law, later []namedCase) error {
	for _, n := range later {
		if n.row.ID == row.ID {
			return noSuchCase(n.field)
		}
		if r := machine.MayFollow(n.law.Plan(), law, st, n.row.Received); r != nil {
			return r
		}
	}
	return nil
}

// barAlike bars whom a case is about from those that grew out of it, and whom
// one of these is about that is kept secret, from this case, which tells of it.
func (s *Service) barAlike(ctx context.Context, caseID string, later []namedCase) error {
	for _, n := range later {
		if err := s.Records.ExcludeAlike(ctx, caseID, n.row.ID); err != nil {
			return err
		}
		if (access.Case{Kind: plan.Kind(n.row.Kind), Protected: n.row.Protected}).Secret() {
			if err := s.Records.ExcludeAlike(ctx, n.row.ID, caseID); err != nil {
				return err
			}
		}
	}
	return nil
}

// perform has the act done and answers with the step as the record holds it:
// where two tries race, only one of them stands there.
func (s *Service) perform(ctx context.Context, scope access.Scope, row store.CaseRow, st machine.State, law *machine.Law, in Doing) (store.StepRow, error) {
	e, err := s.event(ctx, scope, row, st, law, in)
	if err != nil {
		return store.StepRow{}, err
	}
	if err := s.send(ctx, row.ID, e); err != nil {
		return store.StepRow{}, err
	}
	if a := law.Plan().Act(in.Act); a != nil && (a.Handoff == plan.Accept || a.Handoff == plan.TakeOver) {
		s.settleCalendar(ctx, row.ID)
	}
	return s.Records.StepBy(ctx, row.ID, in.Key)
}

func (s *Service) event(ctx context.Context, scope access.Scope, row store.CaseRow, st machine.State, law *machine.Law, in Doing) (machine.Event, error) {
	e := machine.Event{Command: in.Key, Kind: machine.Acts, Act: in.Act, On: in.On, At: s.Now().Truncate(time.Millisecond).UTC()}
	if e.On.IsZero() {
		e.On = legaltime.Day(s.Today())
	}
	e.Actor = actorFor(law, st, scope, in.Act)
	var form *plan.Form
	if a := law.Plan().Act(in.Act); a != nil {
		form = law.Plan().Form(a.Form)
		if err := s.successor(ctx, &e, a, st); err != nil {
			return e, err
		}
	}
	c, err := s.conceal(ctx, origin{row.ID, scope.User, plan.Kind(row.Kind)}, form, in.With)
	e.With = c.with
	if err != nil {
		return e, err
	}
	return e, s.dryRun(law, st, e)
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
