package main

import (
	"bufio"
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// house is the project as the rules see it.
type house struct {
	root   string
	module string
	files  []string // all that git knows or would take, with slashes
	goes   []*source
	fset   *token.FileSet
}

// source is one hand-written Go file of the product: no test, nothing
// generated, nothing of tools.
type source struct {
	name string // from the root
	text []byte
	tree *ast.File
}

// room is the folder of a file.
func (s *source) room() string { return path.Dir(s.name) }

func look(root string) (*house, error) {
	h := &house{root: root, fset: token.NewFileSet()}
	list, err := h.git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(string(list), "\x00") {
		if info, err := os.Stat(filepath.Join(root, name)); name != "" && err == nil && info.Mode().IsRegular() {
			h.files = append(h.files, name)
		}
	}
	if h.module, err = moduleOf(root); err != nil {
		return nil, err
	}
	return h, h.parse()
}

func (h *house) git(args ...string) ([]byte, error) {
	command := exec.Command("git", append([]string{"-C", h.root}, args...)...)
	var said bytes.Buffer
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(said.String()))
	}
	return out, nil
}

func moduleOf(root string) (string, error) {
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		if name, ok := strings.CutPrefix(lines.Text(), "module "); ok {
			return strings.TrimSpace(name), nil
		}
	}
	return "", fmt.Errorf("%s/go.mod names no module", root)
}

func (h *house) parse() error {
	for _, name := range h.files {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || under(name, "tools") || strings.Contains(name, "/testdata/") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(h.root, name))
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(h.fset, name, text, parser.ParseComments)
		if err != nil {
			return err
		}
		if !ast.IsGenerated(tree) {
			h.goes = append(h.goes, &source{name, text, tree})
		}
	}
	return nil
}

// line is the line of a place in a parsed file.
func (h *house) line(p token.Pos) int { return h.fset.Position(p).Line }

// imports calls f with every import of a source.
func (s *source) imports(f func(path string, at token.Pos)) {
	for _, i := range s.tree.Imports {
		if name, err := strconv.Unquote(i.Path.Value); err == nil {
			f(name, i.Pos())
		}
	}
}

// under tells whether a file or folder lies in a folder or is it.
func under(name string, folders ...string) bool {
	for _, folder := range folders {
		if name == folder || strings.HasPrefix(name, folder+"/") {
			return true
		}
	}
	return false
}
