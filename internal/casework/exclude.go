package casework

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
)

// Barring says whom to keep from a case, and why.
type Barring struct {
	Users    []string
	Relation store.Relation // empty: Subject
	Reason   string
}

// Exclude bars the officers whom a case is about, and those close to them: they
// never see it, handle it or are told of it. Whoever may read the petition says
// so, and it is written down.
func (s *Service) Exclude(ctx context.Context, scope access.Scope, id string, b Barring) error {
	r, err := s.read(ctx, scope, id)
	if err != nil {
		return err
	}
	if !r.entitled {
		return forbidden()
	}
	if b.Reason, err = said(b.Reason); err != nil {
		return err
	}
	if err := s.bar(ctx, scope, r.row.ID, b); err != nil {
		return err
	}
	return r.log(barred+strings.Join(b.Users, " "), b.Reason)
}

// Readmit lets an officer in again who was barred by mistake: the head of the body
// that answers says so, with a reason, which is written down first.
func (s *Service) Readmit(ctx context.Context, scope access.Scope, id, user, reason string) error {
	r, err := s.read(ctx, scope, id)
	if err != nil {
		return err
	}
	if !r.reviews {
		return forbidden()
	}
	if reason, err = said(reason); err != nil {
		return err
	}
	if !slices.Contains(r.excluded, user) {
		return refuse(WrongValue, "Cán bộ này không bị chặn khỏi vụ việc.")
	}
	if err := r.log(readmitted+user, reason); err != nil {
		return err
	}
	return known(s.Records.Readmit(ctx, r.row.ID, user, s.Now()))
}

// said is a reason that was given.
func said(reason string) (string, error) {
	if reason = strings.TrimSpace(reason); reason == "" || strings.ContainsRune(reason, 0) {
		return "", refuse(WrongValue, "Cần ghi lý do.")
	}
	return reason, nil
}

// barred lists them for those who may bar others.
func (r *reading) barred(v *CaseView) error {
	if !r.entitled {
		return nil
	}
	v.Exclusions = &Exclusions{Officers: []OfficerView{}, Close: []string{}, MayReadmit: r.reviews}
	if len(r.excluded) == 0 {
		return nil
	}
	rows, err := r.Records.Officers(r.ctx, r.excluded, r.Today())
	v.Exclusions.Officers = each(rows, viewOfficer)
	for _, x := range r.barrings {
		if x.Relation == store.Close {
			v.Exclusions.Close = append(v.Exclusions.Close, x.User)
		}
	}
	return err
}

// OfficerView is an officer, told apart from others of the same name by where
// they work.
type OfficerView struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Units []string `json:"units" nullable:"false" doc:"names of the bodies in which they hold a role today"`
}

func viewOfficer(o store.OfficerRow) OfficerView { return OfficerView{o.ID, o.Name, o.Units} }

// FindOfficers finds officers of any body by a part of the name, with or without
// tone marks, for those who may have to bar one: whom a petition is about often
// works elsewhere.
func (s *Service) FindOfficers(ctx context.Context, scope access.Scope, name string) ([]OfficerView, error) {
	if !access.MayFindOfficers(scope) {
		return nil, forbidden()
	}
	if name = strings.Join(strings.Fields(norm.NFC.String(name)), " "); utf8.RuneCountInString(name) < 2 || strings.ContainsRune(name, 0) {
		return nil, refuse(WrongValue, "Gõ ít nhất hai ký tự của họ tên.")
	}
	rows, err := s.Records.FindOfficers(ctx, name, s.Today())
	return each(rows, viewOfficer), err
}

// barAtOpening bars from a case that is not open yet whom it is about, those
// close to them, and whom the cases are about out of which it grows. From these it
// bars them too, where it is kept secret.
func (s *Service) barAtOpening(ctx context.Context, scope access.Scope, in *intake) (err error) {
	if len(in.Close) > 0 {
		if in.CloseWhy, err = said(in.CloseWhy); err != nil {
			return err
		}
	}
	for _, b := range []Barring{{in.About, store.Subject, ""}, {in.Close, store.Close, in.CloseWhy}} {
		if err := s.bar(ctx, scope, in.id, b); err != nil {
			return err
		}
	}
	secret := access.Case{Kind: in.law.Plan().Kind, Protected: in.protected}.Secret()
	for _, from := range in.from {
		if err := s.Records.ExcludeAlike(ctx, from.row.ID, in.id); err != nil {
			return err
		}
		if !secret {
			continue
		}
		if err := s.Records.ExcludeAlike(ctx, in.id, from.row.ID); err != nil {
			return err
		}
	}
	return nil
}

// bar keeps officers out of a case that may not be open yet. Nobody bars
// themselves: whom a petition is about leaves it to a colleague.
func (s *Service) bar(ctx context.Context, scope access.Scope, caseID string, b Barring) error {
	known, err := s.names(ctx, nil, b.Users)
	if err != nil {
		return err
	}
	for _, id := range b.Users {
		if _, there := known.Users[id]; !there {
			return refuse(WrongValue, "Không có cán bộ này.")
		}
		if id == scope.User {
			return refuse(WrongValue, "Đơn liên quan đến chính bạn; xin chuyển cho đồng nghiệp tiếp nhận và xử lý.")
		}
	}
	if len(b.Users) == 0 {
		return nil
	}
	if b.Relation == "" {
		b.Relation = store.Subject
	}
	return s.Records.ExcludeFor(ctx, caseID, b.Relation, b.Reason, b.Users...)
}
