package machine

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// Policies about counting itself. The law is in doubt about each (see
// legaltime.Policy); "khong" switches the reading off, every other value keeps
// the default. A procedure may declare any of them; all but the first hold in
// the others besides (see Readings).
const (
	RollPolicy         = "cuon-ngay-nghi"        // a last day that is a day off rolls to the next working day
	CompensatoryPolicy = "cuon-nghi-bu"          // a compensatory or swapped day off rolls like a holiday
	SaturdayPolicy     = "tinh-lam-bu"           // a Saturday worked in exchange counts as a working day
	NominalPolicy      = "gia-han-tu-danh-nghia" // an extension is counted from the nominal last day, not from the rolled one
	BeforeEndPolicy    = "gia-han-truoc-han"     // an extension has to be decided before the term ends
	ResumptionPolicy   = "tinh-ngay-tiep-tuc"    // the day on which a suspension ends counts
)

// counting is the way of counting that a case follows.
func (l *Law) counting(s *State) legaltime.Policy {
	p := legaltime.DefaultPolicy()
	if !l.doubtful && len(s.Policies) == 0 {
		return p
	}
	read := l.reader(s)
	p.Roll = read(RollPolicy) != off
	p.RollCompensatory = read(CompensatoryPolicy) != off
	p.WorkingSaturdays = read(SaturdayPolicy) != off
	p.ExtendRolled = read(NominalPolicy) == off
	p.PauseOnResumption = read(ResumptionPolicy) == off
	return p
}

const off = "khong"

// Readings are all policies that a case under a procedure follows: its own and
// those of which it does not speak.
func Readings(p *plan.Plan) []plan.Policy { return slices.Concat(p.Policies, unsaid(p)) }

// unsaid are the doubts about counting that matter to a procedure and of which it
// does not speak: they are read alike in all cases of an installation.
func unsaid(p *plan.Plan) (all []plan.Policy) {
	for _, y := range everywhere {
		if matters(p, y.Name) && !slices.ContainsFunc(p.Policies, func(own plan.Policy) bool { return own.Name == y.Name }) {
			all = append(all, y)
		}
	}
	return all
}

// matters says that a date can turn on a policy about counting.
func matters(p *plan.Plan, policy string) bool {
	return slices.ContainsFunc(p.Clocks, func(c plan.Clock) bool {
		switch policy {
		case NominalPolicy, BeforeEndPolicy:
			return len(c.Extensions) > 0
		case ResumptionPolicy:
			return len(c.Pauses) > 0
		}
		return true
	})
}

var everywhere = []plan.Policy{
	reading(CompensatoryPolicy, "Ngày cuối là ngày nghỉ bù hoặc ngày nghỉ hoán đổi",
		"Bộ luật Dân sự chỉ nói ngày nghỉ cuối tuần và ngày nghỉ lễ; ngày nghỉ bù, hoán đổi do thông báo hằng năm định.",
		plan.Option{Title: "Dời như ngày nghỉ lễ: cơ quan không làm việc", Cite: "BLLĐ Đ111.3"},
		plan.Option{Title: "Không dời: không phải ngày nghỉ lễ", Cite: "BLDS Đ148.5"}),
	reading(SaturdayPolicy, "Thứ Bảy làm bù",
		"Luật không nói ngày thứ Bảy làm bù cho ngày nghỉ hoán đổi có là ngày làm việc khi tính thời hạn hay không.",
		plan.Option{Title: "Là ngày làm việc của cơ quan làm việc 05 ngày một tuần", Cite: "BLLĐ Đ112.3"},
		plan.Option{Title: "Vẫn là ngày nghỉ cuối tuần", Cite: "BLDS Đ148.5"}),
	reading(NominalPolicy, "Gia hạn tính từ ngày nào khi thời hạn trước hết vào ngày nghỉ",
		"Luật chỉ nói được gia hạn bao nhiêu ngày, không nói tính từ ngày cuối danh nghĩa hay từ ngày đã dời qua ngày nghỉ.",
		plan.Option{Title: "Từ ngày cuối danh nghĩa: 30, 60, 90 ngày từ ngày thụ lý", Cite: "LTC Đ30"},
		plan.Option{Title: "Từ ngày đã dời: thời hạn trước chỉ hết vào ngày đó", Cite: "BLDS Đ148.5"}),
	reading(BeforeEndPolicy, "Gia hạn phải quyết định khi nào",
		"Luật không nói quyết định gia hạn có phải ra trước khi hết thời hạn hay không.",
		plan.Option{Title: "Trước khi hết thời hạn", Cite: "LTC Đ30.2", Reading: "Chỉ gia hạn được thời hạn còn chạy"},
		plan.Option{Title: "Cả khi đã hết thời hạn", Cite: "LTC Đ30.2", Reading: "Luật không buộc ra quyết định trước ngày nào"}),
	reading(ResumptionPolicy, "Ngày tiếp tục giải quyết sau tạm đình chỉ",
		"Luật chỉ nói thời gian tạm đình chỉ không tính, không nói ngày ra quyết định tiếp tục thuộc về bên nào.",
		plan.Option{Title: "Được tính: thời hạn chạy tiếp từ ngày quyết định tiếp tục", Cite: "124/2020/NĐ-CP Đ28b.2"},
		plan.Option{Title: "Không tính: thời hạn chạy tiếp từ ngày hôm sau, như mọi thời hạn tính từ một ngày", Cite: "BLDS Đ147"}),
}

// reading is a doubt with the reading that is on by default and the other one.
func reading(name, title, doubt string, on, other plan.Option) plan.Policy {
	on.Value, other.Value = "co", off
	return plan.Policy{Name: name, Title: title, Doubt: doubt, Default: on.Value, Options: []plan.Option{on, other}}
}
