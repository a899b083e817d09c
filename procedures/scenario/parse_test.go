package scenario_test

import (
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/scenario"
)

func TestParse(t *testing.T) {
	cases, err := scenario.Parse("a.case.yaml", []byte(`case: một
procedure: thu
version: 2026-07-01
received: 2026-07-06T09:30
facts: {a: true, n: 3, d: 2026-07-01, s: "12", x: no}
fill: tasks
story:
  - {date: 2026-07-07, act: b, with: {k: 1.5}, by: r, to: u, then: s}
  - {date: 2026-07-08, act: b, refused: gap}
---
case: hai
procedure: thu
received: 2026-07-06
story:
  - {date: 2026-07-07, act: b, refused: true}
`))
	if err != nil || len(cases) != 2 {
		t.Fatal(len(cases), err)
	}
	c := cases[0]
	if c.Received.String() != "2026-07-06T09:30" || c.Version != "2026-07-01" || !c.Fill || cases[1].Line != 11 {
		t.Errorf("%+v", c)
	}
	for k, want := range map[string]any{"a": true, "n": 3.0, "d": "2026-07-01", "s": "12", "x": "no"} {
		if c.Facts[k] != want {
			t.Errorf("%s is %#v, want %#v", k, c.Facts[k], want)
		}
	}
	if l := c.Story[0]; l.Line != 8 || l.By != "r" || l.To != "u" || l.Then != "s" || l.With["k"] != 1.5 {
		t.Errorf("%+v", l)
	}
	if cases[1].Story[0].Refused != scenario.AnyRefusal || c.Story[1].Refused != "gap" {
		t.Error("refused is read wrongly")
	}
}

func TestParseTellsEveryMistake(t *testing.T) {
	for text, want := range map[string]string{
		"case: x\nprocedur: y\n":                       `:2: câu chuyện không có khóa "procedur"; có phải ý là "procedure"?`,
		"case: x\ncase: y\n":                           `:2: "case" được viết hai lần`,
		"- a\n":                                        ":1: câu chuyện phải được ghi thành các khóa và giá trị",
		"case: x\n":                                    ":1: câu chuyện cần có `case`, `procedure`, `received` và `story`",
		head + "story: {}\n":                           ":4: `story` là danh sách các dòng",
		head + "story: [{act: b}]\n":                   ":4: mỗi dòng cần có `date`",
		head + "story: [{date: 2026-07-07}]\n":         ":4: mỗi dòng cần có `act` hoặc `expect`",
		head + "story: [{date: 7.7.2026}]\n":           `:4: "7.7.2026" không phải ngày`,
		head + "story: [{date: 2026-07-05, act: b}]\n": ":4: 2026-07-05 đứng trước 2026-07-06: câu chuyện phải đi theo thứ tự thời gian",
		head + "story: [{date: 2026-07-07, act: b, refused: nope}]\n":           ":4: `refused` là `true` hoặc một trong: ",
		head + "story: [{date: 2026-07-07, act: b, then: c, refused: gap}]\n":   ":4: việc bị từ chối không dẫn đến đâu",
		head + "story: [{date: 2026-07-07, expect: {}, by: r}]\n":               ":4: `with`, `by`, `to`, `then` và `refused` chỉ đi với một việc",
		head + "story: [{date: 2026-07-07, expect: {state: late, clock: c}}]\n": ":4: `state` là một trong: running",
		head + "story: [{date: 2026-07-07, expect: {due: 2026-07-08}}]\n":       ":4: chưa ghi thời hạn nào",
		head + "story: [{date: 2026-07-07, expect: {alarms: [{to: r}]}}]\n":     ":4: mỗi lần báo cần có `date`",
		head + "story: [{date: 2026-07-07, expect: {alarm: []}}]\n":             ":4: `expect` không có khóa \"alarm\"; có phải ý là \"alarms\"?",
		head + "story: [{date: 2026-07-07, act: b, with: {a: [1]}}]\n":          ":4: mỗi ô chỉ có một giá trị",
		head + "story: [{date: 2026-07-07, act: &a b, then: *a}]\n":             ":4: ở đây cần một giá trị",
		head + "fill: all\nstory: [{date: 2026-07-07, act: b}]\n":               ":4: `fill` chỉ có thể là `tasks`",
		head + "story: [{date: 2026-07-07, act: b, with: {a: 1, a: 2}}]\n":      `:4: "a" được viết hai lần`,
		"case: [\n":                              ":",
		strings.Repeat("#", scenario.MaxBytes+1): ":1: tệp dài quá 1024 KiB",
	} {
		_, err := scenario.Parse("a", []byte(text))
		if err == nil || !strings.Contains(err.Error(), "a"+want) {
			t.Errorf("%.60q: %v, want %s", text, err, want)
		}
	}
}

func TestParsePolicies(t *testing.T) {
	cases, err := scenario.Parse("a.case.yaml", []byte(head+"policies: {doi: khong}\nstory: [{date: 2026-07-07, act: b}]\n"))
	if err != nil || cases[0].Policies["doi"] != "khong" {
		t.Error(cases, err)
	}
	if _, err := scenario.Parse("a.case.yaml", []byte(head+"policies: khong\nstory: [{date: 2026-07-07, act: b}]\n")); err == nil {
		t.Error("policies are read from a word")
	}
}
