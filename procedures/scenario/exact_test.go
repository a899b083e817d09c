package scenario_test

import (
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/scenario"
)

// What a story says in full is true, and each word of it can be wrong.
func TestSaidInFull(t *testing.T) {
	const told = head + `fill: tasks
story:
  - {date: 2026-07-06, act: tiep-nhan, refused: form, lacks: nguoi}
  - {date: 2026-07-06, expect: {may: {thu-truong: [chuyen-don, thu-ly], nguoi-xu-ly: [], ben-nhan: []}, clocks: {thu-ly: 2026-07-15, giai-quyet: none}}}
  - {date: 2026-07-06, act: chuyen-don, refused: form, lacks: [noi-nhan]}
  - {date: 2026-07-15, expect: {clock: thu-ly, ladder: {2026-07-15: thu-truong}}}
  - {date: 2026-07-17, expect: {clock: thu-ly, ladder: {2026-07-15: thu-truong, 2026-07-16: [cap-tren]}, clocks: {thu-ly: overdue}}}
  - {date: 2026-07-17, act: thu-ly, then: xac-minh, expect: {clocks: {thu-ly: met, giai-quyet: 2026-08-17}}}
  - {date: 2026-07-17, act: bao-cao, refused: requires, lacks: giao}
  - {date: 2026-07-18, expect: {clock: giai-quyet, ladder: {}}}
`
	if wrong := play(t, told); wrong != nil {
		t.Fatal(strings.Join(wrong, "\n"))
	}
	for was, is := range map[string]string{
		"lacks: nguoi}":                                    "lacks: noi-dung}",
		"[chuyen-don, thu-ly]":                             "[thu-ly]",
		"nguoi-xu-ly: []":                                  "nguoi-xu-ly: [thu-ly]",
		"giai-quyet: none":                                 "giai-quyet: stopped",
		"thu-ly: 2026-07-15,":                              "thu-ly: 2026-07-16,",
		"lacks: [noi-nhan]":                                "lacks: [noi-nhan, ly-do]",
		"ladder: {2026-07-15: thu-truong}}}":               "ladder: {2026-07-15: thu-truong, 2026-07-16: thu-truong}}}",
		"{2026-07-15: thu-truong, 2026-07-16: [cap-tren]}": "{2026-07-15: thu-truong}",
		"2026-07-16: [cap-tren]":                           "2026-07-16: thu-truong",
		"thu-ly: overdue":                                  "thu-ly: met",
		"thu-ly: met":                                      "thu-ly: stopped",
		"lacks: giao":                                      "lacks: [giao, doi-thoai]",
		"ladder: {}":                                       "ladder: {2026-07-18: thu-truong}",
	} {
		text := strings.Replace(told, was, is, 1)
		if text == told {
			t.Fatalf("no %q there", was)
		}
		if wrong := play(t, text); len(wrong) != 1 {
			t.Errorf("%s for %s: %q", is, was, wrong)
		}
	}
}

func TestSaidInFullIsReadStrictly(t *testing.T) {
	for text, want := range map[string]string{
		"story: [{date: 2026-07-07, expect: {clocks: {a: running}}}]\n":            "tình trạng của thời hạn là ngày hết hạn",
		"story: [{date: 2026-07-07, expect: {clocks: {a: met, a: met}}}]\n":        `"a" được viết hai lần`,
		"story: [{date: 2026-07-07, expect: {clocks: [a]}}]\n":                     "ở đây cần các thời hạn và tình trạng của chúng",
		"story: [{date: 2026-07-07, expect: {ladder: {2026-07-07: a}}}]\n":         "chưa ghi thời hạn nào: thiếu `clock`",
		"story: [{date: 2026-07-07, expect: {clock: a, ladder: {7.7.2026: a}}}]\n": `"7.7.2026" không phải ngày`,
		"story: [{date: 2026-07-07, expect: {may: [a]}}]\n":                        "ở đây cần các vai trò và những việc được làm",
		"story: [{date: 2026-07-07, act: b, lacks: a}]\n":                          "`lacks` chỉ đi với `refused: requires` hoặc `refused: form`",
	} {
		if _, err := scenario.Parse("a", []byte(head+text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s%v, want %s", text, err, want)
		}
	}
}
