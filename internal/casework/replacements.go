package casework

import (
	"context"
	"slices"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
)

// ReplacementView is an absence or a delegation.
type ReplacementView struct {
	ID         string `json:"id"`
	User       Ref    `json:"user" doc:"who is away, or delegates"`
	Substitute *Ref   `json:"substitute,omitempty"`
	Unit       *Ref   `json:"unit,omitempty" doc:"of a delegation"`
	Role       string `json:"role,omitempty" doc:"of a delegation"`
	RoleTitle  string `json:"roleTitle,omitempty"`
	From       string `json:"from"`
	To         string `json:"to,omitempty" doc:"last day, counted; empty: not known yet"`
	Ended      string `json:"ended,omitempty" doc:"first day on which it no longer holds, where it ended early"`
	Basis      string `json:"basis,omitempty"`
	EnteredBy  *Ref   `json:"enteredBy,omitempty" doc:"empty: it came from a file"`
	Today      bool   `json:"today" doc:"whether it holds today"`
	MayEnd     bool   `json:"mayEnd" doc:"whether this reader may end it"`
}

// ReplacementDesk is what the page of absences needs.
type ReplacementDesk struct {
	Items    []ReplacementView `json:"items" nullable:"false" doc:"that hold or will hold, or ended within 30 days: my own, those of the officers of bodies that I head; of everybody for administrators"`
	Officers []OfficerView     `json:"officers" nullable:"false" doc:"for whom I may enter one, beside myself; administrators search for them"`
	All      bool              `json:"all" doc:"whether I may enter one for everybody"`
}

// Replacements lists absences and delegations.
func (s *Service) Replacements(ctx context.Context, scope access.Scope) (ReplacementDesk, error) {
	desk := ReplacementDesk{Officers: []OfficerView{}, All: access.MayReplaceAll(scope)}
	rows, err := s.Records.Replacements(ctx, scope.User, scope.Headed(), desk.All, s.Today())
	if err != nil {
		return desk, err
	}
	if desk.Items, err = s.viewReplacements(ctx, scope, rows); err != nil {
		return desk, err
	}
	desk.Officers, err = s.officersIn(ctx, scope.User, scope.Headed())
	return desk, err
}

// officersIn lists the officers of units but one, by name.
func (s *Service) officersIn(ctx context.Context, but string, units []string) ([]OfficerView, error) {
	var ids []string
	for _, unit := range units {
		users, err := s.Records.Users(ctx, unit, "", s.Today())
		if err != nil {
			return nil, err
		}
		for _, u := range users {
			if u.ID != but {
				ids = append(ids, u.ID)
			}
		}
	}
	rows, err := s.Records.Officers(ctx, ids, s.Today())
	return each(rows, viewOfficer), err
}

func (s *Service) viewReplacements(ctx context.Context, scope access.Scope, rows []store.ReplacementRow) ([]ReplacementView, error) {
	var units, users []string
	for _, r := range rows {
		units, users = append(units, r.Unit), append(users, r.User, r.Substitute, r.EnteredBy)
	}
	names, err := s.names(ctx, units, users)
	if err != nil {
		return nil, err
	}
	out, may := []ReplacementView{}, map[string]bool{} // may: by who is replaced and by whom
	for _, r := range rows {
		v := ReplacementView{ID: r.ID, User: *names.user(r.User), Substitute: names.user(r.Substitute), Role: r.Role, From: r.FirstDay.String(), To: r.LastDay.String(),
			Ended: r.Ended.String(), Basis: r.Basis, EnteredBy: names.user(r.EnteredBy), Today: r.On(s.Today())}
		if !r.Absence() {
			unit := names.unit(r.Unit)
			v.Unit, v.RoleTitle = &unit, access.RoleTitle(r.Role)
		}
		if r.Ended.IsZero() && (r.LastDay.IsZero() || !r.LastDay.Before(s.Today())) {
			pair, asked := r.User+" "+r.Substitute+" "+r.Role, false
			if v.MayEnd, asked = may[pair]; !asked {
				if v.MayEnd, err = s.mayEnd(ctx, scope, r); err != nil {
					return nil, err
				}
				may[pair] = v.MayEnd
			}
		}
		out = append(out, v)
	}
	return out, nil
}

// Colleagues is what the form of an entry offers.
type Colleagues struct {
	Posts    []PostView    `json:"posts" nullable:"false" doc:"roles that the officer holds and may delegate"`
	Officers []OfficerView `json:"officers" nullable:"false" doc:"who may stand in"`
}

// PostView is a role in a unit.
type PostView struct {
	Role  string `json:"role"`
	Title string `json:"title"`
	Unit  Ref    `json:"unit"`
}

// Colleagues lists what an officer may delegate and who may stand in for them, to
// whoever may enter that.
func (s *Service) Colleagues(ctx context.Context, scope access.Scope, user string) (Colleagues, error) {
	of, err := access.ScopeOf(ctx, s.Records, user, s.Today())
	if err != nil {
		return Colleagues{}, err
	}
	if !access.MayReplace(scope, of) {
		return Colleagues{}, notFound()
	}
	out, units := Colleagues{Posts: []PostView{}}, []string{}
	for _, h := range of.Posts() {
		out.Posts = append(out.Posts, PostView{h.Role, access.RoleTitle(h.Role), Ref{h.Unit, h.UnitName}})
		if !slices.Contains(units, h.Unit) {
			units = append(units, h.Unit)
		}
	}
	out.Officers, err = s.officersIn(ctx, user, units)
	return out, err
}

// InPlaceOf names, beside what an officer holds, in whose place they hold it; empty:
// it is their own.
func (s *Service) InPlaceOf(ctx context.Context, scope access.Scope) ([]string, error) {
	out := make([]string, len(scope.Holds))
	var ids []string
	for _, h := range scope.Holds {
		ids = append(ids, h.For...)
	}
	names, err := s.names(ctx, nil, ids)
	for i, h := range scope.Holds {
		if len(h.For) > 0 {
			out[i] = names.user(h.For[0]).Name
		}
	}
	return out, err
}
