package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"path"
	"strings"
)

// nameless says nothing of what is inside.
var nameless = map[string]bool{"pkg": true, "util": true, "utils": true, "common": true, "helper": true, "helpers": true,
	"misc": true, "shared": true, "type": true, "types": true, "model": true, "models": true, "base": true, "manager": true}

func named(h *house) (found []breach) {
	for _, name := range h.files {
		parts := strings.Split(name, "/")
		last := len(parts) - 1
		switch path.Ext(name) {
		case ".go", ".ts", ".tsx":
			parts[last], _, _ = strings.Cut(parts[last], ".")
		default:
			parts = parts[:last]
		}
		for _, part := range parts {
			if nameless[part] {
				found = append(found, breach{name, 0, fmt.Sprintf("%q is no name", part)})
			}
		}
	}
	return found
}

const (
	fileLimit     = 400
	functionLimit = 60
	mainLimit     = 30
)

func short(h *house) (found []breach) {
	for _, s := range h.goes {
		lines, limit := bytes.Count(s.text, []byte("\n")), fileLimit
		if under(s.name, "cmd") && path.Base(s.name) == "main.go" {
			limit = mainLimit
		}
		if lines > limit {
			found = append(found, breach{s.name, 0, fmt.Sprintf("%d lines, limit %d", lines, limit)})
		}
		for _, d := range s.tree.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := h.line(f.End()) - h.line(f.Pos()) + 1; n > functionLimit {
				found = append(found, breach{s.name, h.line(f.Pos()), fmt.Sprintf("%s has %d lines, limit %d", f.Name.Name, n, functionLimit)})
			}
		}
	}
	return found
}

// documented holds three lists against each other: a rule of the checker is a
// file check/<code>.go whose code has an underscore, its page is
// docs/checks/<code>.md, its test check/testdata/<code>.txtar.
func documented(h *house) (found []breach) {
	code := h.stems("procedures/check", ".go", func(stem string) bool {
		return strings.Contains(stem, "_") && !strings.HasSuffix(stem, "_test")
	})
	page := h.stems("docs/checks", ".md", func(stem string) bool { return stem != "README" })
	test := h.stems("procedures/check/testdata", ".txtar", func(string) bool { return true })
	for _, pair := range []struct {
		have, want map[string]string
		missing    string
	}{
		{code, page, "has no page docs/checks/%s.md"},
		{code, test, "has no test procedures/check/testdata/%s.txtar"},
		{page, code, "is the page of no rule procedures/check/%s.go"},
		{test, code, "is the test of no rule procedures/check/%s.go"},
	} {
		for stem, name := range pair.have {
			if pair.want[stem] == "" {
				found = append(found, breach{name, 0, fmt.Sprintf(pair.missing, stem)})
			}
		}
	}
	return found
}

// stems are the names, without ending, of the files right in a folder.
func (h *house) stems(folder, ending string, take func(stem string) bool) map[string]string {
	all := map[string]string{}
	for _, name := range h.files {
		stem, ok := strings.CutSuffix(path.Base(name), ending)
		if ok && path.Dir(name) == folder && take(stem) {
			all[stem] = name
		}
	}
	return all
}

// kept are the folders in which a released file stays as it was released.
var kept = []string{"internal/store/migrations", "internal/vault/migrations", "workflows/testdata/histories", "procedures/library"}

// unrewritten compares with the newest release; before the first one nothing
// is history yet.
func unrewritten(h *house) (found []breach) {
	tag, err := h.git("describe", "--tags", "--abbrev=0", "--match", "v*")
	if err != nil {
		return nil
	}
	release := strings.TrimSpace(string(tag))
	changes, err := h.git(append([]string{"diff", "--name-status", "--no-renames", "--diff-filter=DMT", release, "--"}, kept...)...)
	if err != nil {
		return []breach{{".", 0, err.Error()}}
	}
	for change := range strings.Lines(string(changes)) {
		_, name, _ := strings.Cut(strings.TrimSpace(change), "\t")
		if historic(name) {
			found = append(found, breach{name, 0, "was changed since " + release})
		}
	}
	return found
}

// historic leaves out what lies in those folders without being released text:
// stories, and code.
func historic(name string) bool {
	return !strings.HasSuffix(name, ".case.yaml") && !strings.HasSuffix(name, ".go")
}
