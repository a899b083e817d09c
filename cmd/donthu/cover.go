package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
)

// told prints only the stories that failed.
func told(out io.Writer) func(scenario.Report) {
	tell := textPrinter(out, false)
	return func(r scenario.Report) {
		if !r.OK() {
			tell(r)
		}
	}
}

// cover runs the stories and tells what no story of a procedure came by. It
// fails where a procedure has less than Min percent.
func (t *Test) cover(out io.Writer, files []textFile, runner scenario.Runner) error {
	for _, kind := range t.Of {
		if !slices.Contains(scenario.CoverKinds(), kind) {
			return fmt.Errorf("--of: %q is none of %v", kind, scenario.CoverKinds())
		}
	}
	cover := scenario.NewCover(runner.Calendar)
	runner.Watch = cover.Watch
	loaded := &loader{load: runner.Load}
	runner.Past = runner.Load // what an earlier case shows of its procedure, its own stories show
	runner.Load = loaded.Load
	j := judge{runner: func() (scenario.Runner, error) { return runner, nil }, tell: func(scenario.Report) {}}
	if err := j.all(files, nil); err != nil {
		return err
	}
	below, all, missing := 0, 0, 0
	for _, p := range loaded.plans {
		c := cover.Of(p)
		n, m := c.Count(t.Of...)
		all, missing = all+n, missing+m
		if c.Percent(t.Of...) < t.Min {
			below++
		}
		if err := t.printCoverage(out, c); err != nil {
			return err
		}
	}
	if !t.JSON && all > 0 {
		fmt.Fprintf(out, "total: %d of %d, %.1f %%\n", all-missing, all, 100*float64(all-missing)/float64(all))
	}
	if below > 0 {
		return fmt.Errorf("%d of %s below %g %%", below, count(len(loaded.plans), "procedure"), t.Min)
	}
	return nil
}

func (t *Test) printCoverage(out io.Writer, c scenario.Coverage) error {
	if t.JSON {
		to := json.NewEncoder(out)
		to.SetEscapeHTML(false)
		return to.Encode(c)
	}
	_, err := fmt.Fprintf(out, "%s@%s: %.1f %%", c.Procedure, c.Version, c.Percent(t.Of...))
	for _, kind := range t.Of {
		all, missing := c.Count(kind)
		fmt.Fprintf(out, ", %s %d/%d", kind, all-missing, all)
	}
	fmt.Fprintln(out)
	for _, i := range c.Missing {
		if slices.Contains(t.Of, i.Kind) {
			fmt.Fprintf(out, "     %s: %s\n", i.Kind, i.Name)
		}
	}
	return err
}

// loader keeps the procedures that stories ask for, each once.
type loader struct {
	load  scenario.Load
	plans []*plan.Plan
}

// found is the plan that a story asks for, as it was found the first time.
func (l *loader) found(c scenario.Case) (*plan.Plan, error) {
	return l.Load(c.Procedure, c.Version, c.Received.Date)
}
