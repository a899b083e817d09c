package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
)

const (
	caseSuffix = ".case.yaml"
	yamlSuffix = ".yaml"
)

// Test runs scenario files. Procedure files among the paths stand in for those
// of the library; folders are searched for both. Where no scenario file is named,
// those that lie beside the procedure files are run.
type Test struct {
	Paths   []string `arg:"" optional:"" name:"path" help:"Scenario files (*.case.yaml), procedure files (*.yaml), or folders of both. Without a scenario file among them: with the scenarios beside each procedure file. Without any: the scenarios of the library."`
	JSON    bool     `name:"json" help:"Print one JSON object for each line of a story."`
	Cover   bool     `name:"cover" help:"Measure which acts, branches, refusals, clocks, links and edges of the procedures the scenarios come by."`
	Mutate  bool     `name:"mutate" help:"Change the procedures in one place after the other and list the changes that no scenario finds out."`
	Propose bool     `name:"propose" help:"Write, beside each procedure file among the paths, stories at its edges (*.edges.case.yaml) that find out what its other stories do not."`
	Steps   int      `name:"steps" help:"With --propose: most events that the walk over one procedure is worth." default:"0"`
	Min     float64  `name:"min" help:"With --cover or --mutate: fail below so many percent."`
	Of      []string `name:"of" default:"acts,branches,refusals,clocks,links,edges" help:"With --cover: what to measure."`
	Faulty  bool     `name:"faulty" help:"Run procedures with errors, too, if every name in them leads somewhere: for the stories that check --story prints."`
	Verbose bool     `short:"v" help:"Print each story with the dates that were computed."`
}

// Run runs the stories. It fails when one of them does, or cannot be read.
func (t *Test) Run() error { return t.run(os.Stdout) }

func (t *Test) run(out io.Writer) error {
	files, err := t.files()
	if err == nil && (t.Propose || !slices.ContainsFunc(t.Paths, isStory)) {
		files, err = withNeighbours(files)
	}
	if err != nil {
		return err
	}
	if t.Propose {
		return t.propose(out, files)
	}
	if t.Cover || t.Mutate {
		return t.measure(out, files)
	}
	own, bad := compileEach(files, t.Faulty)
	j := judge{runner: sync.OnceValues(func() (scenario.Runner, error) { return newRunner(own) }), tell: textPrinter(out, t.Verbose)}
	if t.JSON {
		to := json.NewEncoder(out)
		to.SetEscapeHTML(false)
		j.tell, j.fault = jsonPrinter(to), faultPrinter(to)
	}
	return j.all(files, bad)
}

// measure runs the stories, tells those that fail, and measures the rest.
func (t *Test) measure(out io.Writer, files []textFile) error {
	own, bad := compileEach(files, t.Faulty)
	runner, err := newRunner(own)
	if err != nil {
		return err
	}
	j := judge{runner: func() (scenario.Runner, error) { return runner, nil }, tell: told(out)}
	if err := j.all(files, bad); err != nil {
		return err
	}
	if t.Mutate {
		return t.mutate(out, files, runner, own)
	}
	return t.cover(out, files, runner)
}

// newRunner runs stories on the procedures among the files and those of the
// library.
func newRunner(own []*plan.Plan) (scenario.Runner, error) {
	shelf, problem := procedures.Library()
	if shelf == nil {
		return scenario.Runner{}, problem
	}
	if problem != nil {
		fmt.Fprintln(os.Stderr, "có phần của thư viện không đọc được:", problem)
	}
	return scenario.Runner{Calendar: shelf.Calendar(), Load: func(name, version string, on legaltime.Date) (*plan.Plan, error) {
		return find(own, shelf, name, version, on)
	}}, nil
}

