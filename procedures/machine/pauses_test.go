package machine_test

import (
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

func TestEveryRequestNeedsItsAnswer(t *testing.T) {
	k := accepted(t)
	k.act("2026-07-20", "trung-cau", nil).act("2026-07-24", "trung-cau", nil).act("2026-07-28", "nhan-ket-qua", nil)
	k.due("giai-quyet", "2026-08-14", "2026-08-14", machine.Paused) // one of two is still out
	k.act("2026-08-01", "nhan-ket-qua", nil).due("giai-quyet", "2026-08-26", "2026-08-26", machine.Running)
	if c := k.clock("giai-quyet"); len(c.Pauses) != 1 || c.PausedBy != nil {
		t.Errorf("pauses: %v, held by %v", c.Pauses, c.PausedBy)
	}
}

func TestNoAnswerWithoutARequest(t *testing.T) {
	k := accepted(t)
	r := k.refused("2026-07-20", "nhan-ket-qua", nil, machine.Requires)
	if !strings.Contains(r.Sentence, "«Việc trung-cau»") {
		t.Errorf("the sentence does not name the request: %s", r.Sentence)
	}
	k.act("2026-07-21", "trung-cau", nil).act("2026-07-22", "nhan-ket-qua", nil)
	k.refused("2026-07-23", "nhan-ket-qua", nil, machine.Requires)
}

func TestAnswerToARequestAfterTheTerm(t *testing.T) {
	k := accepted(t).act("2026-08-20", "trung-cau", nil)
	if c := k.clock("giai-quyet"); c.State == machine.Paused {
		t.Error("a term that had ended was paused")
	}
	k.act("2026-08-25", "nhan-ket-qua", nil)
}

// A clock that the request starts and the answer meets waits for all answers.
func TestReviewWaitsForEveryAnswer(t *testing.T) {
	p := petition()
	p.Clocks = append(p.Clocks, plan.Clock{Name: "ra-soat", Title: "Rà soát", Cite: "NB Đ4", Starts: []plan.Start{{Act: "trung-cau"}},
		Met: []string{"nhan-ket-qua"}, Terms: []plan.TermRule{{Is: term("30 days")}}})
	k := tell(t, lawOf(t, p), "2026-07-06", nil).act("2026-07-15", "thu-ly", nil)
	k.act("2026-07-20", "trung-cau", nil).act("2026-07-24", "trung-cau", nil).act("2026-07-28", "nhan-ket-qua", nil)
	k.due("ra-soat", "2026-08-19", "2026-08-19", machine.Running) // of the first request
	k.act("2026-08-01", "nhan-ket-qua", nil).due("ra-soat", "2026-08-19", "2026-08-19", machine.Met)
}

func TestALiveClockIsNotRestarted(t *testing.T) {
	k := accepted(t).act("2026-07-20", "tam-dinh-chi", nil).due("gui", "2026-07-23", "2026-07-23", machine.Running)
	k.tick("2026-07-24")
	k.act("2026-07-27", "tiep-tuc", nil).due("gui", "2026-07-23", "2026-07-23", machine.Overdue)
	k.act("2026-07-28", "gui", nil)
	if c := k.clock("gui"); c.State != machine.Met || !c.Late {
		t.Errorf("sent late: %+v", c)
	}
	k.act("2026-08-03", "tam-dinh-chi", nil).due("gui", "2026-08-06", "2026-08-06", machine.Running) // an ended one is replaced
}

func TestRenewal(t *testing.T) {
	p := petition()
	p.Clocks = append(p.Clocks, plan.Clock{Name: "ra-soat", Title: "Rà soát", Cite: "NB Đ2", Starts: []plan.Start{{Act: "thu-ly"}, {Act: "moi"}},
		Met: []string{"moi"}, Terms: []plan.TermRule{{Is: term("30 days")}}})
	k := tell(t, lawOf(t, p), "2026-07-06", nil).act("2026-07-15", "thu-ly", nil).due("ra-soat", "2026-08-14", "2026-08-14", machine.Running)
	k.act("2026-08-03", "moi", fields{"ngay": "2026-08-20"}).due("ra-soat", "2026-09-02", "2026-09-03", machine.Running)
}

func TestOnlyOverdue(t *testing.T) {
	p := petition()
	for i := range p.Acts {
		if p.Acts[i].Name == "rut-len" {
			p.Acts[i].After = "giai-quyet"
		}
	}
	k := tell(t, lawOf(t, p), "2026-07-06", nil).act("2026-07-15", "thu-ly", nil)
	r := k.refused("2026-08-14", "rut-len", nil, machine.NotOverdue)
	if !strings.Contains(r.Sentence, "14/08/2026") {
		t.Errorf("the sentence does not say until when: %s", r.Sentence)
	}
	paused := *k
	paused.act("2026-08-10", "trung-cau", nil).refused("2026-08-20", "rut-len", nil, machine.NotOverdue)
	k.act("2026-08-15", "rut-len", nil).stage("tiep-nhan")
	k.refused("2026-08-17", "rut-len", nil, machine.NotOffered)
}

func TestGapOnlyWhere(t *testing.T) {
	p := petition()
	for i := range p.Acts {
		if p.Acts[i].Name == "doi-thoai" {
			p.Acts[i].Gap.When = "!vung-sau"
		}
	}
	for far, code := range map[bool]string{false: machine.TooSoon, true: ""} {
		k := tell(t, lawOf(t, p), "2026-07-06", fields{"vung-sau": far}).act("2026-07-15", "thu-ly", nil)
		k.act("2026-07-16", "bao-cao", fields{"con-khac-nhau": true}).act("2026-07-17", "thong-bao", nil)
		if code != "" {
			k.refused("2026-07-18", "doi-thoai", nil, code)
			continue
		}
		k.act("2026-07-18", "doi-thoai", nil)
	}
}

func TestBoundedDate(t *testing.T) {
	p := petition()
	for i := range p.Forms {
		if p.Forms[i].Name == "moi" {
			p.Forms[i].Fields[0].Bounded = "giai-quyet"
		}
	}
	k := tell(t, lawOf(t, p), "2026-07-06", nil).act("2026-07-15", "thu-ly", nil)
	r := k.refused("2026-07-20", "moi", fields{"ngay": "2026-08-15"}, machine.BadForm)
	if len(r.Fields) != 1 || r.Fields[0].Code != "past-due" || !strings.Contains(r.Fields[0].Sentence, "14/08/2026") {
		t.Errorf("fields: %+v", r.Fields)
	}
	k.act("2026-07-20", "moi", fields{"ngay": "2026-08-14"})
	k.act("2026-07-27", "trung-cau", nil).act("2026-08-03", "moi", fields{"ngay": "2026-08-21"}) // 7 days of pause so far
	k.refused("2026-08-03", "moi", fields{"ngay": "2026-08-22"}, machine.BadForm)
}

// TestADateLiesBetweenTheDaysThatBoundIt: what happened after the petition and
// before it is written down; what is to come.
func TestADateLiesBetweenTheDaysThatBoundIt(t *testing.T) {
	for _, c := range []struct {
		after, before plan.DayBound
		on, code      string
	}{
		{plan.Received, plan.Today, "2026-07-05", "too-early"}, {plan.Received, plan.Today, "2026-07-06", ""},
		{plan.Received, plan.Today, "2026-07-20", ""}, {plan.Received, plan.Today, "2026-07-21", "too-late"},
		{plan.Today, "", "2026-07-19", "too-early"}, {plan.Today, "", "2026-07-20", ""}, {plan.Today, "", "2027-07-20", ""},
		{"", plan.Received, "2026-07-06", ""}, {"", plan.Received, "2026-07-07", "too-late"},
	} {
		p := petition()
		for i := range p.Forms {
			if p.Forms[i].Name == "moi" {
				p.Forms[i].Fields[0].NotBefore, p.Forms[i].Fields[0].NotAfter = c.after, c.before
			}
		}
		k := tell(t, lawOf(t, p), "2026-07-06", nil).act("2026-07-15", "thu-ly", nil)
		if c.code == "" {
			k.act("2026-07-20", "moi", fields{"ngay": c.on})
			continue
		}
		if r := k.refused("2026-07-20", "moi", fields{"ngay": c.on}, machine.BadForm); len(r.Fields) != 1 || r.Fields[0].Code != c.code {
			t.Errorf("%s between %q and %q: %+v", c.on, c.after, c.before, r.Fields)
		}
	}
}

func TestSince(t *testing.T) {
	p := petition()
	since := day("2026-08-01").Date
	for i := range p.Clocks {
		if p.Clocks[i].Name == "tam-giu" {
			p.Clocks[i].Since = since
		}
	}
	for i := range p.Forms {
		if p.Forms[i].Name == "du" {
			p.Forms[i].Fields[2].Options[1].Since = since
		}
	}
	k := tell(t, lawOf(t, p), "2026-07-06", nil)
	r := k.refused("2026-07-31", "du", fields{"so": 1, "chon": "b"}, machine.BadForm)
	if len(r.Fields) != 1 || r.Fields[0].Code != "not-in-force" || !strings.Contains(r.Fields[0].Sentence, "01/08/2026") {
		t.Errorf("fields: %+v", r.Fields)
	}
	k.act("2026-07-31", "du", fields{"so": 1, "chon": "a"}).act("2026-08-01", "du", fields{"so": 1, "chon": "b"})
	for i := range p.Forms {
		if p.Forms[i].Name == "du" {
			p.Forms[i].Fields[2].Options[0].Until = since.AddDays(-1)
		}
	}
	k = tell(t, lawOf(t, p), "2026-07-06", nil).act("2026-07-31", "du", fields{"so": 1, "chon": "a"})
	r = k.refused("2026-08-01", "du", fields{"so": 1, "chon": "a"}, machine.BadForm)
	if len(r.Fields) != 1 || r.Fields[0].Code != "not-in-force" || !strings.Contains(r.Fields[0].Sentence, "đến hết ngày 31/07/2026") {
		t.Errorf("fields: %+v", r.Fields)
	}
	early := tell(t, k.law, "2026-07-06", nil).act("2026-07-15", "thu-ly", nil).act("2026-07-31", "moi", fields{"ngay": "2026-09-15"})
	for _, c := range early.state.Clocks {
		if c.Name == "tam-giu" {
			t.Error("a clock began before its rule was in force")
		}
	}
	early.act("2026-08-01", "moi", fields{"ngay": "2026-09-15"}).clock("tam-giu")
}

func TestRequiresOfABranch(t *testing.T) {
	p := petition()
	for i := range p.Stages {
		if p.Stages[i].Name == "tam-dung" {
			p.Stages[i].Moves = append(p.Stages[i].Moves, plan.Move{Act: "ban-hanh", Then: []plan.Branch{{To: "het", Requires: []string{"gui"}}}})
		}
	}
	k := tell(t, lawOf(t, p), "2026-07-06", nil).act("2026-07-15", "thu-ly", nil)
	k.refused("2026-07-15", "ban-hanh", nil, machine.Requires)
	k.act("2026-07-20", "tam-dinh-chi", nil).refused("2026-07-20", "ban-hanh", nil, machine.Requires)
	k.act("2026-07-21", "gui", nil).act("2026-07-21", "ban-hanh", nil).stage("het") // no report is asked for here
}

func TestWhatIsOwedAgainIsRequiredAgain(t *testing.T) {
	p := petition()
	for i := range p.Stages {
		if p.Stages[i].Name == "tam-dung" {
			p.Stages[i].Moves = append(p.Stages[i].Moves, plan.Move{Act: "ban-hanh", Then: []plan.Branch{{To: "het", Requires: []string{"gui"}}}})
		}
	}
	k := tell(t, lawOf(t, p), "2026-07-06", nil).act("2026-07-15", "thu-ly", nil)
	k.act("2026-07-20", "tam-dinh-chi", nil).act("2026-07-21", "gui", nil).act("2026-07-27", "tiep-tuc", nil)
	k.act("2026-07-28", "gui", nil).act("2026-08-03", "tam-dinh-chi", nil)
	k.refused("2026-08-03", "ban-hanh", nil, machine.Requires) // this suspension was not sent
	k.act("2026-08-04", "gui", nil).act("2026-08-04", "ban-hanh", nil).stage("het")
}
