package casework

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Propose says what the procedure proposes for the choices of an act's form, by
// what the case knows and by what is filled in so far. Nothing is kept or told.
// A zero day is today.
func (s *Service) Propose(ctx context.Context, scope access.Scope, in Doing) ([]ProposalView, error) {
	_, st, law, err := s.load(ctx, scope, in.Case)
	if err != nil {
		return nil, err
	}
	if in.On.IsZero() {
		in.On = legaltime.Day(s.Today())
	}
	var form *plan.Form
	if a := law.Plan().Act(in.Act); a != nil {
		form = law.Plan().Form(a.Form)
	}
	return proposals(law, st, in.Act, plainly(form, in.With), in.On), nil
}

func proposals(law *machine.Law, st machine.State, act string, with map[string]any, on legaltime.Moment) []ProposalView {
	return each(machine.Proposals(law, st, act, with, on), func(p machine.Proposal) ProposalView { return proposalView(law.Plan(), p) })
}

func proposalView(p *plan.Plan, x machine.Proposal) ProposalView {
	x.Confidence = string(procedures.Law().Marks(p).Proposal(&plan.Proposal{Cite: x.Cite, Confidence: x.Confidence}))
	return ProposalView(x)
}

// plainly are the values of a form that name nobody; those that cannot be read
// are left out.
func plainly(form *plan.Form, values Values) map[string]any {
	with := map[string]any{}
	for name, raw := range values {
		f := fieldOf(form, name)
		if f == nil || f.Type == plan.Identity || f.Type == plan.Narrative || f.Type == plan.File {
			continue
		}
		var v any
		if json.Unmarshal(raw, &v) == nil {
			with[name] = v
		}
	}
	return with
}

// otherwise notes on the entries of a step what had been proposed, where
// something else was chosen.
func otherwise(of *plan.Plan, step *StepView, with map[string]any, proposed []machine.Proposal) {
	for i := range step.With {
		e := &step.With[i]
		k := slices.IndexFunc(proposed, func(p machine.Proposal) bool { return p.Field == e.Name && with[e.Name] != p.Value })
		if k >= 0 {
			p := proposalView(of, proposed[k])
			e.Proposed = &p
		}
	}
}
