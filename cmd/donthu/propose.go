package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/propose"
	"github.com/donthu/donthu/procedures/scenario"
)

// edgesSuffix ends the names of files of proposed stories; they lie beside the
// procedure, apart from the stories that a jurist wrote.
const edgesSuffix = ".edges" + caseSuffix

// proposed is a procedure file for which stories are looked for.
type proposed struct {
	file     string
	plan     *plan.Plan
	own      []scenario.Case
	proposal propose.Proposal
	err      error
}

// propose writes, beside each procedure file among the paths, stories in which a
// change to the procedure shows that none of its other stories finds out.
func (t *Test) propose(out io.Writer, files []textFile) error {
	written := without(files, edgesSuffix)
	own, bad := compileEach(written, false)
	if len(bad) > 0 {
		return errors.New(bad.String())
	}
	runner, err := newRunner(own)
	if err != nil {
		return err
	}
	stories, err := byPlan(written, &loader{load: runner.Load}, runner)
	if err != nil {
		return err
	}
	var all []*proposed
	for _, f := range without(written, caseSuffix) {
		p := planOf(own, f.name)
		if p == nil {
			return fmt.Errorf("%s: a procedure's file is called <procedure>@<version>.yaml, so that its stories can stand beside it", f.name)
		}
		all = append(all, &proposed{file: f.name, plan: p, own: casesOf(stories, p)})
	}
	debug.SetGCPercent(400) // states are many and short-lived
	inParallel(all, func(x *proposed) { x.run(runner.Calendar, t.Steps) })
	return tellProposals(out, all)
}

func (x *proposed) run(calendar *legaltime.Calendar, steps int) {
	law, err := machine.NewLaw(x.plan, calendar)
	if err != nil {
		x.err = err
		return
	}
	if x.proposal, x.err = propose.For(law, x.own, steps); x.err != nil {
		return
	}
	name := strings.TrimSuffix(x.file, yamlSuffix) + edgesSuffix
	if len(x.proposal.Stories) == 0 {
		if err := os.Remove(name); !errors.Is(err, os.ErrNotExist) {
			x.err = err
		}
		return
	}
	x.err = os.WriteFile(name, propose.Write(x.plan, x.proposal.Stories), 0o644)
}

func tellProposals(out io.Writer, all []*proposed) error {
	for _, x := range all {
		if x.err != nil {
			return fmt.Errorf("%s: %w", x.file, x.err)
		}
		r := x.proposal
		fmt.Fprintf(out, "%s@%s: %s for %d of %d changes that were not found out; looked for on %d ways\n", x.plan.Procedure, x.plan.Version,
			counted(len(r.Stories), "story", "stories"), r.Before-len(r.Left), r.Before, r.Trials)
		for _, what := range r.Left {
			fmt.Fprintf(out, "     survives: %s\n", what)
		}
	}
	return nil
}

// withNeighbours adds the stories that lie beside procedure files which were
// named by themselves: <procedure>@<version>.case.yaml, and what more is told of
// the same version in files of longer names, proposed stories among them.
func withNeighbours(files []textFile) ([]textFile, error) {
	known := map[string]bool{}
	for _, f := range files {
		known[filepath.Clean(f.name)] = true
	}
	for _, f := range without(files, caseSuffix) {
		names, err := filepath.Glob(strings.TrimSuffix(f.name, yamlSuffix) + ".*" + yamlSuffix)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if known[name] || !isStory(name) {
				continue
			}
			known[name] = true
			text, err := readStory(os.DirFS(filepath.Dir(name)), filepath.Base(name))
			if err != nil {
				return nil, err
			}
			files = append(files, textFile{name, text})
		}
	}
	return files, nil
}

func without(files []textFile, suffix string) (rest []textFile) {
	for _, f := range files {
		if !strings.HasSuffix(f.name, suffix) {
			rest = append(rest, f)
		}
	}
	return rest
}

// planOf is the procedure of a file: <procedure>@<version>.yaml.
func planOf(plans []*plan.Plan, file string) *plan.Plan {
	for _, p := range plans {
		if filepath.Base(file) == p.Procedure+"@"+p.Version+yamlSuffix {
			return p
		}
	}
	return nil
}

func casesOf(all []*tried, p *plan.Plan) []scenario.Case {
	for _, x := range all {
		if x.plan == p {
			return x.stories
		}
	}
	return nil
}
