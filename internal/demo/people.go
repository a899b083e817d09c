package demo

import (
	"context"
	"fmt"

	"github.com/donthu/donthu/internal/staff"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Password opens every demo account.
const Password = "donthu-demo-2026"

// Account is a demo account as the terminal lists it.
type Account struct {
	Account string
	Role    string // what the person does, in Vietnamese
	Unit    string // name
}

// posts are the people of an office: how the account begins, what roles they
// hold there.
var posts = []struct {
	prefix, title string
	roles         []string
}{
	{"tiepnhan", "Tiếp nhận", []string{"nguoi-tiep-nhan"}},
	{"xuly", "Xử lý đơn", []string{"nguoi-xu-ly"}},
	{"xacminh", "Xác minh", []string{"nguoi-xac-minh"}},
	{"chutich", "Thủ trưởng", []string{"thu-truong"}},
}

// inspectors of the province write, publish and oversee; one writes, another
// publishes, since nobody publishes their own draft.
var inspectors = []struct {
	account, title, unit string
	roles                []string
}{
	{"soanthao", "Soạn quy trình", "thanh-tra-tinh", []string{"soan-quy-trinh"}},
	{"congbo", "Duyệt và công bố quy trình", "thanh-tra-tinh", []string{"soan-quy-trinh", "ban-hanh-quy-trinh"}},
	{"quantri", "Quản trị", "ubnd-tinh", []string{"quan-tri"}},
}

// lastAppointed is the officer whose presence says that all is installed.
const lastAppointed = "quantri"

// Shown are the accounts that the terminal and the README name.
var Shown = []Account{
	{"tiepnhan.phuong-nha-trang", "Tiếp nhận đơn", "UBND phường Nha Trang"},
	{"xuly.phuong-nha-trang", "Xử lý đơn", "UBND phường Nha Trang"},
	{"xacminh.phuong-nha-trang", "Xác minh", "UBND phường Nha Trang"},
	{"chutich.phuong-nha-trang", "Chủ tịch", "UBND phường Nha Trang"},
	{"xuly.phuong-phan-rang", "Xử lý đơn", "UBND phường Phan Rang"},
	{"chutich.ubnd-tinh", "Chủ tịch", "UBND tỉnh Khánh Hòa"},
	{"soanthao", "Soạn quy trình", "Thanh tra tỉnh"},
	{"congbo", "Công bố quy trình", "Thanh tra tỉnh"},
}

func installPeople(ctx context.Context, st *store.Store, units []store.UnitRow, hash string) error {
	for i, u := range units {
		for j, p := range posts {
			account := p.prefix + "." + u.ID
			if err := appoint(ctx, st, account, name(i*len(posts)+j), hash, u.ID, p.roles, u.FirstDay); err != nil {
				return err
			}
		}
	}
	for i, p := range inspectors {
		if err := appoint(ctx, st, p.account, name(1000+i), hash, p.unit, p.roles, reorganised); err != nil {
			return err
		}
	}
	return nil
}

func appoint(ctx context.Context, st *store.Store, account, name, hash, unit string, roles []string, from legaltime.Date) error {
	id := staff.ID(account)
	if err := st.PutUser(ctx, store.UserRow{ID: id, Account: account, Name: name, Email: account + "@demo.invalid"}); err != nil {
		return fmt.Errorf("demo officer %s: %w", account, err)
	}
	if err := st.SetPassword(ctx, id, hash); err != nil {
		return fmt.Errorf("demo officer %s: %w", account, err)
	}
	for _, r := range roles {
		if err := st.Appoint(ctx, store.HoldingRow{User: id, Unit: unit, Role: r, FirstDay: from, Basis: "Dữ liệu trình diễn"}); err != nil {
			return fmt.Errorf("demo officer %s: %w", account, err)
		}
	}
	return nil
}

var (
	families = []string{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Chamaléa", "Katơr", "Pi Năng", "Cao", "Mấu", "Thành"}
	middles  = []string{"Thị", "Văn", "Ngọc", "Minh", "Thanh", "Hữu", "Thu", "Quang", "Kim", "Đức", "Xuân"}
	givens   = []string{"An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hạnh", "Hòa", "Khánh", "Lan", "Linh", "Mai", "Nam", "Nga", "Phúc", "Quân", "Sơn", "Thảo", "Trang", "Tuấn", "Uyên", "Vinh", "Yến"}
)

// name is the n-th made-up name. The lengths of the lists have no common
// divisor, so names repeat late.
func name(n int) string {
	return families[n%len(families)] + " " + middles[n%len(middles)] + " " + givens[n%len(givens)]
}
