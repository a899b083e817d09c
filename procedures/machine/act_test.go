package machine_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

func TestRefusals(t *testing.T) {
	k := accepted(t)
	k.refused("2026-07-16", "khong-co", nil, machine.UnknownAct)
	k.refused("2026-07-16", "khong-thu-ly", nil, machine.NotOffered)
	k.refused("2026-07-14", "bao-cao", nil, machine.WrongDateOrder)
	k.refused("2027-01-01", "tam-dinh-chi", nil, machine.NotInForce)
	k.refused("2026-07-16", "nhan-don", nil, machine.NotOffered)
	k.refused("2026-07-16", "ban-hanh", nil, machine.Requires)
	if r := k.refused("2026-07-16", "chi-vung-sau", nil, machine.Guard); r.Sentence != "Chỉ ở vùng sâu." || r.Cite != "LKN Đ1" {
		t.Errorf("%+v", r)
	}
	k.refused("2026-07-16", "re", nil, machine.Guard) // no branch holds
	e := k.event("2026-07-17", "bao-cao", nil)
	e.At = day("2026-07-16").Date.At(23, 59)
	if r := k.try(e); r == nil || r.Code != machine.FutureDate || !strings.Contains(r.Sentence, "17/07/2026") {
		t.Errorf("an act of tomorrow: %v", r)
	}
	k.act("2026-07-16", "bao-cao", nil)
	k.refused("2026-07-17", "bao-cao", nil, machine.AlreadyDone)
}

func TestInForce(t *testing.T) {
	p := petition()
	for i := range p.Acts {
		if p.Acts[i].Name == "tam-dinh-chi" {
			p.Acts[i].Since = day("2026-07-20").Date
		}
	}
	k := tell(t, lawOf(t, p), "2026-07-06", nil).act("2026-07-15", "thu-ly", nil)
	if r := k.refused("2026-07-19", "tam-dinh-chi", nil, machine.NotInForce); !strings.Contains(r.Sentence, "20/07/2026") || r.Cite == "" {
		t.Errorf("%+v", r)
	}
	last := *k
	k.act("2026-07-20", "tam-dinh-chi", nil)
	last.act("2026-12-31", "tam-dinh-chi", nil) // its last day
}

func TestWhoMayAct(t *testing.T) {
	k := accepted(t)
	for name, actor := range map[string]machine.Actor{
		machine.NotYourRole: {Unit: "unit-a", Roles: []string{"nguoi-xac-minh"}},
		machine.NotYourUnit: {Unit: "unit-b", Roles: []string{"nguoi-xu-ly"}},
	} {
		e := k.event("2026-07-16", "bao-cao", nil)
		e.Actor = actor
		if r := k.try(e); r == nil || r.Code != name {
			t.Errorf("%+v: %v, want %s", actor, r, name)
		}
	}
	e := k.event("2026-07-16", "bao-cao", nil)
	e.Actor = machine.Actor{}
	if r := k.try(e); r == nil || r.Code != machine.NotYourRole {
		t.Errorf("the system acted: %v", r)
	}
}

func TestEarlierAuthorities(t *testing.T) {
	k := accepted(t).act("2026-07-16", "bao-cao", fields{"con-khac-nhau": true})
	r := k.refused("2026-07-16", "ban-hanh", nil, machine.Requires)
	if !strings.Contains(r.Sentence, "Việc doi-thoai") || strings.Contains(r.Sentence, "bao-cao") {
		t.Error(r.Sentence)
	}
	k.refused("2026-07-16", "doi-thoai", nil, machine.Requires)
	k.act("2026-07-16", "thong-bao", nil)
	if r := k.refused("2026-07-20", "doi-thoai", nil, machine.TooSoon); !strings.Contains(r.Sentence, "21/07/2026") || r.Cite != "Đ28.1" {
		t.Errorf("%+v", r)
	}
	k.act("2026-07-21", "doi-thoai", nil).act("2026-07-21", "ban-hanh", nil).stage("da-ban-hanh")
}

func TestSuspendTwice(t *testing.T) {
	k := accepted(t)
	k.act("2026-07-16", "tam-dinh-chi", nil).stage("tam-dung").act("2026-07-17", "tiep-tuc", nil).stage("xac-minh")
	k.act("2026-07-18", "tam-dinh-chi", nil).stage("tam-dung").act("2026-07-19", "tiep-tuc", nil).stage("xac-minh")
	if len(k.state.Trail) != 1 {
		t.Errorf("trail %v", k.state.Trail)
	}
}

func TestBranch(t *testing.T) {
	accepted(t).act("2026-07-16", "re", fields{"con-khac-nhau": true}).stage("tam-dung")
	accepted(t).act("2026-07-16", "phuc-tap", fields{"phuc-tap": true}).act("2026-07-16", "re", nil).stage("xac-minh")
}

