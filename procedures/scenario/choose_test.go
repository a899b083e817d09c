package scenario_test

import (
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/scenario"
)

const chosen = `case: đề xuất
procedure: thu
received: 2026-07-06
fill: tasks
story:
  - {date: 2026-07-07, act: thu-ly}
  - {date: 2026-07-07, opens: bao-cao, expect: {propose: {ket-qua: none}}}
  - {date: 2026-07-07, act: phuc-tap, with: {phuc-tap: true}}
  - {date: 2026-07-08, opens: bao-cao, with: {con-khac-nhau: true}, expect: {propose: {ket-qua: sai}}}
  - {date: 2026-07-08, act: bao-cao, with: {con-khac-nhau: false, ket-qua: sai}, expect: {propose: {ket-qua: dung}}}
`

// TestPropose: a story says what is proposed, by what the case knows and what is
// filled in, and who acts may choose otherwise.
func TestPropose(t *testing.T) {
	if wrong := play(t, chosen); wrong != nil {
		t.Fatal(wrong)
	}
	for _, c := range [][3]string{
		{"propose: {ket-qua: sai}", "propose: {ket-qua: dung}", "got «Báo cáo» (bao-cao): đề xuất ket-qua sai"},
		{"propose: {ket-qua: none}", "propose: {ket-qua: sai}", "got «Báo cáo» (bao-cao): đề xuất ket-qua none"},
		{"opens: bao-cao, with: {con-khac-nhau: true}", "opens: bao-cao, with: {con-nhau: true}", "không có ô này"},
	} {
		wrong := strings.Join(play(t, strings.Replace(chosen, c[0], c[1], 1)), "\n")
		if !strings.Contains(wrong, c[2]) {
			t.Errorf("%s: %s", c[1], wrong)
		}
	}
}

// TestProposeRefuses: what is written in the wrong place is told.
func TestProposeRefuses(t *testing.T) {
	for line, want := range map[string]string{
		"{date: 2026-07-07, opens: bao-cao}":                                                 "`act` hoặc `expect`",
		"{date: 2026-07-07, opens: bao-cao, expect: {stage: xac-minh}}":                      "`opens` đứng thay `act`",
		"{date: 2026-07-07, act: giao, opens: bao-cao, expect: {propose: {ket-qua: dung}}}":  "`opens` đứng thay `act`",
		"{date: 2026-07-07, expect: {propose: {ket-qua: dung}}}":                             "`propose` đi với một việc",
		"{date: 2026-07-07, opens: bao-cao, then: xong, expect: {propose: {ket-qua: dung}}}": "chỉ đi với một việc",
		"{date: 2026-07-07, opens: bao-cao, expect: {propose: {ket-qua: [dung]}}}":           "cần một giá trị",
	} {
		_, err := scenario.Parse("x", []byte("case: một\nprocedure: thu\nreceived: 2026-07-06\nstory:\n  - "+line+"\n"))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// TestProposalMutants: another option and another condition in a table of
// proposals are found out by the stories that expect it.
func TestProposalMutants(t *testing.T) {
	r := shelf(t, "testdata/*.yaml")
	p, err := r.Load("thu", "", legaltime.Date{})
	if err != nil {
		t.Fatal(err)
	}
	before, err := machine.NewLaw(p, r.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := scenario.Parse("x", []byte(chosen))
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, m := range scenario.Mutants(p) {
		if !strings.Contains(m.What, " proposal ") {
			continue
		}
		tried++
		other, err := m.Apply(p)
		if err != nil {
			t.Fatal(err)
		}
		law, err := machine.NewLaw(other, r.Calendar)
		if err != nil {
			t.Fatal(err)
		}
		if !scenario.Kills(law, before, cases) {
			t.Errorf("survives: %s", m.What)
		}
	}
	if tried != 6 {
		t.Errorf("%d mutants, want an option and two conditions for each of two lines", tried)
	}
}
