package casework

import (
	"context"
	"slices"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Show is the page of a case: where it stands, what it waits for, what the
// reader may do, every date with its reasons, and the whole record.
func (s *Service) Show(ctx context.Context, scope access.Scope, id string) (CaseView, error) {
	r, err := s.read(ctx, scope, id)
	if err != nil {
		return CaseView{}, err
	}
	row, st, law := r.row, r.state, r.law
	v := CaseView{ReceivedAt: row.Received.String(), Clocks: s.deadlines(law, st, true), Ahead: aheadOf(law, st, s.Today()), Facts: facts(law.Plan(), st), Mine: slices.Contains(r.scope.CaseUnits(), st.Responsible)}
	for _, part := range []func(*CaseView) error{r.acquaint, r.head, r.linked, r.desk, r.story, r.corrected, r.lateness, r.asked, r.papers, r.barred, r.diagram} {
		if err := part(&v); err != nil {
			return CaseView{}, err
		}
	}
	return v, nil
}

// reading is one look at a case.
type reading struct {
	*Service
	ctx   context.Context
	scope access.Scope
	law   *machine.Law
	state machine.State
	row   store.CaseRow
	steps []store.StepRow
	// What acquaint sets; looks only for who reviews.
	looks []store.RevealRow
	told  []store.ToldRow
	// Through whom terms were missed.
	blamed []store.LatenessRow
	names  names
	links  []store.LinkRow
	// entitled readers may open what is kept secret in the case.
	entitled bool
	reviews  bool     // may read who opened it
	excluded []string // officers whom it is about, or who are close to them
	barrings []store.ExclusionRow
}

// read is a look at a case that the officer may see.
func (s *Service) read(ctx context.Context, scope access.Scope, id string) (*reading, error) {
	row, st, law, err := s.load(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	return s.lookAt(ctx, scope, row, st, law)
}

// lookAt is a look at a case of which the officer may know.
func (s *Service) lookAt(ctx context.Context, scope access.Scope, row store.CaseRow, st machine.State, law *machine.Law) (*reading, error) {
	r := &reading{Service: s, ctx: ctx, scope: scope, row: row, state: st, law: law}
	var err error
	if r.steps, err = s.Records.Steps(ctx, r.row.ID); err != nil {
		return nil, err
	}
	if r.barrings, err = s.Records.Exclusions(ctx, r.row.ID); err != nil {
		return nil, err
	}
	r.excluded = each(r.barrings, func(x store.ExclusionRow) string { return x.User })
	r.scope = scope.Without(r.excluded)
	subject := r.subject(r.excluded)
	r.entitled, r.reviews = access.MayReveal(subject, r.scope), access.MayReview(subject, r.scope)
	return r, err
}

func (r *reading) head(v *CaseView) (err error) {
	v.CaseRow = r.caseRow(r.row, r.law, r.names)
	v.Identity, v.Narrative, err = r.petitioner()
	if h := r.state.Handoff; err == nil && h != nil {
		v.Handoff = &HandoffView{To: r.names.unit(h.To), On: h.On.String(), Act: h.Act}
	}
	return err
}

// petitioner is the mask of who sent the petition, and whether there is free
// text to be revealed.
func (r *reading) petitioner() (*IdentityView, bool, error) {
	var who *IdentityView
	narrative := slices.ContainsFunc(r.readable(), func(s secret) bool { return s.field.Type == plan.Narrative })
	for _, secret := range r.secrets() {
		if secret.field.Type == plan.Narrative {
			continue
		}
		masked, err := r.Vault.Masked(r.ctx, secret.token)
		missing := r.lost(err, secret.field.Name)
		if err != nil && !missing {
			return nil, false, err
		}
		if missing {
			masked = lostIdentity
		}
		who = &IdentityView{Masked: masked, Missing: missing || who != nil && who.Missing, Protected: r.row.Protected, MayReveal: r.entitled}
	}
	return who, narrative, nil
}

type secret struct {
	field   *plan.Field
	token   string
	opening bool // it came with the petition
}

// secrets are the vault entries that the steps of a case point to.
func (r *reading) secrets() (out []secret) {
	for _, st := range r.steps {
		for _, f := range fieldsOf(formOf(r.law.Plan(), st.Event)) {
			token, set := st.Event.With[f.Name].(string)
			if set && (f.Type == plan.Identity || f.Type == plan.Narrative) {
				out = append(out, secret{&f, token, st.Event.Kind == machine.Opens})
			}
		}
	}
	return out
}

func formOf(p *plan.Plan, e machine.Event) *plan.Form {
	if e.Kind == machine.Opens {
		return p.Form(p.Intake)
	}
	if a := p.Act(e.Act); a != nil {
		return p.Form(a.Form)
	}
	return nil
}

func fieldsOf(f *plan.Form) []plan.Field {
	if f == nil {
		return nil
	}
	return f.Fields
}

func facts(p *plan.Plan, st machine.State) []Entry {
	out := []Entry{}
	for _, f := range p.Facts {
		if v, set := st.Facts[f.Name]; set {
			out = append(out, Entry{Name: f.Name, Title: f.Title, Type: string(f.Type), Value: optionTitle(f.Options, v)})
		}
	}
	return out
}

// diagram is the case's own version of the procedure, with the way it went.
func (r *reading) diagram(v *CaseView) error {
	visited := []string{}
	for _, d := range r.state.Done {
		if !slices.Contains(visited, d.Stage) {
			visited = append(visited, d.Stage)
		}
	}
	v.Plan = r.casePlan(r.law.Plan(), visited, r.state.Stage)
	return nil
}