func TestAnActMayFindWhatMakesItLawful(t *testing.T) {
	k := accepted(t)
	for _, o := range machine.Next(k.law, k.state, machine.SampleActor(k.law, k.state, "tu-nhan", ""), day("2026-07-16")) {
		if o.Act == "tu-nhan" && o.Refusal != nil {
			t.Errorf("not offered: %v", o.Refusal)
		}
	}
	k.refused("2026-07-16", "tu-nhan", nil, machine.Guard)
	k.refused("2026-07-16", "tu-nhan", fields{"phuc-tap": false}, machine.Guard)
	k.act("2026-07-16", "tu-nhan", fields{"phuc-tap": true})
}

func TestForms(t *testing.T) {
	k := tell(t, lawOf(t, petition()), "2026-07-06", nil)
	for want, with := range map[string]fields{
		"so required":       {},
		"so number":         {"so": 1.5},
		"so number ":        {"so": "1"},
		"ngay date":         {"so": 1, "ngay": "2026-02-30"},
		"chon option":       {"so": 1, "chon": "c"},
		"chu type":          {"so": 1, "chu": true},
		"chu too-long":      {"so": 1, "chu": strings.Repeat("a", 4001)},
		"chu character":     {"so": 1, "chu": "a\x00b"},
		"la unknown":        {"so": 1, "la": 1},
		"so-nguoi number":   {"so": 1, "so-nguoi": 1e300},
		"phuc-tap unknown ": {"so": 1, "phuc-tap": true}, // a fact, but not of this form
	} {
		r := k.refused("2026-07-07", "du", with, machine.BadForm)
		if got := r.Fields[0].Field + " " + r.Fields[0].Code; got != strings.TrimSpace(want) || r.Fields[0].Sentence == "" {
			t.Errorf("%v: %s, want %s", with, got, want)
		}
	}
	r := k.refused("2026-07-07", "du", fields{"ngay": "x", "chon": "c", "la": 1}, machine.BadForm)
	if len(r.Fields) != 4 {
		t.Errorf("not all at once: %v", r.Fields)
	}
	k.act("2026-07-07", "du", fields{"so": int64(2), "ngay": "2026-02-28", "chon": "b", "chu": "", "so-nguoi": 4})
	if k.state.Facts["so-nguoi"] != 4.0 {
		t.Errorf("facts %v", k.state.Facts)
	}
}

func TestOpeningIsChecked(t *testing.T) {
	law := lawOf(t, petition())
	good := machine.Event{Kind: machine.Opens, On: day("2026-07-06"), Unit: "u", With: fields{"nguoi": "x"}}
	for code, change := range map[string]func(*machine.Event){
		machine.BadForm:        func(e *machine.Event) { e.With = nil },
		machine.BadForm + " ":  func(e *machine.Event) { e.Unit = "" },
		machine.FutureDate:     func(e *machine.Event) { e.At = time.Date(2026, 7, 5, 16, 0, 0, 0, time.UTC) },
		machine.BadForm + "  ": func(e *machine.Event) { e.With = fields{"nguoi": "x", "phuc-tap": "yes"} },
		machine.UnknownAct:     func(e *machine.Event) { e.Kind = "gift" },
	} {
		k, e := &tale{t: t, law: law}, good
		change(&e)
		if r := k.try(e); r == nil || r.Code != strings.TrimSpace(code) {
			t.Errorf("%q: %v", code, r)
		}
	}
	k := &tale{t: t, law: law}
	late := good
	late.At = time.Date(2026, 7, 5, 17, 0, 0, 0, time.UTC) // midnight at +07:00
	k.must(late)
	if r := k.try(good); r == nil || r.Code != machine.AlreadyDone {
		t.Errorf("opened twice: %v", r)
	}
}

func TestTasksAndOffers(t *testing.T) {
	k := accepted(t)
	same(t, k.tasks(), []string{"bao-cao"})
	task := machine.Tasks(k.law, k.state)[0]
	if task.Unit != "unit-a" || task.Clock != "giai-quyet" || task.Due.String() != "2026-08-14" {
		t.Errorf("%+v", task)
	}
	extended := *k
	extended.act("2026-07-16", "gia-han", fields{"phuc-tap": true})
	if task := machine.Tasks(k.law, extended.state)[0]; task.Clock != "tuoi" || task.Due.String() != "2026-09-15" {
		t.Errorf("not pressed by the clock that is due first: %+v", task)
	}
	k.act("2026-07-16", "bao-cao", fields{"con-khac-nhau": true})
	same(t, k.tasks(), []string{"thong-bao", "doi-thoai"})
	head := machine.Actor{Unit: "unit-a", Roles: []string{"thu-truong"}}
	offers := map[string]string{}
	var order []string
	for _, o := range machine.Next(k.law, k.state, head, day("2026-07-16")) {
		code := ""
		if o.Refusal != nil {
			code = o.Refusal.Code
		}
		offers[o.Act] = code
		order = append(order, o.Act)
	}
	if order[0] != "doi-thoai" || offers["doi-thoai"] != machine.Requires || offers["ban-hanh"] != machine.Requires || offers["chi-vung-sau"] != machine.Guard {
		t.Errorf("%v %v", order, offers)
	}
	if _, there := offers["thong-bao"]; there {
		t.Error("offered to a head what is the officer's")
	}
	if code, there := offers["tam-dinh-chi"]; !there || code != "" {
		t.Error("a suspension is lawful and not offered")
	}
	k.act("2026-07-17", "tam-dinh-chi", nil)
	same(t, k.tasks(), []string{"gui"})
	k.act("2026-07-17", "gui", nil)
	same(t, k.tasks(), nil)
	k.act("2026-07-18", "tiep-tuc", nil)
	same(t, k.tasks(), []string{"thong-bao", "doi-thoai", "gui"})
}

