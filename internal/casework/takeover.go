package casework

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/vault"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// taking is what a new case may take over from the one out of which it grows.
type taking struct {
	*reading
	later  *plan.Plan
	follow *plan.Follow
	events []machine.Event // of the earlier case
	on     legaltime.Moment
}

// taking looks at an earlier case for what the later one, received by a unit,
// carries on.
func (s *Service) taking(ctx context.Context, scope access.Scope, later *plan.Plan, from namedCase, unit string, on legaltime.Moment) (*taking, error) {
	r, err := s.lookAt(ctx, scope, from.row, from.state, from.law)
	if err != nil {
		return nil, err
	}
	r.entitled = r.entitled || keeps(later, from.row, unit)
	return &taking{reading: r, later: later, follow: later.Follow(from.row.Procedure), events: eventsOf(r.steps), on: on}, nil
}

// eventsOf are the reception and the acts that count, in the order of law.
func eventsOf(steps []store.StepRow) []machine.Event {
	return machine.Standing(recorded(steps))
}

// keeps tells whether secrets may be taken over by an officer who may not read
// them: where the new case is a denunciation, or may be one, in the same body, in
// which nobody may read more than before; and by the superior to whom the law gives the
// remedy against a case that is not protected (where the record names one: else
// nobody is known to be it). In all other cases who may not read them types what
// stands on the new petition.
func keeps(later *plan.Plan, from store.CaseRow, unit string) bool {
	protected := from.Protected || plan.Kind(from.Kind).Secret()
	above := from.Superior != "" && remedyAbove(later, from.Procedure)
	return unit == from.Responsible && later.Kind.Secret() || above && !protected
}

// each visits the fields of the intake form that the earlier case can fill,
// with what is there: a plain value, or the token of a secret.
func (t *taking) each(visit func(f *plan.Field, value any) error) error {
	if t.follow == nil || !machine.MayCarry(t.follow, t.law, t.state) {
		return nil
	}
	for _, c := range t.follow.Carries {
		f := t.later.Form(t.later.Intake).Field(c.Field)
		if f == nil || isSecret(f) && !t.entitled {
			continue
		}
		i := slices.IndexFunc(c.From, func(name string) bool { return t.value(f, name) != nil })
		if i < 0 {
			continue
		}
		if err := visit(f, t.value(f, c.From[i])); err != nil {
			return err
		}
	}
	return nil
}

// value is what a source has for a field; nil: nothing.
func (t *taking) value(f *plan.Field, source string) any {
	return machine.Carried(t.law, t.state, t.events, f, source, t.on)
}

func isSecret(f *plan.Field) bool { return f.Type == plan.Identity || f.Type == plan.Narrative }

// fill completes the form of an opening by what the officer did not send. A
// secret goes from entry to entry inside the vault, after it was written down;
// one that the vault has lost is typed again.
func (t *taking) fill(in *intake) error {
	in.With = maps.Clone(in.With)
	logged := false
	return t.each(func(f *plan.Field, v any) error {
		if _, sent := in.With[f.Name]; sent || in.taken.with[f.Name] != nil {
			return nil
		}
		if !isSecret(f) {
			raw, err := json.Marshal(v)
			in.With[f.Name] = raw
			return err
		}
		if !logged {
			if err := t.log(tookOver, "Lập hồ sơ «"+t.later.Title+"» nối tiếp hồ sơ này"); err != nil {
				return err
			}
			logged = true
		}
		if err := t.copySecret(f, v, in); !t.lost(err, f.Name) {
			return err
		}
		return nil
	})
}

func (t *taking) copySecret(f *plan.Field, v any, in *intake) error {
	kind := vault.Narrative
	if f.Type == plan.Identity {
		who, err := t.Vault.Identity(t.ctx, v.(string))
		if err != nil {
			return err
		}
		kind, in.taken.protected = vault.Sender(t.later.Kind), in.taken.protected || who.Reveal().Protect
	}
	token, err := t.Vault.Copy(t.ctx, v.(string), kind, f.Name)
	if err != nil {
		return err
	}
	if in.taken.with == nil {
		in.taken.with = map[string]any{}
	}
	in.taken.with[f.Name] = token
	return nil
}
