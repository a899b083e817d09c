// Package compile turns what was written (source.File) into what is run
// (plan.Plan). It expects a File in which no rule of package check sees an
// error; of any other it makes a Plan that nobody should run.
package compile

import (
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/source"
)

// File compiles a file. The order of the text is kept.
func File(f *source.File) *plan.Plan {
	p := &plan.Plan{
		Procedure: f.Procedure.V, Title: f.Title.V, Kind: plan.Kind(f.Kind.V), Branch: f.Branch.V, Version: f.Version.V, From: f.From.V, To: f.To.V,
		Cite: f.Cite.V, Opening: Opening(f), Intake: f.Intake.V,
		Roles: all(f.Roles, role), Facts: all(f.Facts, fact), Policies: all(f.Policies, policy), Forms: all(f.Forms, form),
		Clocks: all(f.Clocks, clock), Acts: all(f.Acts, act), Stages: all(f.Stages, stage), Applies: all(f.Applies, transition),
		Follows: each(f.Follows, follow),
	}
	return p
}

// Opening is the first stage of a file: the one named so, or the first
// written.
func Opening(f *source.File) string {
	if f.Opening.IsSet() || len(f.Stages) == 0 {
		return f.Opening.V
	}
	return f.Stages[0].Name.V
}

// all maps a slice to one that is written as a list even when it is empty.
func all[A, B any](from []A, one func(A) B) []B {
	to := make([]B, 0, len(from))
	for _, a := range from {
		to = append(to, one(a))
	}
	return to
}

// each maps a slice; none stays none.
func each[A, B any](from []A, one func(A) B) []B {
	var to []B
	for _, a := range from {
		to = append(to, one(a))
	}
	return to
}

func plain(t source.Text) string { return t.V }

func guard(t source.Text) plan.Guard { return plan.Guard(t.V) }

func role(r source.Role) plan.Role {
	p := plan.Role{Name: r.Name.V, Title: r.Title.V, At: plan.Post(r.At.V), HeldBy: each(r.HeldBy, plain)}
	if p.At == "" {
		p.At = plan.Responsible
	}
	return p
}

func option(o source.Option) plan.Option {
	return plan.Option{Value: o.Name.V, Title: o.Title.V, Cite: o.Cite.V, Reading: o.Reading.V, Since: o.Since.V, Until: o.Until.V}
}

func fact(f source.Fact) plan.Fact {
	return plan.Fact{Name: f.Name.V, Title: f.Title.V, Type: plan.Type(f.Type.V), Options: each(f.Options, option), Cite: f.Cite.V}
}

func policy(p source.Policy) plan.Policy {
	return plan.Policy{Name: p.Name.V, Title: p.Title.V, Doubt: p.Doubt.V, Default: p.Default.V, Options: all(p.Options, option)}
}

func form(f source.Form) plan.Form {
	return plan.Form{Name: f.Name.V, Title: f.Title.V, Number: f.Number.V, Fields: all(f.Fields, field)}
}

func field(f source.Field) plan.Field {
	return plan.Field{Name: f.Name.V, Title: f.Title.V, Type: plan.Type(f.Type.V), Required: f.Required || f.Must, Must: f.Must, Options: each(f.Options, option),
		Help: f.Help.V, Cite: f.Cite.V, Bounded: f.Bounded.V,
		NotBefore: plan.DayBound(f.NotBefore.V), NotAfter: plan.DayBound(f.NotAfter.V), Of: each(f.Of, plain), Propose: each(f.Propose, proposal)}
}

func proposal(p source.Proposal) plan.Proposal {
	return plan.Proposal{When: guard(p.When), Is: p.Is.V, Why: p.Why.V, Cite: p.Cite.V, Confidence: p.Confidence.V}
}

func act(a source.Act) plan.Act {
	p := plan.Act{Name: a.Name.V, Title: a.Title.V, Roles: all(a.Roles, plain), Form: a.Form.V, Cite: a.Cite.V, Confidence: a.Confidence.V, When: guard(a.When),
		Refuse: a.Refuse.V, Needed: guard(a.Needed), Requires: each(a.Requires, plain), Within: a.Within.V, After: a.After.V,
		Documents: each(a.Documents, plain), Since: a.Since.V, Until: a.Until.V, Repeats: a.Repeats, Handoff: plan.Handoff(a.Handoff.V)}
	if a.Gap != nil {
		p.Gap = &plan.Gap{When: guard(a.Gap.When), After: a.Gap.After.V, AtLeast: a.Gap.AtLeast.V, Cite: a.Gap.Cite.V}
	}
	return p
}

func stage(s source.Stage) plan.Stage {
	return plan.Stage{Name: s.Name.V, Title: s.Title.V, Outcome: s.Outcome.V, Tasks: each(s.Tasks, plain), Moves: each(s.Moves, move)}
}

func move(m source.Move) plan.Move { return plan.Move{Act: m.Act.V, Then: all(m.Then, branch)} }

func branch(b source.Branch) plan.Branch {
	to := b.To.V
	if to == "stay" {
		to = plan.Stay
	}
	return plan.Branch{When: guard(b.When), To: to, Requires: each(b.Requires, plain)}
}

func transition(a source.Applies) plan.Transition {
	return plan.Transition{To: a.To.V, Since: a.Since.V, Acts: each(a.Acts, plain), Cite: a.Cite.V}
}

func follow(f source.Follow) plan.Follow {
	return plan.Follow{Procedure: f.Procedure.V, By: f.By.V, At: plan.Post(f.Post.V), After: each(f.After, plain), Expired: each(f.Expired, plain),
		Unless: each(f.Unless, plain), When: guard(f.When), Refuse: f.Refuse.V, Carries: each(f.Carries, carry), CarriesWhen: guard(f.CarriesWhen), Cite: f.Cite.V}
}

func carry(c source.Carry) plan.Carry { return plan.Carry{Field: c.Field.V, From: each(c.From, plain)} }
