package notify

import (
	"context"
	"slices"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// unreached gives back a notice of which nobody can be told, in the bodies where
// the law looks for somebody and in all above them. It is tried again for ever, at
// last once an hour, so that whoever comes is told; until then the administrators
// know, once a day for each body: only they can have somebody appointed.
func (r *round) unreached(ctx context.Context, n store.NoticeRow, rows []store.AddresseeRow) error {
	var units []string
	for _, row := range rows {
		if !slices.Contains(units, row.Unit) {
			units = append(units, row.Unit)
		}
	}
	if len(units) == 0 {
		units = []string{n.Unit}
	}
	r.o.Log.Warn().Str("case", n.Case).Int64("notice", n.ID).Int("attempts", n.Attempts).Strs("units", units).Msg("a notice reaches nobody")
	if err := r.store.NoticeUnreached(ctx, n, noPerson, units, r.again(n.Attempts)); err != nil {
		return err
	}
	for _, unit := range units {
		if err := r.reportVacant(ctx, unit); err != nil {
			return err
		}
	}
	return nil
}

// reportVacant tells the administrators of one body, at most once a day. It names
// no case: that is not their business.
func (r *round) reportVacant(ctx context.Context, unit string) error {
	key := "vacant/" + unit + "/" + legaltime.DateOf(r.o.Now()).String()
	_, err := r.vacancies.Get(key, func() (bool, error) {
		name, err := r.unitName(ctx, unit)
		if err != nil {
			return false, err
		}
		return true, r.tellAdministrators(ctx, key, store.Recipient{Kind: "vacant", Title: "Cảnh báo không đến được ai: " + name,
			Body: "Đơn vị này và mọi cấp trên của nó không có ai để báo: chức vụ bỏ trống, người giữ chức vụ vắng mặt mà không có người thay, hoặc không được biết vụ việc. " +
				"Cảnh báo vẫn chờ và được gửi khi có người. Việc cần làm: cử người, ghi vào danh sách cán bộ; trang Thư không gửi được cho biết còn bao nhiêu cảnh báo đang chờ."})
	})
	return err
}
