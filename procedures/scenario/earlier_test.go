package scenario_test

import (
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
)

const second = "case: hai\nprocedure: khieu-nai-lan-hai\nreceived: 2026-08-17\n"

const silent = second + `earlier: {procedure: khieu-nai-lan-dau, received: 2026-07-06, story: [{date: 2026-07-15, act: thu-ly}]}
story:
  - {date: 2026-08-14, act: tiep-nhan, refused: not-to-follow}
  - {date: 2026-08-17, act: tiep-nhan, expect: {responsible: unit-a-sup, carried: {nguoi-khieu-nai: secret, lan-dau-qua-han: true, ngay-nhan-quyet-dinh: 2026-08-14}}}
  - {date: 2026-08-17, expect: {clock: thoi-han-khieu-nai, due: 2026-09-14}}
`

// onShelf runs stories on the procedures of the library.
func onShelf(t *testing.T) scenario.Runner {
	t.Helper()
	shelf, err := procedures.Library()
	if shelf == nil {
		t.Fatal(err)
	}
	return scenario.Runner{Calendar: shelf.Calendar(), Load: func(name, version string, on legaltime.Date) (*plan.Plan, error) {
		p, _ := shelf.For(name, on)
		if version != "" {
			p, _ = shelf.Get(name, version)
		}
		return p, nil
	}}
}

func TestACaseGrowsOutOfAnEarlierOne(t *testing.T) {
	for _, x := range []struct{ name, text, wrong string }{
		{"as it is", silent, ""},
		{"not too early after all", strings.Replace(silent, "2026-08-14, act", "2026-08-17, act", 1), "expected bị từ chối: not-to-follow, got nhận được đơn"},
		{"the wrong body", strings.Replace(silent, "unit-a-sup", "unit-a", 1), "expected cơ quan chịu trách nhiệm unit-a, got cơ quan chịu trách nhiệm unit-a-sup"},
		{"something else carried over", strings.Replace(silent, "lan-dau-qua-han: true, ", "", 1), "got lấy sang lan-dau-qua-han: true, "},
		{"what is said of the case stands", strings.Replace(silent, "earlier:", "facts: {ngay-nhan-quyet-dinh: 2026-08-10}\nearlier:", 1), "got lấy sang lan-dau-qua-han: true, nguoi-khieu-nai: secret"},
		{"received too early", strings.NewReplacer("received: 2026-08-17", "received: 2026-08-14", "date: 2026-08-17, act", "date: 2026-08-14, act").Replace(silent), "bị từ chối: not-to-follow"},
		{"out of a case of another kind", strings.Replace(silent, "khieu-nai-lan-dau,", "khieu-nai-lan-hai,", 1), "vụ việc khieu-nai-lan-hai không nối tiếp được vụ việc khieu-nai-lan-hai"},
		{"an earlier case that did not come true", strings.Replace(silent, "act: thu-ly", "act: la", 1), "vụ việc trước, dòng 4: mong đợi làm được la"},
	} {
		cases, err := scenario.Parse("x", []byte(x.text))
		if err != nil {
			t.Fatal(err)
		}
		var wrong []string
		for _, r := range onShelf(t).Run(cases[0]).Results {
			if !r.OK {
				wrong = append(wrong, "expected "+r.Expected+", got "+r.Got)
			}
		}
		if all := strings.Join(wrong, "\n"); (all == "") != (x.wrong == "") || !strings.Contains(all, x.wrong) {
			t.Errorf("%s: %s", x.name, all)
		}
	}
}

func TestAnEarlyLineNeedsAnEarlierCase(t *testing.T) {
	for text, want := range map[string]string{
		second + "story: [{date: 2026-08-14, act: tiep-nhan, refused: not-to-follow}]":              "thiếu `earlier`",
		second + "earlier: {received: 2026-07-06}\nstory: [{date: 2026-08-17, act: tiep-nhan}]":     "vụ việc trước cần có `procedure` và `received`",
		strings.Replace(silent, "  - {date: 2026-08-17, act", "  - {date: 2026-08-01, act", 1):      "câu chuyện phải đi theo thứ tự thời gian",
		second + "earlier: {cases: x}\nstory: [{date: 2026-08-17, act: tiep-nhan}]":                 `vụ việc trước không có khóa "cases"`,
		strings.Replace(silent, "carried: {nguoi-khieu-nai: secret,", "carried: [secret], x: {", 1): "ở đây cần các tên và giá trị",
	} {
		if _, err := scenario.Parse("x", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// What a link says is found out by a story of it, and covered.
func TestMutantsAndCoverageOfLinks(t *testing.T) {
	runner := onShelf(t)
	cover := scenario.NewCover(runner.Calendar)
	cases, err := scenario.Parse("x", []byte(silent))
	if err != nil {
		t.Fatal(err)
	}
	p, _ := runner.Load("khieu-nai-lan-hai", "2026-07-01", legaltime.Date{})
	before, err := machine.NewLaw(p, runner.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	if err := runner.Recall(&cases[0]); err != nil {
		t.Fatal(err)
	}
	killed := map[string]bool{}
	for _, m := range scenario.Mutants(p) {
		if changed, err := m.Apply(p); err != nil {
			t.Fatal(err)
		} else if law, err := machine.NewLaw(changed, runner.Calendar); err == nil {
			killed[m.What] = scenario.Kills(law, before, scenario.Grounded(before, cases).For(p, m.At))
		}
	}
	for what, want := range map[string]bool{
		"follows khieu-nai-lan-dau: dropped":                                              true,
		"follows khieu-nai-lan-dau: -> khieu-nai-lan-hai":                                 true,
		"follows khieu-nai-lan-dau: received by the superior -> anybody":                  true,
		"follows khieu-nai-lan-dau: expired giai-quyet dropped":                           true,
		"follows khieu-nai-lan-dau: carries lan-dau-qua-han dropped":                      true,
		"follows khieu-nai-lan-dau: carries ngay-nhan-quyet-dinh from giai-quyet dropped": true,
		"follows khieu-nai-lan-dau: after ban-hanh-quyet-dinh dropped":                    false,
		"follows khieu-nai-lan-dau: carries bi-khieu-nai dropped":                         false,
		"follows xu-ly-don: dropped":                                                      false,
	} {
		if got, there := killed[what]; !there || got != want {
			t.Errorf("%s: found out %v, there %v", what, got, there)
		}
	}
	runner.Watch = cover.Watch
	runner.Run(cases[0])
	missing := joined(cover.Of(p).Missing)
	for item, want := range map[string]bool{"not yet": false, "by giai-quyet": false, "by ban-hanh-quyet-dinh": true, "carries lan-dau-qua-han": false, "carries bi-khieu-nai": true} {
		if got := strings.Contains(missing, "links khieu-nai-lan-dau "+item+"\n"); got != want {
			t.Errorf("%s is missing: %v", item, got)
		}
	}
}
