package verify_test

import (
	"os"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
	"github.com/donthu/donthu/procedures/verify"
)

// planted is a fault that was put into a good procedure: what is replaced by
// what, and who must tell of it, the checker or the walk.
type planted struct {
	name, from, into string
	want             string // "check CODE" or "CODE part of the text"
}

var inComplaints = []planted{
	{"closing is only lawful within a term that is over",
		"requires: [gui-quyet-dinh, cong-khai, giao-thi-hanh], cite: \"LKN Đ34\"",
		"requires: [gui-quyet-dinh, cong-khai, giao-thi-hanh], within: hieu-luc, cite: \"LKN Đ34\"",
		"deadlock in the stage co-hieu-luc ket-thuc is"},
	{"closing is lawful until a day only",
		"requires: [gui-quyet-dinh, cong-khai, giao-thi-hanh], cite: \"LKN Đ34\"",
		"requires: [gui-quyet-dinh, cong-khai, giao-thi-hanh], until: 2027-01-31, cite: \"LKN Đ34\"",
		"deadlock in the stage co-hieu-luc ket-thuc is"},
	{"what must come first is lawful only by a fact that is fixed",
		"form: hieu-luc, requires: [ghi-nhan-ngay-nhan], cite",
		"form: hieu-luc, requires: [ghi-nhan-ngay-nhan], when: con-khac-nhau, cite",
		"deadlock in the stage co-hieu-luc giao-thi-hanh is"},
	{"the announcement is not allowed where it is needed",
		"form: thong-bao-doi-thoai, needed: con-khac-nhau,",
		"form: thong-bao-doi-thoai, needed: con-khac-nhau, when: \"!con-khac-nhau\",",
		"deadlock in the stage xac-minh doi-thoai is"},
	{"a dialogue only within the term of acceptance",
		"    needed: con-khac-nhau\n    requires: [thong-bao-doi-thoai]",
		"    needed: con-khac-nhau\n    within: thu-ly\n    requires: [thong-bao-doi-thoai]",
		"deadlock in the stage xac-minh doi-thoai is"},
	{"a gap after an act of another stage",
		"gap: {after: thong-bao-doi-thoai, at-least: 5 days",
		"gap: {after: bo-sung-dai-dien, at-least: 5 days",
		"deadlock in the stage xac-minh doi-thoai is"},
	{"a condition that is never true",
		"role: thu-truong, form: khong-thu-ly, requires",
		"role: thu-truong, form: khong-thu-ly, when: y-chi-rut == \"tu-nguyen\" && y-chi-rut == \"bi-ep-buoc\", requires",
		"never in the stage tiep-nhan no story does khong-thu-ly"},
	{"the decision has no branch for what was found",
		"      ban-hanh-quyet-dinh: da-ban-hanh",
		"      ban-hanh-quyet-dinh: [{when: con-khac-nhau, to: da-ban-hanh}]",
		"check branch_total"},
	{"escalation to a body that is not there",
		"    term: 30 days\n    remind:\n      - {before: 3 days, to: [nguoi-xu-ly]}\n    overdue:\n      - {at: due, to: [thu-truong]}\n  gui-quyet-dinh:",
		"    term: 30 days\n    remind:\n      - {before: 3 days, to: [nguoi-xu-ly]}\n    overdue:\n      - {at: due, to: [ben-nhan]}\n  gui-quyet-dinh:",
		"waiting in the stage tam-dinh-chi"},
	{"a review that is met by the review",
		"    met: [ra-soat-tam-dinh-chi, tiep-tuc, dinh-chi]",
		"    met: [ra-soat-tam-dinh-chi, tiep-tuc, dinh-chi, rut-toan-bo]",
		"waiting in the stage tam-dinh-chi all clocks"},
	{"the last clock may be shorter than the case",
		"    met: [ket-thuc, chuyen-ho-so-lan-hai]",
		"    met: [ket-thuc, chuyen-ho-so-lan-hai, xac-nhan-hieu-luc]",
		"check stage_clock"},
	{"an escalation that only reminds",
		"    term: 75 days\n    remind:\n      - {before: 7 days, to: [nguoi-xu-ly]}\n    overdue:\n      - {at: due, to: [thu-truong]}",
		"    term: 75 days\n    remind:\n      - {before: 7 days, to: [nguoi-xu-ly]}\n    overdue:\n      - {at: due, to: [thu-truong], does: remind}",
		"waiting in the stage"},
	{"an offer that nobody can answer",
		"      nhan-don: tiep-nhan\n      tu-choi-nhan: back\n      thu-hoi-chuyen: back",
		"      nhan-don: tiep-nhan",
		"check handoff_answer"},
	{"acceptance by the sender",
		"  nhan-don: {title: \"Xác nhận đã nhận đơn\", role: ben-nhan",
		"  nhan-don: {title: \"Xác nhận đã nhận đơn\", role: thu-truong",
		"check handoff_role"},
	{"suspension is lifted only by a fact",
		"role: thu-truong, form: tiep-tuc, repeats: true",
		"role: thu-truong, form: tiep-tuc, when: vung-sau-xa && !vung-sau-xa, repeats: true",
		"never in the stage tam-dinh-chi no story does tiep-tuc"},
	{"a reading of a doubt that asks for what cannot be done",
		"needed: thi-hanh == \"cho-het-khieu-nai\", requires: [gui-quyet-dinh]",
		"needed: thi-hanh == \"cho-het-khieu-nai\", when: thi-hanh == \"theo-ban-hanh\", requires: [gui-quyet-dinh]",
		"deadlock in the stage co-hieu-luc xac-nhan-hieu-luc is"},
}

