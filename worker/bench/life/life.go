// Package life is one small case: a procedure of one working clock, and the
// story of a complaint in it. The benchmark measures it, the tests of the
// workflow live it, the recorded histories replay it. It never changes: its
// plan stands under its hash in those histories.
package life

import (
	"fmt"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Names that a story needs.
const (
	Procedure = "khieu-nai-mau"
	Version   = "2026-07-01"
	Unit      = "xa-yen-son"
	Superior  = "tinh-tuyen-quang"
	officer   = "nguoi-xu-ly"
	head      = "thu-truong"
)

// Steps are the acts after the reception, in order. The third moves the alarm.
var Steps = []string{
	"thu-ly", "giao-xac-minh", "xac-dinh-phuc-tap", "bao-cao-xac-minh",
	"thong-bao-doi-thoai", "doi-thoai", "ban-hanh-quyet-dinh", "gui-quyet-dinh",
}

// Plan is the procedure of the life.
func Plan() *plan.Plan {
	return &plan.Plan{
		Procedure: Procedure, Title: "Giải quyết khiếu nại (mẫu đo)", Kind: plan.Complaint, Version: Version,
		From: day(2020, 1, 1), Cite: "LKN Đ28", Opening: "tiep-nhan", Intake: "tiep-nhan",
		Roles: []plan.Role{
			{Name: officer, Title: "Người xử lý", At: plan.Responsible},
			{Name: head, Title: "Thủ trưởng", At: plan.Responsible},
			{Name: "cap-tren", Title: "Cấp trên trực tiếp", At: plan.Superior, HeldBy: []string{head}},
		},
		Facts:  []plan.Fact{{Name: "phuc-tap", Title: "Vụ việc phức tạp", Type: plan.Flag}},
		Forms:  forms(),
		Clocks: clocks(),
		Acts:   acts(),
		Stages: []plan.Stage{
			{Name: "tiep-nhan", Title: "Mới tiếp nhận", Moves: moves("thu-ly", "xac-minh")},
			{Name: "xac-minh", Title: "Đang xác minh", Tasks: Steps[1:6], Moves: moves("ban-hanh-quyet-dinh", "da-ban-hanh")},
			{Name: "da-ban-hanh", Title: "Đã ban hành", Moves: moves("gui-quyet-dinh", "ket-thuc")},
			{Name: "ket-thuc", Title: "Kết thúc", Outcome: "giai-quyet"},
		},
	}
}

func forms() []plan.Form {
	return []plan.Form{
		{Name: "tiep-nhan", Title: "Đơn khiếu nại", Fields: []plan.Field{
			{Name: "nguoi-khieu-nai", Title: "Người khiếu nại", Type: plan.Identity, Required: true},
			{Name: "noi-dung", Title: "Nội dung", Type: plan.Narrative, Required: true},
		}},
		{Name: "phuc-tap", Title: "Xác định phức tạp", Fields: []plan.Field{
			{Name: "phuc-tap", Title: "Vụ việc phức tạp", Type: plan.Flag, Required: true},
		}},
		{Name: "van-ban", Title: "Văn bản", Fields: []plan.Field{
			{Name: "so-van-ban", Title: "Số văn bản", Type: plan.Text, Required: true},
			{Name: "ghi-chu", Title: "Ghi chú", Type: plan.Narrative},
		}},
	}
}

// clocks: one that alarms, one that only runs beside it.
func clocks() []plan.Clock {
	return []plan.Clock{
		{Name: "giai-quyet", Title: "Thời hạn giải quyết", Cite: "LKN Đ28",
			Starts: []plan.Start{{Act: machine.Reception}}, Met: []string{"gui-quyet-dinh"},
			Terms: []plan.TermRule{
				{When: "phuc-tap", Is: term(60, legaltime.Days, false), Cite: "LKN Đ28"},
				{Is: term(30, legaltime.Days, false), Cite: "LKN Đ28"},
			},
			Rungs: []plan.Rung{
				{Offset: term(10, legaltime.Days, true), To: []string{officer}, Does: plan.Remind},
				{Offset: term(3, legaltime.WorkingDays, true), To: []string{officer, head}, Does: plan.Remind},
				{To: []string{head}, Does: plan.Escalate},
				{Offset: term(3, legaltime.WorkingDays, false), To: []string{"cap-tren"}, Does: plan.Escalate},
			}},
		{Name: "luu-ho-so", Title: "Thời hạn lưu hồ sơ", Cite: "NB",
			Starts: []plan.Start{{Act: "thu-ly"}}, Met: []string{"gui-quyet-dinh"},
			Terms: []plan.TermRule{{Is: term(180, legaltime.Days, false)}},
			Rungs: []plan.Rung{{Offset: term(5, legaltime.Days, true), To: []string{officer}, Does: plan.Remind}}},
	}
}

func acts() []plan.Act {
	var out []plan.Act
	for _, name := range Steps {
		a := plan.Act{Name: name, Title: name, Roles: []string{officer}, Form: "van-ban", Cite: "LKN Đ28"}
		switch name {
		case "xac-dinh-phuc-tap":
			a.Form = "phuc-tap"
		case "thu-ly":
			a.Roles = []string{head}
		case "ban-hanh-quyet-dinh":
			a.Roles, a.Requires = []string{head}, Steps[1:6]
		}
		out = append(out, a)
	}
	return out
}

func moves(act, to string) []plan.Move {
	return []plan.Move{{Act: act, Then: []plan.Branch{{To: to}}}}
}

func term(n int, unit legaltime.Unit, backward bool) legaltime.Term {
	return legaltime.Term{N: n, Unit: unit, Backward: backward}
}

func day(y int, m time.Month, d int) legaltime.Date { return legaltime.NewDate(y, m, d) }

// Event is step n of a life, 0 being the reception, as it happens at an
// instant. Commands of different cases may be alike.
func Event(n int, at time.Time) machine.Event {
	e := machine.Event{Command: fmt.Sprintf("command-%d", n), Kind: machine.Acts, On: legaltime.Day(legaltime.DateOf(at)), At: at.UTC(),
		Actor: machine.Actor{User: "4b1c0f2e-87a1-4f0e-9d3e-1c9a", Unit: Unit, Roles: []string{officer, head}}}
	if n == 0 {
		e.Kind, e.Unit, e.Superior = machine.Opens, Unit, Superior
		e.With = map[string]any{"nguoi-khieu-nai": "token:6f1d2c3b4a59", "noi-dung": "token:0a1b2c3d4e5f"}
		return e
	}
	e.Act = Steps[n-1]
	e.With = map[string]any{"so-van-ban": fmt.Sprintf("%d/TB-UBND", 100+n), "ghi-chu": "token:5e4d3c2b1a09"}
	if e.Act == "xac-dinh-phuc-tap" {
		e.With = map[string]any{"phuc-tap": true}
	}
	return e
}
