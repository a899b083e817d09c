package scenario_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/compile"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
	"github.com/donthu/donthu/procedures/source"
)

// shelf compiles what lies in a folder without asking the rules of sense.
func shelf(t testing.TB, pattern string) scenario.Runner {
	t.Helper()
	cal, err := library.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	plans := map[string]*plan.Plan{}
	for _, name := range files {
		if strings.HasSuffix(name, ".case.yaml") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, problems := source.Read(text)
		if problems.Failed() {
			t.Fatalf("%s: %s", name, problems)
		}
		p := compile.File(f)
		plans[p.Procedure+"@"+p.Version] = p
	}
	return scenario.Runner{Calendar: cal, Load: func(name, version string, _ legaltime.Date) (*plan.Plan, error) {
		if version == "" {
			version = "2026-07-01"
		}
		if p := plans[name+"@"+version]; p != nil {
			return p, nil
		}
		return nil, os.ErrNotExist
	}}
}

const head = "case: x\nprocedure: thu\nreceived: 2026-07-06\n"

// play runs one story and returns what went wrong in it, a line each.
func play(t *testing.T, text string) []string {
	t.Helper()
	cases, err := scenario.Parse("x.case.yaml", []byte(text))
	if err != nil || len(cases) != 1 {
		t.Fatalf("%d stories, %v\n%s", len(cases), err, text)
	}
	var wrong []string
	report := shelf(t, "testdata/*.yaml").Run(cases[0])
	for _, r := range report.Results {
		if !r.OK {
			wrong = append(wrong, fmt.Sprintf("%d: expected %s, got %s", r.Line, r.Expected, r.Got))
		}
	}
	if report.OK() != (wrong == nil) {
		t.Error("the report disagrees with its lines")
	}
	return wrong
}

func TestStoriesThatComeTrue(t *testing.T) {
	for name, story := range map[string]string{
		"dates, alarms": head + `story:
  - {date: 2026-07-06, expect: {clock: thu-ly, nominal: 2026-07-15, due: 2026-07-15, state: running, stage: tiep-nhan}}
  - {date: 2026-07-15, act: thu-ly, then: xac-minh, expect: {clock: thu-ly, state: met, tasks: [giao, bao-cao], responsible: unit-a}}
  - {date: 2026-08-10, act: phuc-tap, with: {phuc-tap: true}}
  - {date: 2026-08-10, expect: {clock: giai-quyet, nominal: 2026-08-29, due: 2026-09-03}}
  - {date: 2026-09-03, expect: {clock: giai-quyet, state: running}}
  - {date: 2026-09-04, expect: {clock: giai-quyet, state: overdue, alarms: [{date: 2026-09-03, to: thu-truong, does: escalate}, {date: 2026-08-26, to: [nguoi-xu-ly, thu-truong]}]}}
`,
		"alarms of any clock": head + `story:
  - {date: 2026-08-01, expect: {alarms: [{date: 2026-07-16, to: cap-tren, clock: thu-ly}, {date: 2026-07-15, to: thu-truong}]}}
`,
		"refusals": head + `story:
  - {date: 2026-07-08, act: ban-hanh, refused: true}
  - {date: 2026-07-15, act: thu-ly, by: nguoi-xu-ly, refused: not-your-role}
  - {date: 2026-07-15, act: thu-ly}
  - {date: 2026-07-16, act: ban-hanh, refused: requires}
  - {date: 2026-07-16, act: phuc-tap, refused: form}
`,
		"filled": head + `fill: tasks
story:
  - {date: 2026-07-15, act: thu-ly}
  - {date: 2026-07-16, act: ban-hanh, refused: requires}
  - {date: 2026-07-20, act: bao-cao, with: {con-khac-nhau: true}}
  - {date: 2026-07-25, act: ban-hanh, then: xong, expect: {outcome: xong}}
`,
		"hand-over": head + `story:
  - {date: 2026-07-08, act: chuyen-don, to: unit-z, then: cho-nhan, expect: {responsible: unit-a}}
  - {date: 2026-07-10, act: nhan-don, then: tiep-nhan, expect: {responsible: unit-z, clock: thu-ly, due: 2026-07-21}}
`,
		"taken over": head + `story:
  - {date: 2026-07-08, act: chuyen-don, to: unit-z}
  - {date: 2026-07-10, act: rut-len, expect: {responsible: unit-a-sup}}
`,
	} {
		if wrong := play(t, story); wrong != nil {
			t.Errorf("%s:\n%s", name, strings.Join(wrong, "\n"))
		}
	}
}