var inDenunciations = []planted{
	{"closing waits for a publication that is not made",
		"needed: ngay-xu-ly >= \"2019-01-01\", cite",
		"needed: \"!dau-hieu-toi-pham\", when: ngay-xu-ly >= \"2019-01-01\" && dau-hieu-toi-pham, cite",
		"dead-end from the stage da-ket-luan"},
	{"closing waits for an act of another stage",
		"requires: [thong-bao-thu-ly, gui-ket-luan,",
		"requires: [thong-bao-thu-ly, giao-xac-minh, xac-dinh-phuc-tap, gui-ket-luan,",
		"check stage_ends"},
	{"an extension that nobody can get",
		"    when: phuc-tap || dac-biet-phuc-tap\n",
		"    when: (phuc-tap || dac-biet-phuc-tap) && !phuc-tap && !dac-biet-phuc-tap\n",
		"check table_order"},
	{"two tasks that wait for each other",
		"form: lam-viec, requires: [giao-xac-minh]",
		"form: lam-viec, requires: [giao-xac-minh, bao-cao-xac-minh]",
		"check tasks_deadlock"},
	{"a report that waits for what may never be",
		"form: bao-cao-xac-minh, requires: [lam-viec-nguoi-bi-to-cao]",
		"form: bao-cao-xac-minh, requires: [lam-viec-nguoi-bi-to-cao], when: noi-khac-chuyen",
		"deadlock in the stage xac-minh ban-hanh-ket-luan is"},
	{"a pause of the only clock",
		"    starts: [tam-dinh-chi, ra-soat-tam-dinh-chi]\n    met: [ra-soat-tam-dinh-chi, tiep-tuc, dinh-chi]",
		"    starts: [ra-soat-tam-dinh-chi]\n    met: [ra-soat-tam-dinh-chi, tiep-tuc, dinh-chi]",
		"waiting in the stage tam-dinh-chi"},
	{"a clock that only a fact starts",
		"    starts: ban-hanh-ket-luan\n    met: ket-thuc\n    term: 60 days",
		"    starts: ban-hanh-ket-luan\n    met: ket-thuc\n    term: {when: phuc-tap && dac-biet-phuc-tap, is: 60 days}",
		"check stage_clock"},
	{"a clock that no fact starts",
		"      - {when: noi-khac-chuyen, is: 20 days, cite: \"LTC Đ26.2\"}",
		"      - {when: noi-khac-chuyen && !noi-khac-chuyen, is: 20 days, cite: \"LTC Đ26.2\"}",
		"never no story starts the clock thong-bao-noi-chuyen"},
	{"the head cannot take the decision",
		"    role: thu-truong\n    form: ket-luan",
		"    role: ben-nhan\n    form: ket-luan",
		"check responsible_one"},
}

func TestPlantedFaults(t *testing.T) {
	plant(t, "testdata/khieu-nai.yaml", inComplaints)
	plant(t, "testdata/to-cao.yaml", inDenunciations)
}

func plant(t *testing.T, name string, faults []planted) {
	shelf, problem := procedures.Library()
	if shelf == nil {
		t.Fatal(problem)
	}
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := string(file)
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			if strings.Count(text, f.from) != 1 {
				t.Fatalf("%q stands %d times in the text", f.from, strings.Count(text, f.from))
			}
			p, problems := procedures.Compile("x", []byte(strings.Replace(text, f.from, f.into, 1)))
			if p == nil {
				if code, by := strings.CutPrefix(f.want, "check "); !by || !strings.Contains(problems.String(), " "+code+": ") {
					t.Errorf("want %s, the checker says\n%s", f.want, problems)
				}
				return
			}
			walked(t, p, shelf.Calendar(), f.want)
		})
	}
}

// walked: the walk tells of the fault that is wanted, and its story can be run.
func walked(t *testing.T, p *plan.Plan, calendar *legaltime.Calendar, want string) {
	law, err := machine.NewLaw(p, calendar)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	r := verify.Plan(law, 0)
	for _, f := range r.Faults {
		found = found || strings.HasPrefix(f.Code+" "+f.Text, want)
		if f.Story != "" {
			runs(t, p, calendar, f.Story)
		}
	}
	if !found || want == "" {
		t.Errorf("want %q, found", want)
		for _, f := range r.Faults {
			t.Errorf("%s %s\n%s", f.Code, f.Text, f.Story)
		}
	}
}

func runs(t *testing.T, p *plan.Plan, calendar *legaltime.Calendar, story string) {
	t.Helper()
	cases, err := scenario.Parse("story", []byte(story))
	if err != nil || len(cases) != 1 {
		t.Fatalf("%v\n%s", err, story)
	}
	runner := scenario.Runner{Calendar: calendar, Load: func(string, string, legaltime.Date) (*plan.Plan, error) { return p, nil }}
	if report := runner.Run(cases[0]); !report.OK() {
		last := report.Results[len(report.Results)-1]
		t.Errorf("line %d: expected %s, got %s\n%s", last.Line, last.Expected, last.Got, story)
	}
}
