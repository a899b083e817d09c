package casework

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// Replacing says that an officer is away, or delegates a role.
type Replacing struct {
	User       string // empty: whoever asks
	Substitute string // empty: nobody; of an absence only
	Unit, Role string // of a delegation; both empty: an absence
	From, To   legaltime.Date
	Basis      string
	Key        string // chosen by the client: the same key is the same entry
}

// Replace enters an absence or a delegation. Sending it again with the same key
// enters it once.
func (s *Service) Replace(ctx context.Context, scope access.Scope, in Replacing) (ReplacementView, error) {
	if in.User == "" {
		in.User = scope.User
	}
	of, err := access.ScopeOf(ctx, s.Records, in.User, s.Today())
	if err != nil {
		return ReplacementView{}, err
	}
	if !access.MayReplace(scope, of) {
		return ReplacementView{}, forbidden()
	}
	row := store.ReplacementRow{ID: idOf(scope, "replacement", in.Key), User: in.User, Substitute: in.Substitute, Unit: in.Unit, Role: in.Role,
		FirstDay: in.From, LastDay: in.To, Basis: strings.TrimSpace(in.Basis), EnteredBy: scope.User, Entered: s.Now()}
	if _, err := s.Records.Replacement(ctx, row.ID); errors.Is(err, store.ErrNotFound) {
		if err := s.putReplacement(ctx, of, row); err != nil {
			return ReplacementView{}, err
		}
	}
	if row, err = s.Records.Replacement(ctx, row.ID); err != nil {
		return ReplacementView{}, err
	}
	views, err := s.viewReplacements(ctx, scope, []store.ReplacementRow{row})
	if err != nil {
		return ReplacementView{}, err
	}
	return views[0], nil
}

func (s *Service) putReplacement(ctx context.Context, of access.Scope, row store.ReplacementRow) error {
	wrong, err := s.faults(ctx, of, row)
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		r := refuse(WrongValue, "Một số trường chưa đúng.")
		r.Fields = wrong
		return r
	}
	err = s.Records.PutReplacement(ctx, row)
	if errors.Is(err, store.ErrConflict) {
		return refuse(WrongValue, "Trùng thời gian với một lần vắng mặt hoặc uỷ quyền đã ghi; xin kết thúc lần đó trước.")
	}
	return err
}

// faults are all that is wrong with an entry.
func (s *Service) faults(ctx context.Context, of access.Scope, row store.ReplacementRow) (list []machine.FieldProblem, err error) {
	wrong := func(field, sentence string) {
		list = append(list, machine.FieldProblem{Field: field, Code: "invalid", Sentence: sentence})
	}
	if row.FirstDay.IsZero() {
		wrong("from", "Cần ghi ngày đầu.")
	}
	if !row.LastDay.IsZero() && row.LastDay.Before(row.FirstDay) {
		wrong("to", "Ngày cuối trước ngày đầu.")
	}
	posts := of.Posts()
	if !row.Absence() {
		posts = slices.DeleteFunc(posts, func(h store.HoldingRow) bool { return h.Unit != row.Unit || h.Role != row.Role })
		for field, missing := range map[string]bool{"to": row.LastDay.IsZero(), "basis": row.Basis == "", "substitute": row.Substitute == ""} {
			if missing {
				wrong(field, "Uỷ quyền phải có người nhận, ngày cuối và văn bản uỷ quyền.")
			}
		}
	}
	if len(posts) == 0 {
		wrong("role", "Người này không giữ vai trò nào để thay; việc đang làm thay người khác không được uỷ quyền lại.")
	}
	if row.Substitute == "" {
		return list, nil
	}
	fit, err := s.fits(ctx, row, posts)
	if err == nil && !fit {
		wrong("substitute", "Người thay phải là cán bộ khác, đang giữ vai trò giải quyết đơn ở cùng đơn vị.")
	}
	return list, err
}

// fits tells whether somebody may stand in: they work on cases in a body of one of
// the posts, so that no secret leaves it.
func (s *Service) fits(ctx context.Context, row store.ReplacementRow, posts []store.HoldingRow) (bool, error) {
	u, err := s.Records.User(ctx, row.Substitute)
	if errors.Is(err, store.ErrNotFound) || row.Substitute == row.User || u.Disabled {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	theirs, err := access.ScopeOf(ctx, s.Records, row.Substitute, s.Today())
	return slices.ContainsFunc(theirs.Posts(), func(a store.HoldingRow) bool {
		return slices.ContainsFunc(posts, func(b store.HoldingRow) bool { return a.Unit == b.Unit })
	}), err
}

// EndReplacement ends an absence or a delegation early: whoever may enter it may,
// and to whom a role was delegated may give it back. The zero day is today.
func (s *Service) EndReplacement(ctx context.Context, scope access.Scope, id string, day legaltime.Date) error {
	row, err := s.Records.Replacement(ctx, id)
	if err != nil {
		return known(err)
	}
	may, err := s.mayEnd(ctx, scope, row)
	if err != nil {
		return err
	}
	if !may {
		return notFound()
	}
	if day.IsZero() {
		day = s.Today()
	}
	if day.Before(s.Today()) {
		return refuse(WrongValue, "Không kết thúc lùi ngày: việc đã làm thay vẫn có giá trị.")
	}
	return known(s.Records.EndReplacement(ctx, row.ID, day, scope.User, s.Now()))
}

func (s *Service) mayEnd(ctx context.Context, scope access.Scope, row store.ReplacementRow) (bool, error) {
	if !row.Absence() && row.Substitute == scope.User {
		return true, nil
	}
	of, err := access.ScopeOf(ctx, s.Records, row.User, s.Today())
	return access.MayReplace(scope, of), err
}
