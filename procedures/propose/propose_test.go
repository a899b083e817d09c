package propose_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/compile"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/propose"
	"github.com/donthu/donthu/procedures/scenario"
	"github.com/donthu/donthu/procedures/source"
)

// small is the law of a small procedure.
func small(t *testing.T) *machine.Law {
	t.Helper()
	text, err := os.ReadFile("../scenario/testdata/thu@2026-07-01.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, problems := source.Read(text)
	if problems.Failed() {
		t.Fatal(problems)
	}
	calendar, err := library.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	law, err := machine.NewLaw(compile.File(f), calendar)
	if err != nil {
		t.Fatal(err)
	}
	return law
}

// TestProposal: the stories proposed can be read, come true, and find out every
// change that the proposal says they do. What a table proposes to an officer is
// left to the stories of jurists: the program could only repeat the table.
func TestProposal(t *testing.T) {
	law := small(t)
	found, err := propose.For(law, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	text := propose.Write(law.Plan(), found.Stories)
	cases, err := scenario.Parse("x", text)
	if err != nil || len(cases) == 0 || len(cases) != len(found.Stories) {
		t.Fatalf("%d of %d stories can be read: %v\n%s", len(cases), len(found.Stories), err, text)
	}
	run := scenario.Runner{Calendar: law.Calendar(), Load: func(string, string, legaltime.Date) (*plan.Plan, error) { return law.Plan(), nil }}
	for _, c := range cases {
		for _, r := range run.Run(c).Results {
			if !r.OK {
				t.Errorf("line %d: expected %s, got %s", r.Line, r.Expected, r.Got)
			}
		}
	}
	left := survivors(t, law, cases)
	for _, what := range left {
		t.Logf("survives: %s", what)
	}
	if strings.Join(left, "\n") != strings.Join(found.Left, "\n") {
		t.Errorf("%d survive, the proposal says %d", len(left), len(found.Left))
	}
	tables := slices.DeleteFunc(slices.Clone(left), func(what string) bool { return !strings.Contains(what, " proposal ") })
	if n := len(left) - len(tables); n*20 > found.Mutants || found.Mutants < 60 || len(tables) == 0 {
		t.Errorf("%d of %d changes survive, beside %d of tables", n, found.Mutants, len(tables))
	}
	again, err := propose.For(law, nil, 0)
	if err != nil || !bytes.Equal(propose.Write(law.Plan(), again.Stories), text) {
		t.Error("another proposal is another", err)
	}
	if more, err := propose.For(law, cases, 0); err != nil || more.Before != len(left) || len(more.Stories) > len(left) {
		t.Errorf("what the stories found out is looked for again: %d changes, %d stories, %v", more.Before, len(more.Stories), err)
	}
}

// survivors are the changes with some effect that stories do not find out.
func survivors(t *testing.T, law *machine.Law, cases []scenario.Case) (left []string) {
	t.Helper()
	for _, m := range scenario.Mutants(law.Plan()) {
		changed, err := m.Apply(law.Plan())
		if err != nil {
			t.Fatal(err)
		}
		mutant, err := machine.NewLaw(changed, law.Calendar())
		if err == nil && !scenario.Effectless(law.Plan(), m) && !scenario.Kills(mutant, law, cases) {
			left = append(left, m.What)
		}
	}
	return left
}
