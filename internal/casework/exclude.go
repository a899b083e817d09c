package casework

import (
	"context"
	"errors"
	"strings"

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
	return r.log("exclude "+strings.Join(users, " "), reason)
}

// bar keeps officers out of a case that may not be open yet. Nobody bars
// themselves: whom a petition is about leaves it to a colleague.
func (s *Service) bar(ctx context.Context, scope access.Scope, caseID string, users []string) error {
	for _, id := range users {
		_, err := s.Records.User(ctx, id)
		if errors.Is(err, store.ErrNotFound) {
			return refuse(WrongValue, "Không có cán bộ này.")
		}
		if err != nil {
			return err
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
