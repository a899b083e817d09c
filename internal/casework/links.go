package casework

import (
	"context"
	"errors"
	"slices"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// LinkView is a case beside another. Where the reader may not open it, only
// its code and procedure are told; where their body is its direct superior, also
// how far it is.
type LinkView struct {
	Code           string `json:"code"`
	Procedure      string `json:"procedure"`
	ProcedureTitle string `json:"procedureTitle"`
	Later          bool   `json:"later" doc:"it grew out of this case; otherwise this case grew out of it"`
	Opened         string `json:"opened,omitempty"`
	Stage          *Named `json:"stage,omitempty"`
	Responsible    *Ref   `json:"responsible,omitempty"`
	Outcome        string `json:"outcome,omitempty"`
	ID             string `json:"id,omitempty" doc:"only where the reader may open it"`
}

// SuccessorView is a procedure under which a case may grow out of this one, now
// or later.
type SuccessorView struct {
	Procedure string       `json:"procedure"`
	Title     string       `json:"title"`
	Field     string       `json:"field" doc:"of its intake form, which names this case"`
	Cite      string       `json:"cite"`
	Allowed   bool         `json:"allowed"`
	Refusal   *RefusalView `json:"refusal,omitempty"`
	Mine      bool         `json:"mine" doc:"whether this reader may receive it"`
}

// EarlierView answers the look-up of an earlier case by its code, for a form
// that is being filled in.
type EarlierView struct {
	Case    LinkView     `json:"case"`
	Allowed bool         `json:"allowed"`
	Refusal *RefusalView `json:"refusal,omitempty"`
	Taken   []TakenEntry `json:"taken" nullable:"false" doc:"fields that are taken over where they are not sent"`
}

// TakenEntry is a field that is filled from the earlier case. A secret has no
// value here; of an identity its mask is shown.
type TakenEntry struct {
	Field  string `json:"field"`
	Value  any    `json:"value,omitempty"`
	Masked string `json:"masked,omitempty"`
	Secret bool   `json:"secret,omitempty"`
}

// linked lists the cases beside the one that is read, and what may grow out of
// it.
func (r *reading) linked(v *CaseView) (err error) {
	v.Links = []LinkView{}
	for _, l := range r.links {
		view, err := r.viewLink(l, r.names)
		if err != nil {
			return err
		}
		v.Links = append(v.Links, view)
	}
	v.Successors, err = r.successors()
	return err
}

func (s *Service) viewLink(l store.LinkRow, names names) (LinkView, error) {
	law, err := s.Laws.Law(l.Plan, l.Calendar)
	if err != nil {
		return LinkView{}, err
	}
	p := law.Plan()
	v := LinkView{Code: l.Code, Procedure: p.Procedure, ProcedureTitle: p.Title, Later: l.Later}
	if l.Shown {
		v.ID = l.ID
	}
	if !l.Shown && !l.Above {
		return v, nil
	}
	stage, unit := named(p, l.Stage), names.unit(l.Responsible)
	v.Opened, v.Stage, v.Responsible, v.Outcome = l.Opened.String(), &stage, &unit, l.Outcome
	return v, nil
}

// code is that of a linked case which a step names; nil where the reader may
// not know of it.
func (r *reading) code(id any) any {
	for _, l := range r.links {
		if l.ID == id {
			return l.Code
		}
	}
	return nil
}

// successors are the procedures in force today which say that they follow this
// one's.
func (r *reading) successors() ([]SuccessorView, error) {
	out := []SuccessorView{}
	plans, err := r.Laws.PlansInForce(r.ctx, r.Today())
	if err != nil {
		return out, err
	}
	desks, err := r.desks()
	if err != nil {
		return out, err
	}
	here := namedCase{row: r.row, state: r.state, law: r.law}
	for _, later := range plans {
		f := later.Follow(r.row.Procedure)
		if f == nil {
			continue
		}
		v := SuccessorView{Procedure: later.Procedure, Title: later.Title, Field: f.By, Cite: f.Cite}
		v.Refusal, v.Mine, err = r.verdict(later, here, desks[branchOf(later)])
		if err != nil {
			return out, err
		}
		v.Allowed = v.Refusal == nil
		out = append(out, v)
	}
	mineFirst(out)
	return out, nil
}

// desks are the units for which the reader may receive petitions, by branch.
func (r *reading) desks() (map[string][]string, error) {
	out := map[string][]string{}
	for _, id := range r.scope.IntakeUnits() {
		u, err := r.Records.Unit(r.ctx, id)
		if err != nil {
			return nil, err
		}
		out[u.Branch] = append(out[u.Branch], id)
	}
	return out, nil
}

// verdict says why nothing may grow out of a case today, and whether it may in
// one of the units. Who receives for none hears what the law alone says.
func (r *reading) verdict(later *plan.Plan, from namedCase, units []string) (*RefusalView, bool, error) {
	today := legaltime.Day(r.Today())
	if refusal := machine.MayFollow(later, from.law, from.state, today); refusal != nil {
		return viewRefusal(refusal), len(units) > 0, nil
	}
	var last *machine.Refusal
	for _, unit := range units {
		refusal, err := refusalOf(r.mayFollow(r.ctx, later, from, unit, today))
		if err != nil || refusal == nil {
			return nil, err == nil, err
		}
		last = refusal
	}
	return viewRefusal(last), false, nil
}

// Earlier looks up the case out of which one under a procedure is to grow.
func (s *Service) Earlier(ctx context.Context, scope access.Scope, procedure, field, code, unit string, day legaltime.Date) (EarlierView, error) {
	in, err := s.prepare(ctx, scope, Opening{Procedure: procedure, Received: legaltime.Day(day), Unit: unit, Key: code})
	if err != nil {
		return EarlierView{}, err
	}
	later := in.law.Plan()
	f := fieldOf(later.Form(later.Intake), field)
	if f == nil || f.Type != plan.Case {
		return EarlierView{}, notFound()
	}
	from, err := s.nameCase(ctx, scope, f, later, code)
	if err != nil {
		return EarlierView{}, err
	}
	refusal, err := refusalOf(s.mayFollow(ctx, later, from, in.Unit, in.Received))
	if err != nil {
		return EarlierView{}, err
	}
	v := EarlierView{Allowed: refusal == nil, Refusal: viewRefusal(refusal), Taken: []TakenEntry{}}
	_, _, unseen := s.Records.Case(ctx, scopeOf(scope), from.row.ID)
	if err := s.logLookUp(ctx, scope, from, unseen); err != nil {
		return v, err
	}
	names, err := s.names(ctx, []string{from.row.Responsible}, nil)
	if err != nil {
		return v, err
	}
	if v.Case, err = s.viewLink(store.LinkRow{CaseRow: from.row, Shown: unseen == nil, Above: true}, names); err != nil || !v.Allowed {
		return v, err
	}
	t, err := s.taking(ctx, scope, later, from, in.Unit, in.Received)
	if err != nil {
		return v, err
	}
	return v, t.each(func(f *plan.Field, value any) error {
		entry, err := t.entryTaken(f, value)
		if t.lost(err, f.Name) {
			return nil
		}
		v.Taken = append(v.Taken, entry)
		return err
	})
}

// logLookUp writes down that somebody who may not open a case was told how far
// it is: a desk above it could try codes without having a petition.
func (s *Service) logLookUp(ctx context.Context, scope access.Scope, from namedCase, unseen error) error {
	if unseen == nil || !errors.Is(unseen, store.ErrNotFound) {
		return unseen
	}
	return s.Records.LogReveal(ctx, store.RevealRow{User: scope.User, Unit: from.state.Responsible, Case: from.row.ID, What: lookedUp,
		Reason: "tra mã hồ sơ khi lập hồ sơ nối tiếp", At: s.Now()})
}

func (t *taking) entryTaken(f *plan.Field, value any) (TakenEntry, error) {
	if !isSecret(f) {
		return TakenEntry{Field: f.Name, Value: value}, nil
	}
	e := TakenEntry{Field: f.Name, Secret: true}
	var err error
	if f.Type == plan.Identity {
		e.Masked, err = t.Vault.Masked(t.ctx, value.(string))
	}
	return e, err
}

// refusalOf parts an answer that says no from a failure.
func refusalOf(err error) (*machine.Refusal, error) {
	var r *machine.Refusal
	if errors.As(err, &r) {
		return r, nil
	}
	return nil, err
}

func viewRefusal(r *machine.Refusal) *RefusalView {
	if r == nil {
		return nil
	}
	return &RefusalView{Code: r.Code, Sentence: r.Sentence, Cite: r.Cite}
}

// mineFirst puts what the reader may do now first.
func mineFirst(all []SuccessorView) {
	rank := func(v SuccessorView) int {
		switch {
		case v.Allowed && v.Mine:
			return 0
		case v.Allowed:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(all, func(a, b SuccessorView) int { return rank(a) - rank(b) })
}
