package machine_test

import (
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// first is a complaint settled within 30 days, whose decision takes effect of
// itself 30 days later.
func first() *plan.Plan {
	clock := func(name, act string, lapse *plan.Lapse, met ...string) plan.Clock {
		return plan.Clock{Name: name, Title: name, Cite: "LKN Đ28", Starts: []plan.Start{{Act: act}}, Met: met, Lapse: lapse,
			Terms: []plan.TermRule{{Is: term("30 days")}}, Pauses: []plan.Pause{{From: "tam-dinh-chi", Until: "tiep-tuc", Cite: "LKN Đ11a"}}}
	}
	link := plan.Field{Name: "ho-so", Title: "Hồ sơ sau", Type: plan.Case, Of: []string{"lan-hai"}}
	return &plan.Plan{Procedure: "lan-dau", Title: "Lần đầu", Version: "2026-07-01", Opening: "xac-minh", Intake: "don",
		Roles:  []plan.Role{{Name: "thu-truong", Title: "Thủ trưởng", At: plan.Responsible}},
		Forms:  []plan.Form{{Name: "don", Title: "Đơn", Fields: []plan.Field{{Name: "nguoi", Type: plan.Identity}}}, {Name: "ghi-nhan", Title: "Ghi nhận", Fields: []plan.Field{link}}},
		Clocks: []plan.Clock{clock("giai-quyet", machine.Reception, nil, "ban-hanh"), clock("hieu-luc", "ban-hanh", &plan.Lapse{In: "da-ban-hanh", To: "co-hieu-luc"})},
		Acts:   []plan.Act{do("ban-hanh"), do("tam-dinh-chi"), do("tiep-tuc"), do("ghi-nhan", form("ghi-nhan"))},
		Stages: []plan.Stage{
			{Name: "xac-minh", Title: "Xác minh", Moves: []plan.Move{{Act: "ban-hanh", Then: to("da-ban-hanh")}, {Act: "tam-dinh-chi", Then: to("")}, {Act: "tiep-tuc", Then: to("")}}},
			{Name: "da-ban-hanh", Title: "Đã ban hành", Moves: []plan.Move{{Act: "ghi-nhan", Then: to("")}}},
			{Name: "co-hieu-luc", Title: "Có hiệu lực", Moves: []plan.Move{{Act: "ghi-nhan", Then: to("")}}},
		}}
}

func second() *plan.Plan {
	return &plan.Plan{Procedure: "lan-hai", Title: "Lần hai", Follows: []plan.Follow{
		{Procedure: "lan-dau", By: "ho-so", After: []string{"ban-hanh", "la"}, Expired: []string{"giai-quyet"}, Cite: "LKN Đ33"}}}
}

func enforcement() *plan.Plan {
	return &plan.Plan{Procedure: "thi-hanh", Title: "Thi hành", Follows: []plan.Follow{
		{Procedure: "lan-dau", By: "ho-so", Expired: []string{"hieu-luc"}, Unless: []string{"ghi-nhan"}, Cite: "LKN Đ44"}}}
}

func (k *tale) follows(later *plan.Plan, on, want string) {
	k.t.Helper()
	r := machine.MayFollow(later, k.law, k.state, day(on))
	switch {
	case want == "" && r != nil:
		k.t.Errorf("%s on %s: refused: %s", later.Title, on, r.Sentence)
	case want != "" && (r == nil || r.Code != machine.NotToFollow || r.Cite == "" || !strings.Contains(r.Sentence, want)):
		k.t.Errorf("%s on %s: %+v, want %q", later.Title, on, r, want)
	}
}

func TestSilenceOpensTheNextRemedyAndAnAnswerDoes(t *testing.T) {
	k := tell(t, lawOf(t, first()), "2026-07-06", nil) // due on 5 August
	k.follows(second(), "2026-07-01", "sau ngày nhận")
	k.follows(second(), "2026-08-05", "khi đã hết «giai-quyet» (ngày cuối: 05/08/2026)")
	k.follows(second(), "2026-08-06", "")
	k.act("2026-08-10", "ban-hanh", nil)
	k.follows(second(), "2026-08-07", "") // the answer came too late to undo the silence
	k.follows(second(), "2026-08-04", "sau khi đã «Việc ban-hanh»")

	k = tell(t, lawOf(t, first()), "2026-07-06", nil)
	k.act("2026-07-20", "ban-hanh", nil)
	k.follows(second(), "2026-07-19", "(đã hoàn thành)")
	k.follows(second(), "2026-07-20", "")
}

func TestWhatIsSuspendedIsNotSilent(t *testing.T) {
	k := tell(t, lawOf(t, first()), "2026-07-06", nil)
	k.act("2026-08-03", "tam-dinh-chi", nil)
	k.follows(second(), "2026-09-30", "(đang tạm dừng)")
	k.act("2026-08-31", "tiep-tuc", nil)
	k.follows(second(), "2026-09-02", "ngày cuối")
	k.follows(second(), "2026-09-30", "")
}

func TestEffectOpensEnforcementUnlessTheRemedyGoesOn(t *testing.T) {
	k := tell(t, lawOf(t, first()), "2026-07-06", nil)
	k.follows(enforcement(), "2026-07-20", "khi đã hết «hieu-luc»")
	k.act("2026-07-20", "ban-hanh", nil)
	k.follows(enforcement(), "2026-08-19", "19/08/2026")
	k.follows(enforcement(), "2026-08-20", "") // no tick came yet
	k.must(machine.Event{Kind: machine.Ticks, On: day("2026-08-20")})
	k.follows(enforcement(), "2026-08-20", "")
	k.act("2026-08-21", "ghi-nhan", fields{"ho-so": "6f1a54c0-9f5b-4d57-9b5e-2f7a1f0f9f4e"})
	k.follows(enforcement(), "2026-08-22", "vì đã «Việc ghi-nhan»")
	k.follows(enforcement(), "2026-08-20", "")
	k.follows(&plan.Plan{Title: "Khác"}, "2026-07-06", "") // nothing said, nothing asked
}

func TestALinkIsAskedOfTheWorld(t *testing.T) {
	k := tell(t, lawOf(t, first()), "2026-07-06", nil)
	k.act("2026-07-20", "ban-hanh", nil)
	k.act("2026-07-21", "ghi-nhan", fields{"ho-so": "6f1a54c0-9f5b-4d57-9b5e-2f7a1f0f9f4e"})
	var links []machine.Link
	for _, c := range k.commands {
		if c.Kind == machine.LinkCase {
			links = append(links, *c.Link)
		}
	}
	if len(links) != 1 || links[0] != (machine.Link{Case: "6f1a54c0-9f5b-4d57-9b5e-2f7a1f0f9f4e", Field: "ho-so", Later: true}) {
		t.Errorf("links %+v", links)
	}
}

// A case follows only one that is what the link says; the answer is its own.
func TestOnlyAFitCaseIsFollowed(t *testing.T) {
	k := tell(t, lawOf(t, first()), "2026-07-06", nil).act("2026-07-20", "ban-hanh", nil)
	later := second()
	later.Follows[0].When = `loai-don == "to-cao"`
	k.follows(later, "2026-07-21", "theo điều đang ghi trong hồ sơ")
	later.Follows[0].Refuse = "Lần hai rồi thì không còn lần nào nữa."
	k.follows(later, "2026-07-21", "không còn lần nào nữa")
	later.Follows[0].When = `loai-don != "to-cao"`
	k.follows(later, "2026-07-21", "")
}

// What the earlier case holds is given only where its own facts say so.
func TestWhatIsTakenOverHangsOnTheEarlierCase(t *testing.T) {
	k := tell(t, lawOf(t, first()), "2026-07-06", nil)
	for when, want := range map[plan.Guard]bool{
		"":                             true,
		`loai-don == "khieu-nai"`:      true,
		`loai-don == "to-cao"`:         false,
		`loai-don == "khieu-nai" && x`: false,
		`loai-don ==`:                  false,
	} {
		s := k.state
		s.Facts = map[string]any{"loai-don": "khieu-nai"}
		if got := machine.MayCarry(&plan.Follow{CarriesWhen: when}, k.law, s); got != want {
			t.Errorf("%q: %v", when, got)
		}
	}
}
