package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"sync"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
)

// survivorsFile lists the changes that no story need find out. It lies beside
// the procedures and is none itself.
const survivorsFile = "survivors.yaml"

// Load finds a plan and keeps it.
func (l *loader) Load(name, version string, on legaltime.Date) (*plan.Plan, error) {
	p, err := l.load(name, version, on)
	if err == nil && !slices.Contains(l.plans, p) {
		l.plans = append(l.plans, p)
	}
	return p, err
}

// tried is a procedure with its stories, and what came of its mutants.
type tried struct {
	plan      *plan.Plan
	stories   []scenario.Case
	mutants   int
	survivors []string // what was changed and not found out
	err       error
}

// mutate changes each procedure in one place after the other and tells which
// changes no story of it finds out. It fails where fewer than Min percent were
// found out, or a survivor is neither found out nor accepted with a reason.
func (t *Test) mutate(out io.Writer, files []textFile, runner scenario.Runner) error {
	accepted, err := survivors(files)
	if err != nil {
		return err
	}
	all, err := byPlan(files, &loader{load: runner.Load})
	if err != nil {
		return err
	}
	inParallel(all, func(x *tried) { x.run(runner.Calendar) })
	return t.tellMutants(out, all, accepted)
}

// survivors reads the list of accepted survivors: one among the files, or that
// of the library.
func survivors(files []textFile) ([]scenario.Survivor, error) {
	for _, f := range files {
		if filepath.Base(f.name) == survivorsFile {
			return scenario.ParseSurvivors(f.text)
		}
	}
	text, err := library.FS.ReadFile(survivorsFile)
	if err != nil {
		return nil, err
	}
	return scenario.ParseSurvivors(text)
}

// byPlan puts the stories to the procedures that they ask for.
func byPlan(files []textFile, l *loader) ([]*tried, error) {
	var all []*tried
	for _, f := range files {
		if !isStory(f.name) {
			continue
		}
		cases, err := scenario.Parse(f.name, f.text)
		if err != nil {
			return nil, err
		}
		for _, c := range cases {
			p, err := l.found(c)
			if err != nil {
				return nil, err
			}
			i := slices.IndexFunc(all, func(x *tried) bool { return x.plan == p })
			if i < 0 {
				i = len(all)
				all = append(all, &tried{plan: p})
			}
			all[i].stories = append(all[i].stories, c)
		}
	}
	return all, nil
}

// inParallel does something with each of a list, two at a time.
func inParallel[T any](all []T, do func(T)) {
	var working sync.WaitGroup
	next := make(chan T)
	for range 2 {
		working.Go(func() {
			for v := range next {
				do(v)
			}
		})
	}
	for _, v := range all {
		next <- v
	}
	close(next)
	working.Wait()
}

func (x *tried) run(calendar *legaltime.Calendar) {
	before, err := machine.NewLaw(x.plan, calendar)
	if err != nil {
		x.err = err
		return
	}
	for _, m := range scenario.Mutants(x.plan) {
		changed, err := m.Apply(x.plan)
		if err != nil {
			x.err = err
			return
		}
		law, err := machine.NewLaw(changed, calendar)
		if err != nil {
			continue // not a procedure any more
		}
		x.mutants++
		if !scenario.Kills(law, before, x.stories) {
			x.survivors = append(x.survivors, m.What)
		}
	}
}

func (t *Test) tellMutants(out io.Writer, all []*tried, accepted []scenario.Survivor) error {
	mutants, left, open := 0, 0, 0
	used := make([]bool, len(accepted))
	for _, x := range all {
		if x.err != nil {
			return x.err
		}
		name := x.plan.Procedure + "@" + x.plan.Version
		mutants, left = mutants+x.mutants, left+len(x.survivors)
		fmt.Fprintf(out, "%s: %.1f %%, %d of %d found out by %s\n", name, share(x.mutants, len(x.survivors)), x.mutants-len(x.survivors), x.mutants, counted(len(x.stories), "story", "stories"))
		for _, what := range x.survivors {
			if i := slices.IndexFunc(accepted, func(s scenario.Survivor) bool { return s.Is(name, what) }); i >= 0 {
				used[i] = true
				continue
			}
			open++
			fmt.Fprintf(out, "     survives: %s\n", what)
		}
	}
	for i, s := range accepted {
		if !used[i] {
			fmt.Fprintf(out, "accepted, but does not survive: %s: %s\n", s.Procedure, s.Change)
		}
	}
	score := share(mutants, left)
	fmt.Fprintf(out, "total: %.1f %%, %d of %d found out, %d accepted with a reason, %d not\n", score, mutants-left, mutants, left-open, open)
	switch {
	case score < t.Min:
		return fmt.Errorf("mutation score %.1f %% is below %g %%", score, t.Min)
	case t.Min > 0 && open > 0:
		return fmt.Errorf("%s without a reason in %s", counted(open, "survivor", "survivors"), survivorsFile)
	}
	return nil
}

func share(all, left int) float64 {
	if all == 0 {
		return 100
	}
	return 100 * float64(all-left) / float64(all)
}

func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}
