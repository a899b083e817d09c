package main

import (
	"fmt"
	"io"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/donthu/donthu/procedures"
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
	proven    int          // of them, those proven to be without effect
	by        map[int]bool // the entries, by number, that say how
	wrong     []string     // those proven and found out all the same
	survivors []string     // what was changed and not found out
	err       error
}

// mutate changes each procedure in one place after the other and tells which
// changes no story of it finds out. It fails where fewer than Min percent were
// found out, or a survivor is neither found out nor accepted with a reason.
func (t *Test) mutate(out io.Writer, files []textFile, runner scenario.Runner, own []*plan.Plan) error {
	accepted, err := survivors(files)
	if err != nil {
		return err
	}
	all, err := byPlan(files, &loader{load: runner.Load}, runner)
	if err != nil {
		return err
	}
	debug.SetGCPercent(400) // states are many and short-lived
	inParallel(all, func(x *tried) { x.run(runner.Calendar, accepted) })
	return t.tellMutants(out, all, accepted, versions(own))
}

// versions names all versions of procedures there are: those of the files and
// those of the library, as far as it can be read.
func versions(own []*plan.Plan) (names []string) {
	if shelf, _ := procedures.Library(); shelf != nil {
		own = append(slices.Clone(own), shelf.All()...)
	}
	for _, p := range own {
		names = append(names, p.Procedure+"@"+p.Version)
	}
	return names
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

// byPlan puts the stories to the procedures that they ask for. Their earlier
// cases are played once.
func byPlan(files []textFile, l *loader, runner scenario.Runner) ([]*tried, error) {
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
			if err := runner.Recall(&c); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", c.File, c.Line, err)
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

func (x *tried) run(calendar *legaltime.Calendar, accepted []scenario.Survivor) {
	before, err := machine.NewLaw(x.plan, calendar)
	if err != nil {
		x.err = err
		return
	}
	stories := scenario.Grounded(before, x.stories)
	x.by = map[int]bool{}
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
		by := slices.IndexFunc(accepted, func(s scenario.Survivor) bool { return s.Proven(x.plan, m) })
		killed := scenario.Kills(law, before, stories.For(x.plan, m.At))
		switch {
		case by >= 0 && killed:
			x.wrong = append(x.wrong, m.What)
		case by >= 0:
			x.proven++
			x.by[by] = true
		case !killed:
			x.survivors = append(x.survivors, m.What)
		}
	}
}

// tally is what came of all procedures together.
type tally struct {
	mutants, proven, left, open int
	wrong                       []string
	used                        []bool // of the list of accepted survivors
}

func (t *Test) tellMutants(out io.Writer, all []*tried, accepted []scenario.Survivor, versions []string) error {
	sum := tally{used: make([]bool, len(accepted))}
	left := slices.DeleteFunc(versions, func(v string) bool {
		return slices.ContainsFunc(all, func(x *tried) bool { return x.plan.Procedure+"@"+x.plan.Version == v })
	})
	for _, x := range all {
		if x.err != nil {
			return x.err
		}
		sum.add(out, x, accepted)
	}
	for i, s := range accepted {
		if !sum.used[i] && !slices.ContainsFunc(left, s.Fits) { // in what was left out it may survive
			fmt.Fprintf(out, "accepted, but does not survive: %s: %s\n", s.Procedure, s.Change)
		}
	}
	score := share(sum.mutants-sum.proven, sum.left)
	fmt.Fprintf(out, "total: %.1f %%, %d of %d found out, %d accepted with a reason, %d not; %d more proven to be without effect\n",
		score, sum.mutants-sum.proven-sum.left, sum.mutants-sum.proven, sum.left-sum.open, sum.open, sum.proven)
	switch {
	case len(sum.wrong) > 0:
		return fmt.Errorf("proven to be without effect, and found out: %s", strings.Join(sum.wrong, "; "))
	case score < t.Min:
		return fmt.Errorf("mutation score %.1f %% is below %g %%", score, t.Min)
	case t.Min > 0 && sum.open > 0:
		return fmt.Errorf("%s without a reason in %s", counted(sum.open, "survivor", "survivors"), survivorsFile)
	}
	return nil
}

// add tells of one procedure and counts it.
func (s *tally) add(out io.Writer, x *tried, accepted []scenario.Survivor) {
	name := x.plan.Procedure + "@" + x.plan.Version
	matter := x.mutants - x.proven
	s.mutants, s.proven, s.left = s.mutants+x.mutants, s.proven+x.proven, s.left+len(x.survivors)
	fmt.Fprintf(out, "%s: %.1f %%, %d of %d found out by %s\n", name, share(matter, len(x.survivors)), matter-len(x.survivors), matter, counted(len(x.stories), "story", "stories"))
	for _, what := range x.survivors {
		if i := slices.IndexFunc(accepted, func(s scenario.Survivor) bool { return s.Proof == "" && s.Is(name, what) }); i >= 0 {
			s.used[i] = true
			continue
		}
		s.open++
		fmt.Fprintf(out, "     survives: %s\n", what)
	}
	for _, what := range x.wrong {
		s.wrong = append(s.wrong, name+": "+what)
	}
	for i := range accepted {
		s.used[i] = s.used[i] || x.by[i]
	}
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
