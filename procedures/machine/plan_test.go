package machine_test

import (
	"testing"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

func term(s string) legaltime.Term {
	t, err := legaltime.ParseTerm(s)
	if err != nil {
		panic(err)
	}
	return t
}

func day(s string) legaltime.Moment {
	m, err := legaltime.ParseMoment(s)
	if err != nil {
		panic(err)
	}
	return m
}

func calendar(t testing.TB) *legaltime.Calendar {
	t.Helper()
	cal, err := library.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func lawOf(t testing.TB, p *plan.Plan) *machine.Law {
	t.Helper()
	law, err := machine.NewLaw(p, calendar(t))
	if err != nil {
		t.Fatal(err)
	}
	return law
}

func do(name string, change ...func(*plan.Act)) plan.Act {
	a := plan.Act{Name: name, Title: "Việc " + name, Roles: []string{"thu-truong"}, Cite: "LKN Đ1"}
	for _, c := range change {
		c(&a)
	}
	return a
}

func form(name string) func(*plan.Act)    { return func(a *plan.Act) { a.Form = name } }
func by(roles ...string) func(*plan.Act)  { return func(a *plan.Act) { a.Roles = roles } }
func repeats(a *plan.Act)                 { a.Repeats = true }
func hand(h plan.Handoff) func(*plan.Act) { return func(a *plan.Act) { a.Handoff = h } }
func to(stage string) []plan.Branch       { return []plan.Branch{{To: stage}} }
func flag(name string) plan.Field         { return plan.Field{Name: name, Title: name, Type: plan.Flag} }

func rung(offset string, does plan.Does, roles ...string) plan.Rung {
	r := plan.Rung{Does: does, To: roles}
	if offset != "" {
		r.Offset = term(offset)
	}
	return r
}

// petition is a procedure that has one of everything.
func petition() *plan.Plan {
	return &plan.Plan{
		Procedure: "thu", Title: "Thử", Kind: plan.Complaint, Version: "2026-07-01", From: day("2026-07-01").Date,
		Opening: "tiep-nhan", Intake: "don",
		Roles: []plan.Role{
			{Name: "nguoi-xu-ly", Title: "Người xử lý", At: plan.Responsible},
			{Name: "thu-truong", Title: "Thủ trưởng", At: plan.Responsible},
			{Name: "ben-nhan", Title: "Bên nhận", At: plan.Receiver, HeldBy: []string{"nguoi-tiep-nhan"}},
			{Name: "cap-tren", Title: "Cấp trên", At: plan.Superior, HeldBy: []string{"thu-truong"}},
		},
		Facts: []plan.Fact{
			{Name: "phuc-tap", Title: "Phức tạp", Type: plan.Flag}, {Name: "dac-biet", Title: "Đặc biệt", Type: plan.Flag},
			{Name: "vung-sau", Title: "Vùng sâu", Type: plan.Flag}, {Name: "con-khac-nhau", Title: "Còn khác nhau", Type: plan.Flag},
			{Name: "so-nguoi", Title: "Số người", Type: plan.Number},
		},
		Policies: []plan.Policy{{Name: "han", Title: "Hạn", Doubt: "?", Default: "nghi-dinh", Options: []plan.Option{{Value: "nghi-dinh"}, {Value: "luat"}}}},
		Forms: []plan.Form{
			{Name: "don", Title: "Đơn", Fields: []plan.Field{{Name: "nguoi", Title: "Người", Type: plan.Identity, Required: true}, flag("vung-sau")}},
			{Name: "phuc-tap", Title: "Phức tạp", Fields: []plan.Field{flag("phuc-tap"), flag("dac-biet")}},
			{Name: "bao-cao", Title: "Báo cáo", Fields: []plan.Field{flag("con-khac-nhau")}},
			{Name: "chuyen", Title: "Chuyển", Fields: []plan.Field{{Name: "noi-nhan", Title: "Nơi nhận", Type: plan.Unit, Required: true}}},
			{Name: "moi", Title: "Mời", Fields: []plan.Field{{Name: "ngay", Title: "Ngày họp", Type: plan.Day, Required: true}}},
			{Name: "du", Title: "Đủ loại", Fields: []plan.Field{
				{Name: "so", Title: "Số", Type: plan.Number, Required: true}, {Name: "ngay", Title: "Ngày", Type: plan.Day},
				{Name: "chon", Title: "Chọn", Type: plan.Choice, Options: []plan.Option{{Value: "a"}, {Value: "b"}}},
				{Name: "so-nguoi", Title: "Số người", Type: plan.Number}, {Name: "chu", Title: "Chữ", Type: plan.Text}}},
		},
		Clocks: clocks(), Acts: acts(), Stages: stages(),
	}
}

func clocks() []plan.Clock {
	return []plan.Clock{
		{Name: "thu-ly", Title: "Thụ lý", Cite: "LKN Đ27", Starts: []plan.Start{{Act: "tiep-nhan"}}, Met: []string{"thu-ly", "khong-thu-ly"},
			Terms: []plan.TermRule{{When: `han == "luat"`, Is: term("10 days")}, {Is: term("7 working days"), Warn: term("8 days")}},
			Rungs: []plan.Rung{rung("3 working days before", plan.Remind, "nguoi-xu-ly"), rung("", plan.Escalate, "thu-truong"),
				rung("1 working day", plan.Escalate, "cap-tren")}},
		{Name: "giai-quyet", Title: "Giải quyết", Cite: "LKN Đ28", Starts: []plan.Start{{Act: "thu-ly"}}, Met: []string{"ban-hanh"}, Stops: []string{"dinh-chi"},
			Terms:      []plan.TermRule{{When: "phuc-tap && vung-sau", Is: term("60 days")}, {When: "phuc-tap || vung-sau", Is: term("45 days")}, {Is: term("30 days")}},
			Pauses:     []plan.Pause{{From: "tam-dinh-chi", Until: "tiep-tuc"}, {From: "trung-cau", Until: "nhan-ket-qua"}},
			Extensions: []plan.Extension{{Act: "gia-han", By: term("30 days"), Limits: []plan.Limit{{When: "dac-biet", Times: 2}, {When: "phuc-tap", Times: 1, Cite: "LTC Đ30.2"}}, Cite: "LTC Đ30"}},
			Rungs: []plan.Rung{rung("10 days before", plan.Remind, "nguoi-xu-ly"), rung("3 working days before", plan.Remind, "nguoi-xu-ly", "thu-truong"),
				rung("", plan.Escalate, "thu-truong"), rung("3 working days", plan.Escalate, "cap-tren")}},
		{Name: "tuoi", Title: "Hạn mới", Cite: "BLTTHS Đ148", Starts: []plan.Start{{Act: "thu-ly"}}, Met: []string{"ban-hanh"},
			Terms: []plan.TermRule{{Is: term("2 months")}}, Pauses: []plan.Pause{{From: "tam-dinh-chi", Until: "tiep-tuc", Fresh: term("1 month")}}},
		{Name: "xac-nhan", Title: "Xác nhận", Cite: "NB Đ1", Starts: []plan.Start{{Act: "chuyen-don"}}, Met: []string{"nhan-don", "tu-choi"}, Stops: []string{"thu-hoi"},
			Terms: []plan.TermRule{{Is: term("3 working days")}}},
		{Name: "gui", Title: "Gửi", Cite: "Đ28b", Starts: []plan.Start{{Act: "tam-dinh-chi"}, {Act: "tiep-tuc"}}, Met: []string{"gui"}, Terms: []plan.TermRule{{Is: term("3 working days")}}},
		{Name: "bao-truoc", Title: "Báo trước", Cite: "Đ28", Starts: []plan.Start{{Act: "moi", From: "ngay"}}, Met: []string{"thong-bao"},
			Terms: []plan.TermRule{{Is: term("5 days before")}}, Rungs: []plan.Rung{rung("2 days before", plan.Remind, "nguoi-xu-ly")}},
		{Name: "hieu-luc", Title: "Hiệu lực", Cite: "LKN Đ44", Starts: []plan.Start{{Act: "ban-hanh"}}, Terms: []plan.TermRule{{Is: term("30 days")}}, NoRoll: true,
			Lapse: &plan.Lapse{In: "da-ban-hanh", To: "co-hieu-luc"}, Rungs: []plan.Rung{rung("", plan.Remind, "nguoi-xu-ly")}},
		{Name: "tam-giu", Title: "Tạm giữ", Cite: "Đ118", Starts: []plan.Start{{Act: "moi"}}, Met: []string{"thong-bao"}, Terms: []plan.TermRule{{Is: term("24 hours")}}},
	}
}

func acts() []plan.Act {
	return []plan.Act{
		do("thu-ly"), do("khong-thu-ly"), do("du", form("du"), repeats),
		do("chuyen-don", form("chuyen"), hand(plan.Offer), repeats, by("nguoi-xu-ly", "thu-truong")),
		do("nhan-don", hand(plan.Accept), by("ben-nhan")), do("tu-choi", hand(plan.Decline), by("ben-nhan"), repeats),
		do("thu-hoi", hand(plan.Withdraw), by("nguoi-xu-ly"), repeats), do("rut-len", hand(plan.TakeOver), by("cap-tren")),
		do("phuc-tap", form("phuc-tap"), repeats, func(a *plan.Act) { a.Within = "giai-quyet" }),
		do("gia-han", form("phuc-tap")), do("tam-dinh-chi", func(a *plan.Act) { a.Since = day("2026-07-01").Date; a.Until = day("2026-12-31").Date }),
		do("tiep-tuc"), do("trung-cau", repeats), do("nhan-ket-qua", repeats),
		do("bao-cao", form("bao-cao"), by("nguoi-xu-ly")),
		do("thong-bao", by("nguoi-xu-ly"), func(a *plan.Act) { a.Needed = "con-khac-nhau" }),
		do("doi-thoai", func(a *plan.Act) {
			a.Needed, a.Requires = "con-khac-nhau", []string{"thong-bao"}
			a.Gap = &plan.Gap{After: "thong-bao", AtLeast: term("5 days"), Cite: "Đ28.1"}
		}),
		do("gui", by("nguoi-xu-ly"), repeats), do("moi", form("moi"), repeats),
		do("chi-vung-sau", func(a *plan.Act) { a.When, a.Refuse = "vung-sau", "Chỉ ở vùng sâu." }),
		do("ban-hanh", func(a *plan.Act) { a.Requires = []string{"bao-cao", "doi-thoai"} }),
		do("dinh-chi"), do("tu-nhan", form("phuc-tap"), func(a *plan.Act) { a.When = "phuc-tap" }), do("re", form("bao-cao")), do("ket-thuc", by("nguoi-xu-ly")),
	}
}

func stages() []plan.Stage {
	return []plan.Stage{
		{Name: "tiep-nhan", Title: "Tiếp nhận", Moves: []plan.Move{{Act: "thu-ly", Then: to("xac-minh")}, {Act: "khong-thu-ly", Then: to("het")},
			{Act: "chuyen-don", Then: to("cho-nhan")}, {Act: "du", Then: to(plan.Stay)}}},
		{Name: "cho-nhan", Title: "Chờ nhận", Moves: []plan.Move{{Act: "nhan-don", Then: to("tiep-nhan")}, {Act: "tu-choi", Then: to(plan.Back)},
			{Act: "thu-hoi", Then: to(plan.Back)}, {Act: "rut-len", Then: to("tiep-nhan")}}},
		{Name: "xac-minh", Title: "Xác minh", Tasks: []string{"bao-cao", "thong-bao", "doi-thoai", "gui"}, Moves: []plan.Move{
			{Act: "phuc-tap", Then: to(plan.Stay)}, {Act: "gia-han", Then: to(plan.Stay)}, {Act: "tam-dinh-chi", Then: to("tam-dung")},
			{Act: "trung-cau", Then: to(plan.Stay)}, {Act: "nhan-ket-qua", Then: to(plan.Stay)}, {Act: "moi", Then: to(plan.Stay)},
			{Act: "chi-vung-sau", Then: to(plan.Stay)}, {Act: "tu-nhan", Then: to(plan.Stay)}, {Act: "ban-hanh", Then: to("da-ban-hanh")}, {Act: "dinh-chi", Then: to("het")},
			{Act: "chuyen-don", Then: to(plan.Stay)}, {Act: "nhan-don", Then: to("tiep-nhan")}, {Act: "rut-len", Then: to("tiep-nhan")},
			{Act: "re", Then: []plan.Branch{{When: "con-khac-nhau", To: "tam-dung"}, {When: "phuc-tap", To: plan.Stay}}}}},
		{Name: "tam-dung", Title: "Tạm dừng", Tasks: []string{"gui"}, Moves: []plan.Move{{Act: "tiep-tuc", Then: to(plan.Back)}, {Act: "dinh-chi", Then: to("het")},
			{Act: "nhan-ket-qua", Then: to(plan.Stay)}, {Act: "trung-cau", Then: to(plan.Stay)}}},
		{Name: "da-ban-hanh", Title: "Đã ban hành", Moves: []plan.Move{{Act: "tam-dinh-chi", Then: to("tam-dung")}, {Act: "dinh-chi", Then: to("het")}}},
		{Name: "co-hieu-luc", Title: "Có hiệu lực", Moves: []plan.Move{{Act: "ket-thuc", Then: to("het")}, {Act: "du", Then: to(plan.Stay)}}},
		{Name: "het", Title: "Hết", Outcome: "het"},
	}
}