func TestStoriesThatDoNot(t *testing.T) {
	for story, want := range map[string]string{
		`  - {date: 2026-07-06, expect: {clock: thu-ly, due: 2026-07-16}}`:                              "5: expected «Thụ lý» (thu-ly): hết hạn 2026-07-16, got «Thụ lý» (thu-ly): hết hạn 2026-07-15",
		`  - {date: 2026-07-06, expect: {clock: x}}`:                                                    "5: expected thời hạn x, got thời hạn này chưa bắt đầu",
		`  - {date: 2026-07-16, expect: {clock: thu-ly, state: running}}`:                               "5: expected «Thụ lý» (thu-ly): tình trạng running, got «Thụ lý» (thu-ly): tình trạng overdue",
		`  - {date: 2026-07-06, expect: {stage: xong}}`:                                                 "5: expected giai đoạn «Xong» (xong), got giai đoạn «Tiếp nhận» (tiep-nhan)",
		`  - {date: 2026-07-06, expect: {outcome: xong}}`:                                               "5: expected kết quả xong, got kết quả không có",
		`  - {date: 2026-07-06, expect: {task: giao}}`:                                                  "5: expected còn việc phải làm «Giao» (giao), got việc phải làm: thu-ly",
		`  - {date: 2026-07-15, act: thu-ly, then: xong}`:                                               "5: expected giai đoạn «Xong» (xong), got giai đoạn «Xác minh» (xac-minh)",
		`  - {date: 2026-07-15, act: thu-ly, refused: true}`:                                            "5: expected bị từ chối: true, got đã làm «Thụ lý» (thu-ly), giai đoạn «Xác minh» (xac-minh)",
		`  - {date: 2026-07-15, act: ban-hanh}`:                                                         "5: expected làm được «Ban hành» (ban-hanh), got bị từ chối: not-offered: ",
		`  - {date: 2026-07-15, act: ban-hanh, refused: form}`:                                          "5: expected bị từ chối: form, got bị từ chối: not-offered: ",
		`  - {date: 2026-07-15, expect: {clock: thu-ly, alarms: [{date: 2026-07-14, to: thu-truong}]}}`: "5: expected báo ngày 2026-07-14 về thu-ly cho thu-truong, got đã báo: báo ngày 2026-07-15 về thu-ly cho thu-truong (escalate)",
	} {
		wrong := play(t, head+"story:\n"+story+"\n")
		if len(wrong) != 1 || !strings.HasPrefix(wrong[0], want) {
			t.Errorf("%s\ngot %q\nwant %q", story, wrong, want)
		}
	}
}

func TestAStoryStopsAtTheFirstActThatFails(t *testing.T) {
	wrong := play(t, head+"story:\n  - {date: 2026-07-15, act: ban-hanh}\n  - {date: 2026-07-16, expect: {stage: xong}}\n")
	if len(wrong) != 1 {
		t.Errorf("%q", wrong)
	}
}

func TestFillThatCannot(t *testing.T) {
	wrong := play(t, head+`fill: tasks
story:
  - {date: 2026-07-15, act: thu-ly}
  - {date: 2026-07-20, act: bao-cao, with: {con-khac-nhau: true}}
  - {date: 2026-07-24, act: ban-hanh}
`)
	if len(wrong) != 1 || !strings.Contains(wrong[0], "hãy viết một dòng cho thong-bao, hoặc một ngày từ 2026-07-25") {
		t.Errorf("%q", wrong)
	}
}

func TestAProcedureThatIsNotThere(t *testing.T) {
	wrong := play(t, strings.Replace(head, "thu\n", "khac\n", 1)+"story: [{date: 2026-07-06, expect: {}}]\n")
	if len(wrong) != 1 || !strings.HasPrefix(wrong[0], "1: expected nhận được đơn, got ") {
		t.Errorf("%q", wrong)
	}
}
