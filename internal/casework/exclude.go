package casework

import (
	"context"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
)

// Exclude bars the officers whom a case is about, for good: they never see it,
// handle it or are told of it. Whoever may read the petition says so, and it is
// written down.
func (s *Service) Exclude(ctx context.Context, scope access.Scope, id string, users []string, reason string) error {
	r, err := s.read(ctx, scope, id)
	if err != nil {
		return err
	}
	if !r.entitled {
		return forbidden()
	}
	if reason = strings.TrimSpace(reason); reason == "" || strings.ContainsRune(reason, 0) {
		return refuse(WrongValue, "Cần ghi lý do không để cán bộ này tham gia.")
	}
	if err := s.bar(ctx, scope, r.row.ID, users); err != nil {
		return err
	}
	return r.log(barred+strings.Join(users, " "), reason)
}

// barred lists them for those who may bar others.
func (r *reading) barred(v *CaseView) error {
	if !r.entitled {
		return nil
	}
	rows, err := r.Records.Officers(r.ctx, r.excluded, r.Today())
	v.Exclusions = &Exclusions{each(rows, viewOfficer)}
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

// bar keeps officers out of a case that may not be open yet. Nobody bars
// themselves: whom a petition is about leaves it to a colleague.
func (s *Service) bar(ctx context.Context, scope access.Scope, caseID string, users []string) error {
	known, err := s.names(ctx, nil, users)
	if err != nil {
		return err
	}
	for _, id := range users {
		if _, there := known.Users[id]; !there {
			return refuse(WrongValue, "Không có cán bộ này.")
		}
		if id == scope.User {
			return refuse(WrongValue, "Đơn liên quan đến chính bạn; xin chuyển cho đồng nghiệp tiếp nhận và xử lý.")
		}
	}
	if len(users) == 0 {
		return nil
	}
	return s.Records.Exclude(ctx, caseID, users...)
}