func TestCommands(t *testing.T) {
	k := tell(t, lawOf(t, petition()), "2026-07-06", nil)
	if got := k.kinds(); !slices.Equal(got, []machine.CommandKind{machine.SetClock, machine.OpenTask, machine.HandOver}) {
		t.Errorf("opening: %v", got)
	}
	k.act("2026-07-15", "thu-ly", nil)
	if got := k.kinds(); !slices.Equal(got, []machine.CommandKind{machine.SetClock, machine.CloseTask, machine.OpenTask}) {
		t.Errorf("acceptance: %v", got)
	}
	k.act("2026-07-16", "phuc-tap", fields{"phuc-tap": true})
	if got := k.kinds(); !slices.Equal(got, []machine.CommandKind{machine.SetClock, machine.OpenTask}) {
		t.Errorf("the task's due date moved: %v", got)
	}
	k.act("2026-07-16", "dinh-chi", nil)
	if got := k.kinds(); !slices.Equal(got, []machine.CommandKind{machine.SetClock, machine.CloseTask, machine.End}) {
		t.Errorf("end: %v", got)
	}
}

func TestAnotherLaw(t *testing.T) {
	k := accepted(t)
	p := petition()
	p.Title = "Khác"
	k.law = lawOf(t, p)
	k.refused("2026-07-16", "bao-cao", nil, machine.WrongLaw)
}

func TestLawRefusesADanglingPlan(t *testing.T) {
	for name, spoil := range map[string]func(*plan.Plan){
		"opening": func(p *plan.Plan) { p.Opening = "x" },
		"guard":   func(p *plan.Plan) { p.Acts[0].When = "a &&" },
		"role":    func(p *plan.Plan) { p.Acts[0].Roles = []string{"x"} },
		"form":    func(p *plan.Plan) { p.Acts[0].Form = "x" },
		"task":    func(p *plan.Plan) { p.Stages[0].Tasks = []string{"x"} },
		"move":    func(p *plan.Plan) { p.Stages[0].Moves[0].Then = to("x") },
		"clock":   func(p *plan.Plan) { p.Clocks[0].Met = []string{"x"} },
		"within":  func(p *plan.Plan) { p.Acts[0].Within = "x" },
		"lapse":   func(p *plan.Plan) { p.Clocks[0].Lapse = &plan.Lapse{In: "x", To: "y"} },
	} {
		p := petition()
		spoil(p)
		if _, err := machine.NewLaw(p, calendar(t)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestPoliciesOfCountingAreRead(t *testing.T) {
	p := petition()
	p.Policies = append(p.Policies, plan.Policy{Name: machine.RollPolicy, Title: "Dời ngày nghỉ", Default: "co", Options: []plan.Option{{Value: "co"}, {Value: "khong"}}})
	law := lawOf(t, p)
	for setting, want := range map[string]string{"co": "2026-09-03", "khong": "2026-08-30"} {
		open := machine.Event{Command: "1", Kind: machine.Opens, On: day("2026-07-21"), At: day("2026-07-31").Date.At(9, 0), Unit: "a", Policies: map[string]string{machine.RollPolicy: setting}, With: machine.Sample(law, machine.State{}, machine.Reception, day("2026-07-21"))}
		s, _, r := machine.Advance(law, machine.State{}, open)
		if r != nil {
			t.Fatal(r.Sentence)
		}
		accept := machine.Event{Command: "2", Kind: machine.Acts, Act: "thu-ly", On: day("2026-07-31"), At: open.At, Actor: machine.SampleActor(law, s, "thu-ly", ""), With: machine.Sample(law, s, "thu-ly", day("2026-07-31"))}
		if s, _, r = machine.Advance(law, s, accept); r != nil {
			t.Fatal(r.Sentence)
		}
		i := slices.IndexFunc(s.Clocks, func(c machine.Clock) bool { return c.Name == "giai-quyet" })
		if got := s.Clocks[i].Due.String(); got != want {
			t.Errorf("%s: %s, want %s", setting, got, want)
		}
	}
}
