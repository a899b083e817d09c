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

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/plan"
)

// Check checks procedure files. It prints every problem with its line, and
// fails when one of them is an error.
type Check struct {
	Paths []string `arg:"" name:"path" help:"Procedure files, folders of them, or - for standard input."`
	JSON  bool     `name:"json" help:"Print the problems as a JSON list."`
	Story bool     `name:"story" help:"Print with each problem on the way of a case the shortest story that comes there, as a scenario: test --faulty runs it."`
}

// Run checks the files.
func (c *Check) Run() error { return c.run(os.Stdin, os.Stdout) }

func (c *Check) run(in io.Reader, out io.Writer) error {
	files, err := procedureFiles(c.Paths)
	if err != nil {
		return err
	}
	var read []*procedures.Reading
	for _, name := range files {
		text, err := readProcedure(name, in)
		if err != nil {
			return err
		}
		read = append(read, procedures.Read(name, text))
	}
	found, err := together(read)
	if err != nil {
		return err
	}
	if c.Story {
		if found, err = stories(read); err != nil {
			return err
		}
	}
	if err := c.print(out, found); err != nil {
		return err
	}
	sum := fmt.Sprintf("%d tệp: %d lỗi, %d cảnh báo", len(files), found.Count(diag.Error), found.Count(diag.Warning))
	if found.Failed() {
		return errors.New(sum)
	}
	if !c.JSON {
		_, err = fmt.Fprintln(out, sum)
	}
	return err
}

// stories adds to the problems of the files the stories that lead there.
func stories(read []*procedures.Reading) (diag.List, error) {
	calendar, err := library.Calendar()
	if err != nil {
		return nil, err
	}
	found := diag.List{}
	for _, r := range read {
		r.Tell(calendar)
		found = append(found, r.Problems...)
	}
	return found, nil
}

// together holds the files against each other, and against the library where
// they speak of a procedure that is not among them. The problems are in the
// order of the files.
func together(read []*procedures.Reading) (diag.List, error) {
	var faulty []string
	for _, r := range read {
		faulty = append(faulty, r.Faulty()...)
	}
	all, err := known(read, faulty)
	if err != nil {
		return nil, err
	}
	found := diag.List{}
	for _, r := range read {
		r.Among(all, faulty...)
		found = append(found, r.Problems...)
	}
	return found, nil
}

// known are the procedures of the files and, where those do not name each
// other alone or are not all versions of theirs, of the library. A file that
// names its own procedure means another version of it. What the library has of a faulty procedure does not stand in
// for the file with the errors, which may be meant to differ.
func known(read []*procedures.Reading, faulty []string) (all []*plan.Plan, err error) {
	given, wanted := map[string]int{}, map[string]int{}
	for _, r := range read {
		if r.Plan == nil {
			continue
		}
		all = append(all, r.Plan)
		given[r.Plan.Procedure]++
		wanted[r.Plan.Procedure] = max(wanted[r.Plan.Procedure], library.Versions(r.Plan.Procedure))
		for _, name := range r.Names() {
			need := 1
			if name == r.Plan.Procedure {
				need = 2
			}
			wanted[name] = max(wanted[name], need)
		}
	}
	alone := true
	for name, need := range wanted {
		alone = alone && (given[name] >= need || slices.Contains(faulty, name))
	}
	if alone {
		return all, nil
	}
	shelf, err := procedures.Library()
	if err != nil {
		return nil, err
	}
	for _, p := range shelf.All() {
		if !slices.Contains(faulty, p.Procedure) && !slices.ContainsFunc(all, func(q *plan.Plan) bool { return p.Procedure == q.Procedure && p.Version == q.Version }) {
			all = append(all, p)
		}
	}
	return all, nil
}

func (c *Check) print(out io.Writer, found diag.List) error {
	if c.JSON {
		to := json.NewEncoder(out)
		to.SetEscapeHTML(false)
		to.SetIndent("", "  ")
		return to.Encode(found)
	}
	for _, p := range found {
		if _, err := fmt.Fprintln(out, p); err != nil {
			return err
		}
	}
	return nil
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// procedureFiles names the files that paths stand for: of a folder, every
// procedure in it and below.
func procedureFiles(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		if path == "-" {
			files = append(files, path)
			continue
		}
		err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
			wanted := name == path || strings.HasSuffix(name, yamlSuffix) && !strings.HasSuffix(name, caseSuffix) && !isData(name)
			if err == nil && !d.IsDir() && wanted {
				files = append(files, name)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if len(files) == 0 {
		return nil, errors.New("no procedure files there")
	}
	return files, nil
}

// lawFolder is the folder of a library that holds the law as data.
const lawFolder = "law"

// isData says that a file among procedures is none: it holds what is known
// about them.
func isData(name string) bool {
	return filepath.Base(name) == survivorsFile || filepath.Base(filepath.Dir(name)) == lawFolder
}

// readProcedure reads a file, but no more of it than shows that it is too long.
func readProcedure(name string, in io.Reader) ([]byte, error) {
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	return io.ReadAll(io.LimitReader(in, procedures.MaxBytes+1))
}