// files reads what the paths name, in the order of the paths.
func (t *Test) files() ([]textFile, error) {
	if len(t.Paths) == 0 {
		return gather(library.FS, ".", "", isStory)
	}
	var all []textFile
	for _, path := range t.Paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			text, err := readStory(os.DirFS(filepath.Dir(path)), filepath.Base(path))
			if err != nil {
				return nil, err
			}
			all = append(all, textFile{path, text})
			continue
		}
		found, err := gather(os.DirFS(path), ".", path, func(name string) bool { return strings.HasSuffix(name, yamlSuffix) })
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// textFile is a file that was read.
type textFile struct {
	name string
	text []byte
}

func isStory(name string) bool { return strings.HasSuffix(name, caseSuffix) }

func gather(from fs.FS, root, under string, wanted func(string) bool) ([]textFile, error) {
	var all []textFile
	err := fs.WalkDir(from, root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !wanted(path) {
			return err
		}
		text, err := readStory(from, path)
		all = append(all, textFile{filepath.Join(under, path), text})
		return err
	})
	return all, err
}

// readStory reads a file of stories or a procedure, but no more of it than
// shows that it is too long: both are refused before anything is made of them.
func readStory(from fs.FS, name string) ([]byte, error) {
	f, err := from.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, max(scenario.MaxBytes, procedures.MaxBytes)+1))
}

// compileAll compiles the procedures among the files; all of them must compile.
func compileAll(files []textFile) ([]*plan.Plan, error) {
	plans, bad := compileEach(files, false)
	if len(bad) > 0 {
		return plans, errors.New(bad.String())
	}
	return plans, nil
}

// compileEach compiles the procedures among the files, and says what is wrong
// with those that do not compile; faulty ones are taken if they mean anything.
func compileEach(files []textFile, faulty bool) (plans []*plan.Plan, bad diag.List) {
	for _, f := range files {
		if isStory(f.name) || isData(f.name) {
			continue
		}
		r := procedures.Read(f.name, f.text)
		p := r.Plan
		if faulty {
			p = r.Meaning()
		}
		if p == nil {
			bad = append(bad, r.Problems...)
			continue
		}
		plans = append(plans, p)
	}
	return plans, bad
}

// find looks for a procedure among the files first, then in the library.
func find(own []*plan.Plan, shelf *procedures.Shelf, name, version string, on legaltime.Date) (*plan.Plan, error) {
	p := newest(own, name, version, on)
	found := p != nil
	switch {
	case found:
	case version != "":
		p, found = shelf.Get(name, version)
	default:
		p, found = shelf.For(name, on)
	}
	if found {
		return p, nil
	}
	what := name + "@" + version
	if version == "" {
		what = name + " có hiệu lực ngày " + on.String()
	}
	return nil, fmt.Errorf("không có thủ tục %s", what)
}

// newest is the version named, or the last to come into force by a date.
func newest(plans []*plan.Plan, name, version string, on legaltime.Date) *plan.Plan {
	var best *plan.Plan
	for _, p := range plans {
		covers := version == p.Version || version == "" && !on.Before(p.From) && (p.To.IsZero() || !on.After(p.To))
		if p.Procedure == name && covers && (best == nil || best.From.Before(p.From)) {
			best = p
		}
	}
	return best
}

// judge runs stories and tells what came of them.
type judge struct {
	runner          func() (scenario.Runner, error) // asked when there is a story to run
	tell            func(scenario.Report)
	fault           func(Fault) // nil: faults go into the error
	stories, failed int
	faults          []error
}

// Fault is a file that cannot be read as what it should be, or a part of it.
type Fault struct {
	File  string `json:"file"`
	Line  int    `json:"line"`
	OK    bool   `json:"ok"` // never
	Error string `json:"error"`
}

