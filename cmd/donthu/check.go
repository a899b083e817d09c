package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/diag"
)

// Check checks procedure files. It prints every problem with its line, and
// fails when one of them is an error.
type Check struct {
	Paths []string `arg:"" name:"path" help:"Procedure files, folders of them, or - for standard input."`
	JSON  bool     `name:"json" help:"Print the problems as a JSON list."`
}

// Run checks the files.
func (c *Check) Run() error { return c.run(os.Stdin, os.Stdout) }

func (c *Check) run(in io.Reader, out io.Writer) error {
	files, err := procedureFiles(c.Paths)
	if err != nil {
		return err
	}
	found := diag.List{}
	for _, name := range files {
		text, err := readProcedure(name, in)
		if err != nil {
			return err
		}
		_, problems := procedures.Compile(name, text)
		found = append(found, problems...)
	}
	if err := c.print(out, found); err != nil {
		return err
	}
	sum := fmt.Sprintf("%s: %s, %s", count(len(files), "file"), count(found.Count(diag.Error), "error"), count(found.Count(diag.Warning), "warning"))
	if found.Failed() {
		return errors.New(sum)
	}
	if !c.JSON {
		_, err = fmt.Fprintln(out, sum)
	}
	return err
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
