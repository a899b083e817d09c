package procedures_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"gopkg.in/yaml.v3"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
	"github.com/donthu/donthu/procedures/verify"
)

// TestProblemsTellTheirStory: each problem to which a way leads, in the mistakes
// planted in good procedures and in the examples of the rules, tells a story that
// can be run, and the machine shows in it what the problem says.
func TestProblemsTellTheirStory(t *testing.T) {
	texts := map[string]string{}
	var faults []planted
	if err := yaml.Unmarshal(read(t, "testdata/planted.yaml"), &faults); err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		texts[f.Rule+" "+f.Name] = strings.Replace(string(read(t, ground(f.In))), f.From, f.Into, 1)
	}
	names, _ := filepath.Glob("check/testdata/*.txtar")
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(name)] = string(a.Files[0].Data)
	}
	told := map[string]int{}
	for name, text := range texts {
		r := procedures.Read(name, []byte(text))
		r.Tell(shelf(t).Calendar())
		for _, p := range r.Problems {
			if p.Way == nil {
				continue
			}
			told[p.Code]++
			if p.Story == "" {
				if strings.HasPrefix(name, p.Code) {
					t.Errorf("%s: no story of %s", name, p.Message)
				}
				continue
			}
			shows(t, name, r.Meaning(), p)
		}
	}
	for _, code := range []string{"stage_ends", "stage_clock", "stage_paused", "clock_ends", "clock_lapsed", "act_requires", "tasks_deadlock", "responsible_one"} {
		if told[code] == 0 {
			t.Errorf("no story of %s", code)
		}
	}
	t.Log(told)
}

// shows runs the story of a problem and looks at what it comes to.
func shows(t *testing.T, name string, p *plan.Plan, b diag.Problem) {
	t.Helper()
	cases, err := scenario.Parse("story", []byte(b.Story))
	if err != nil || len(cases) != 1 {
		t.Fatalf("%s: %v\n%s", name, err, b.Story)
	}
	var last, end scenario.Moved
	report := scenario.Runner{Calendar: shelf(t).Calendar(), Load: func(string, string, legaltime.Date) (*plan.Plan, error) { return p, nil },
		Watch: func(m scenario.Moved) {
			if end = m; m.Refusal == nil && m.Before.Stage != m.After.Stage {
				last = m
			}
		}}.Run(cases[0])
	for _, x := range report.Results {
		if !x.OK {
			t.Errorf("%s: %s, line %d: expected %s, got %s\n%s", name, b.Code, x.Line, x.Expected, x.Got, b.Story)
			return
		}
	}
	owed := func(s machine.State) bool {
		return slices.ContainsFunc(s.Clocks, func(c machine.Clock) bool {
			return c.Name == b.Way.Owed && c.State != machine.Met && c.State != machine.Stopped
		})
	}
	switch {
	case end.After.Stage != b.Way.Steps[len(b.Way.Steps)-1].Stage:
		t.Errorf("%s: %s: the story ends in %s\n%s", name, b.Code, end.After.Stage, b.Story)
	case b.Way.Bare && verify.Waits(end.Law, end.After) == "":
		t.Errorf("%s: %s: a clock presses\n%s", name, b.Code, b.Story)
	case b.Way.Owed != "" && !owed(last.Before):
		t.Errorf("%s: %s: %s is not owed before the end\n%s", name, b.Code, b.Way.Owed, b.Story)
	case b.Way.Tries != "" && end.Refusal == nil:
		t.Errorf("%s: %s: nothing is refused\n%s", name, b.Code, b.Story)
	}
}

// A text that no machine could run tells no story, and nothing breaks.
func TestWhatMeansNothingTellsNoStory(t *testing.T) {
	good := string(read(t, "verify/testdata/khieu-nai.yaml"))
	for _, text := range []string{"", "procedure: [", strings.Replace(good, "thu-ly: xac-minh", "thu-ly: xac-minhh", 1), good[:len(good)/2]} {
		r := procedures.Read("x", []byte(text))
		if r.Tell(shelf(t).Calendar()); r.Meaning() != nil {
			t.Errorf("%.40q means something", text)
		}
	}
}
