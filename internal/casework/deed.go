package casework

import (
	"context"
	"errors"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// deed is what somebody wants to stand in the record of a case as a step: an
// act, or a correction.
type deed struct {
	act     string // "" where a correction is of no act
	key     string // chosen by the client: the same key is the same deed
	with    Values
	became  func(e machine.Event, user string) bool // whether a recorded event, its form aside, is this deed
	perform func(at scene, with Values) error       // has it judged and recorded
}

// scene is a case as it stands when somebody wants something done in it, and
// what they hold there.
type scene struct {
	scope access.Scope
	row   store.CaseRow
	state machine.State
	law   *machine.Law
}

func (at scene) origin() origin {
	return origin{at.row.ID, at.scope.User, plan.Kind(at.row.Kind)}
}

// form is that of an act; nil: there is none.
func (at scene) form(act string) *plan.Form {
	if a := at.law.Plan().Act(act); a != nil {
		return at.law.Plan().Form(a.Form)
	}
	return nil
}

// record has a deed done once. A deed that stands in the record already is not
// done again; what must follow it is, in case the first try died before.
func (s *Service) record(ctx context.Context, scope access.Scope, id string, in deed) (Outcome, error) {
	at, err := s.scene(ctx, scope, id)
	if err != nil {
		return Outcome{}, err
	}
	with, later, err := s.codes(ctx, at.scope, at.form(in.act), nil, in.with)
	if err != nil {
		return Outcome{}, err
	}
	in.with = with
	e, err := s.once(ctx, at, in, later)
	if err != nil {
		return Outcome{}, err
	}
	if !in.became(e, at.scope.User) || differs(formOf(at.law.Plan(), e), e.With, in.with) {
		return Outcome{}, keyReused()
	}
	if err := s.barAlike(ctx, at.row.ID, later); err != nil {
		return Outcome{}, err
	}
	if err := s.attach(ctx, at.row.ID, at.law, e); err != nil {
		return Outcome{}, err
	}
	return s.outcome(ctx, at.row.ID, at.law, e.Seq, in.act)
}

func (s *Service) scene(ctx context.Context, scope access.Scope, id string) (at scene, err error) {
	if at.row, at.state, at.law, err = s.load(ctx, scope, id); err == nil {
		at.scope, err = s.within(ctx, scope, at.row.ID)
	}
	return at, err
}

// once answers with the step as the record holds it: where two tries race, only
// one of them stands there.
func (s *Service) once(ctx context.Context, at scene, in deed, later []namedCase) (machine.Event, error) {
	step, err := s.Records.StepBy(ctx, at.row.ID, in.key)
	if !errors.Is(err, store.ErrNotFound) {
		return step.Event, err
	}
	if err := at.grown(later); err != nil {
		return machine.Event{}, err
	}
	if err := in.perform(at, in.with); err != nil {
		return machine.Event{}, err
	}
	step, err = s.Records.StepBy(ctx, at.row.ID, in.key)
	return step.Event, err
}

// grown says why a case that an act names as later could not grow out of this
// one; nil: it could, when it was received.
func (at scene) grown(later []namedCase) error {
	for _, n := range later {
		if n.row.ID == at.row.ID {
			return noSuchCase(n.field)
		}
		if r := machine.MayFollow(n.law.Plan(), at.law, at.state, n.row.Received); r != nil {
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
