package scenario_test

import (
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/scenario"
)

// What a jurist writes without thinking of the machine is understood.
func TestAsAJuristWrites(t *testing.T) {
	for name, story := range map[string]string{
		"the receipt as the first line": head + `story:
  - {date: 2026-07-06, act: tiep-nhan, then: tiep-nhan, expect: {clock: thu-ly, due: 2026-07-15}}
  - {date: 2026-07-15, act: thu-ly, then: xac-minh}
`,
		"the receipt again is an act that is not there": head + `story:
  - {date: 2026-07-06, act: tiep-nhan}
  - {date: 2026-07-07, act: tiep-nhan, refused: unknown-act}
`,
		"what does not hold and nobody asks": head + `facts: {nhieu-noi-xac-minh: false, dac-biet-phuc-tap: false}
story:
  - {date: 2026-07-15, act: thu-ly}
`,
		"the version in full": strings.Replace(head, "thu\n", "thu\nversion: thu@2026-07-01\n", 1) + `story:
  - {date: 2026-07-15, act: thu-ly}
`,
		"the point of the act": head + `fill: tasks
story:
  - {date: 2026-07-15, act: thu-ly}
  - {date: 2026-07-20, act: phuc-tap}
  - {date: 2026-07-20, expect: {clock: giai-quyet, nominal: 2026-08-29}}
`,
	} {
		if wrong := play(t, story); wrong != nil {
			t.Errorf("%s:\n%s", name, strings.Join(wrong, "\n"))
		}
	}
}

func TestWhatAJuristMustNotWrite(t *testing.T) {
	for story, want := range map[string]string{
		"facts: {nhieu-noi-xac-minh: true}\nstory:\n  - {date: 2026-07-15, act: thu-ly}\n":                                                             "1: expected nhận được đơn, got bị từ chối: form",
		"facts: {vung-sau-xaa: false}\nstory:\n  - {date: 2026-07-15, act: thu-ly}\n":                                                                  "1: expected nhận được đơn, got bị từ chối: form",
		"story:\n  - {date: 2026-07-07, act: tiep-nhan}\n":                                                                                             "5: expected làm được «Tiếp nhận» (tiep-nhan), got bị từ chối: unknown-act",
		"story:\n  - {date: 2026-07-06, act: tiep-nhan, then: xong}\n":                                                                                 "5: expected giai đoạn «Xong» (xong), got giai đoạn «Tiếp nhận» (tiep-nhan)",
		"story:\n  - {date: 2026-07-06, expect: {clock: giai-quyet, state: stopped}}\n":                                                                "5: expected thời hạn giai-quyet, got thời hạn này chưa bắt đầu",
		"fill: tasks\nstory:\n  - {date: 2026-07-15, act: thu-ly}\n  - {date: 2026-07-25, act: ban-hanh, expect: {clock: khong-co, state: stopped}}\n": "7: expected thời hạn khong-co",
	} {
		wrong := play(t, head+story)
		if len(wrong) != 1 || !strings.HasPrefix(wrong[0], want) {
			t.Errorf("%s\ngot %q\nwant %q", story, wrong, want)
		}
	}
	_, err := scenario.Parse("a", []byte(strings.Replace(head, "thu\n", "thu\nversion: khac@2026-07-01\n", 1)+"story:\n  - {date: 2026-07-15, act: b}\n"))
	if err == nil || !strings.Contains(err.Error(), `a:3: câu chuyện là của "thu" mà phiên bản là của "khac"`) {
		t.Errorf("%v", err)
	}
}

func TestStoriesKeepTheLimits(t *testing.T) {
	deep := head + "story:\n  - {date: 2026-07-15, act: b, with: {a: " + strings.Repeat("[", 60) + strings.Repeat("]", 60) + "}}\n"
	for text, want := range map[string]string{
		deep: "a:5: lồng nhau quá 40 tầng",
		head + "story: " + strings.Repeat("[", 100_000): "a:4: lồng nhau quá 40 tầng",
		strings.Repeat("- ", 200_000):                   "a:1: lồng nhau quá 40 tầng",
		head + strings.Repeat("# "+strings.Repeat("x", 60)+"\n", 2000) + "story:\n  - {date: 2026-07-15, act: b, with: 1}\n": "a:2005: ở đây cần các tên và giá trị", // longer than a procedure may be
	} {
		if _, err := scenario.Parse("a", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %s", text, err, want)
		}
	}
}
