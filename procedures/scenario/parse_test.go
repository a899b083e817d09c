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
		"case: x\nprocedur: y\n":                       `:2: a story knows no "procedur"; did you mean "procedure"?`,
		"case: x\ncase: y\n":                           `:2: "case" is written twice`,
		"- a\n":                                        ":1: a story must be written as keys and values",
		"case: x\n":                                    ":1: a story has case, procedure, received and story",
		head + "story: {}\n":                           ":4: a story is a list of lines",
		head + "story: [{act: b}]\n":                   ":4: a line has a date",
		head + "story: [{date: 2026-07-07}]\n":         `:4: a line has "act" or "expect"`,
		head + "story: [{date: 7.7.2026}]\n":           `:4: "7.7.2026" is not`,
		head + "story: [{date: 2026-07-05, act: b}]\n": ":4: 2026-07-05 comes before 2026-07-06: a story goes forward in time",
		head + "story: [{date: 2026-07-07, act: b, refused: nope}]\n":           `:4: "refused" is true or one of`,
		head + "story: [{date: 2026-07-07, act: b, then: c, refused: gap}]\n":   ":4: an act that is refused leads nowhere",
		head + "story: [{date: 2026-07-07, expect: {}, by: r}]\n":               `:4: "with", "by", "to", "then" and "refused" belong to an act`,
		head + "story: [{date: 2026-07-07, expect: {state: late, clock: c}}]\n": `:4: "state" is one of running`,
		head + "story: [{date: 2026-07-07, expect: {due: 2026-07-08}}]\n":       ":4: say which clock",
		head + "story: [{date: 2026-07-07, expect: {alarms: [{to: r}]}}]\n":     ":4: an alarm has a date",
		head + "story: [{date: 2026-07-07, expect: {alarm: []}}]\n":             `:4: expect knows no "alarm"; did you mean "alarms"?`,
		head + "story: [{date: 2026-07-07, act: b, with: {a: [1]}}]\n":          ":4: a field holds a single value",
		head + "story: [{date: 2026-07-07, act: &a b, then: *a}]\n":             ":4: a single value is needed here",
		head + "fill: all\nstory: [{date: 2026-07-07, act: b}]\n":               `:4: "fill" can only be "tasks"`,
		head + "story: [{date: 2026-07-07, act: b, with: {a: 1, a: 2}}]\n":      `:4: "a" is written twice`,
		"case: [\n":                              ":",
		strings.Repeat("#", scenario.MaxBytes+1): ":1: the file is longer than 1024 KiB",
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