// all runs every story that can be read, and counts those that fail. A file
// that cannot be read does not keep the others from running.
func (j *judge) all(files []textFile, bad diag.List) error {
	for _, p := range bad {
		if p.Severity == diag.Error {
			j.wrong(Fault{File: p.File, Line: p.Span.Start.Line, Error: p.Code + ": " + p.Told()}, errors.New(strings.TrimSuffix(p.String(), "\n")))
		}
	}
	for _, f := range files {
		if !isStory(f.name) {
			continue
		}
		if err := j.file(f); err != nil {
			return err
		}
	}
	return j.verdict()
}

func (j *judge) file(f textFile) error {
	cases, err := scenario.Parse(f.name, f.text)
	for _, p := range scenario.Problems(err) {
		j.wrong(Fault{File: p.File, Line: p.Line, Error: p.Message}, p)
	}
	for _, c := range cases {
		runner, err := j.runner()
		if err != nil {
			return err
		}
		report := runner.Run(c)
		j.tell(report)
		j.stories++
		if !report.OK() {
			j.failed++
		}
	}
	return nil
}

func (j *judge) wrong(f Fault, err error) {
	if j.fault != nil {
		j.fault(f)
	}
	j.faults = append(j.faults, err)
}

func (j *judge) verdict() error {
	err := errors.Join(j.faults...)
	if j.fault != nil && err != nil {
		err = fmt.Errorf("%d chỗ sai trong các tệp", len(j.faults))
	}
	switch {
	case j.failed > 0:
		err = errors.Join(err, fmt.Errorf("%d trong %d câu chuyện không đúng", j.failed, j.stories))
	case j.stories == 0 && err == nil:
		err = errors.New("không có câu chuyện nào: hãy nêu các tệp có đuôi " + caseSuffix)
	}
	return err
}

func faultPrinter(to *json.Encoder) func(Fault) {
	return func(f Fault) { _ = to.Encode(&f) } // a closed pipe ends the program anyway
}

func jsonPrinter(to *json.Encoder) func(scenario.Report) {
	return func(r scenario.Report) {
		for i := range r.Results {
			_ = to.Encode(&r.Results[i]) // a closed pipe ends the program anyway
		}
	}
}

func textPrinter(out io.Writer, verbose bool) func(scenario.Report) {
	return func(r scenario.Report) {
		word := "ok   "
		if !r.OK() {
			word = "SAI  "
		}
		fmt.Fprintf(out, "%s%s:%d: %s\n", word, r.Case.File, r.Case.Line, r.Case.Name)
		told := map[string]string{} // clocks as last printed
		for i := range r.Results {
			x := &r.Results[i]
			if verbose {
				tellLine(out, x, told)
			}
			if !x.OK {
				fmt.Fprintf(out, "     %s:%d: mong đợi %s, thực tế là %s\n", x.File, x.Line, x.Expected, x.Got)
			}
		}
	}
}

// tellLine prints a line of a story with what changed by the end of it.
func tellLine(out io.Writer, x *scenario.Result, told map[string]string) {
	for _, n := range x.Alarms {
		fmt.Fprintf(out, "     %s  báo về %s cho %s (%s, hết hạn %s)\n", n.Date, n.Clock, strings.Join(n.To, ", "), n.Does, n.Due)
	}
	for _, f := range x.Filled {
		fmt.Fprintf(out, "     điền thêm: %s\n", f)
	}
	what := x.Act
	if what == "" {
		what = "expect"
	}
	fmt.Fprintf(out, "     %s  %s -> %s\n", x.Date, what, x.Stage)
	if x.Refusal != nil {
		fmt.Fprintf(out, "                 bị từ chối: %s: %s %s\n", x.Refusal.Code, x.Refusal.Sentence, x.Refusal.Cite)
	}
	for _, c := range x.Clocks {
		line := fmt.Sprintf("%s: từ %s, %s, ngày cuối khi chưa dời %s, hết hạn %s, %s", c.Name, c.From, c.Term.Vietnamese(), c.Nominal, c.Due, c.State)
		if told[c.Name] != line {
			fmt.Fprintln(out, "                 "+line)
		}
		told[c.Name] = line
	}
}
