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

const complaint = "case: một\nprocedure: khieu-nai-lan-dau\nreceived: 2026-07-06\nfill: tasks\nstory:\n"

// procedureOf is a procedure of the library with stories about it.
func procedureOf(t *testing.T, text string) (*plan.Plan, *legaltime.Calendar, []scenario.Case) {
	t.Helper()
	shelf, err := procedures.Library()
	if shelf == nil {
		t.Fatal(err)
	}
	p, _ := shelf.Get("khieu-nai-lan-dau", "2026-07-01")
	cases, err := scenario.Parse("x", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p, shelf.Calendar(), cases
}

func covered(t *testing.T, text string) scenario.Coverage {
	t.Helper()
	p, calendar, cases := procedureOf(t, text)
	cover := scenario.NewCover(calendar)
	r := scenario.Runner{Calendar: calendar, Watch: cover.Watch, Load: func(string, string, legaltime.Date) (*plan.Plan, error) { return p, nil }}
	for _, c := range cases {
		if report := r.Run(c); !report.OK() {
			t.Fatalf("%+v", report.Results)
		}
	}
	return cover.Of(p)
}

// TestCover: a story covers what it does, and nothing else.
func TestCover(t *testing.T) {
	c := covered(t, complaint+`  - {date: 2026-07-15, act: thu-ly}
  - {date: 2026-07-20, act: tam-dinh-chi}
  - {date: 2026-07-27, act: tiep-tuc}
  - {date: 2026-10-20, act: xac-dinh-phuc-tap, with: {phuc-tap: true}, refused: past-due}
`)
	missing := map[string]bool{}
	for _, i := range c.Missing {
		missing[i.Kind+" "+i.Name] = true
	}
	for _, name := range []string{
		"acts kiem-tra-dieu-kien", "acts thu-ly", "branches tiep-nhan thu-ly -> xac-minh", "refusals xac-dinh-phuc-tap past-due",
		"clocks thu-ly starts at tiep-nhan", "clocks thu-ly met by thu-ly", "clocks giai-quyet runs 30 days", "clocks giai-quyet paused by tam-dinh-chi",
		"clocks giai-quyet resumed by tiep-tuc", "clocks giai-quyet passes", "branches tam-dinh-chi tiep-tuc -> back",
	} {
		if missing[name] || !strings.Contains(joined(c.Items), name+"\n") {
			t.Errorf("%s is not covered, or no item", name)
		}
	}
	for _, name := range []string{"acts dinh-chi", "branches xac-minh ban-hanh-quyet-dinh -> da-ban-hanh", "refusals thu-ly requires", "clocks thu-ly passes",
		"clocks giai-quyet met by ban-hanh-quyet-dinh", "clocks giai-quyet stopped by dinh-chi"} {
		if !missing[name] {
			t.Errorf("%s is covered, or no item", name)
		}
	}
	all, lacking := c.Count(scenario.CoverKinds()...)
	if all != len(c.Items) || lacking != len(c.Missing) {
		t.Errorf("%d of %d, %.1f", lacking, all, c.Percent(scenario.CoverActs))
	}
}

func joined(items []scenario.Item) string {
	var b strings.Builder
	for _, i := range items {
		b.WriteString(i.Kind + " " + i.Name + "\n")
	}
	return b.String()
}

// TestMutants: what a story says is found out, what it does not say survives.
func TestMutants(t *testing.T) {
	p, calendar, cases := procedureOf(t, complaint+`  - {date: 2026-07-10, act: thu-ly, by: nguoi-xu-ly, refused: not-your-role}
  - {date: 2026-07-15, act: thu-ly, then: xac-minh, expect: {clock: giai-quyet, due: 2026-08-14}}
  - {date: 2026-07-20, act: tam-dinh-chi}
  - {date: 2026-07-27, act: tiep-tuc, expect: {clock: giai-quyet, due: 2026-08-21, state: running}}
`)
	before, err := machine.NewLaw(p, calendar)
	if err != nil {
		t.Fatal(err)
	}
	killed, names := map[string]bool{}, map[string]bool{}
	for _, m := range scenario.Mutants(p) {
		if names[m.What] {
			t.Errorf("two mutants %q", m.What)
		}
		names[m.What] = true
		changed, err := m.Apply(p)
		if err != nil {
			t.Fatal(err)
		}
		if changed.Hash() == p.Hash() {
			t.Errorf("%s changes nothing", m.What)
		}
		if law, err := machine.NewLaw(changed, calendar); err == nil {
			killed[m.What] = scenario.Kills(law, before, cases)
		}
	}
	for what, want := range map[string]bool{
		"clock giai-quyet: term 3: 30 days -> 31 days":                true,
		"clock giai-quyet: term 3: 30 days -> 29 days":                true,
		"clock giai-quyet: term 3: 30 days -> 30 working days":        true,
		"clock giai-quyet: pause tam-dinh-chi until tiep-tuc dropped": true,
		"clock giai-quyet: start thu-ly dropped":                      true,
		"act tam-dinh-chi: role: thu-truong -> nguoi-tiep-nhan":       true,
		"act thu-ly: when: negated":                                   true,
		"stage tiep-nhan: act thu-ly: branch 1: xac-minh -> stay":     true,
		"stage xac-minh: act tam-dinh-chi dropped":                    true,
		"clock giai-quyet: stopped by dinh-chi dropped":               false,
		"clock giai-quyet: term 1: 60 days -> 61 days":                false,
		"form chuyen-don: can-cu not required":                        false,
		"act ket-thuc: requires cong-khai dropped":                    false,
	} {
		if got, tried := killed[what]; got != want || !tried {
			t.Errorf("%s: found out %v (tried %v), want %v", what, got, tried, want)
		}
	}
	if len(names) < 300 {
		t.Errorf("only %d mutants", len(names))
	}
}

func TestSurvivors(t *testing.T) {
	all, err := scenario.ParseSurvivors([]byte("# x\n- {procedure: \"a@*\", change: \"clock * rung 1 (*) dropped\", reason: nội bộ}\n"))
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	s := all[0]
	if !s.Is("a@2026", "clock x: rung 1 (remind) dropped") || s.Is("b@2026", "clock x: rung 1 (remind) dropped") || s.Is("a@1", "clock x: rung 2 (remind) dropped") {
		t.Error("the star stands for the wrong things")
	}
	for _, text := range []string{"- {procedure: a, change: b}\n", "- {procedure: a, change: b, why: c}\n", "- {procedure: a, change: b, reason: c, proof: d}\n", "a: b\n"} {
		if _, err := scenario.ParseSurvivors([]byte(text)); err == nil {
			t.Errorf("%q is read", text)
		}
	}
	if none, err := scenario.ParseSurvivors([]byte("# none\n[]\n")); err != nil || len(none) > 0 {
		t.Error(none, err)
	}
}
