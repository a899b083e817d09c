package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// build lays a project of the given files in a repository of its own.
func build(t *testing.T, files map[string]string) *house {
	t.Helper()
	root := t.TempDir()
	files["go.mod"] = "module example.org/x\n\ngo 1.26\n"
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	git(t, root, "init", "-q")
	h, err := look(root)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func git(t *testing.T, root string, args ...string) {
	t.Helper()
	command := exec.Command("git", append([]string{"-C", root, "-c", "user.name=t", "-c", "user.email=t@example.org"}, args...)...)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

func TestEachRuleSeesItsBreach(t *testing.T) {
	long := "package a\n\nfunc f() {\n" + strings.Repeat("\tprintln()\n", 60) + "}\n"
	cases := []struct {
		rule             int
		name, text, want string
	}{
		{1, "procedures/a/a.go", "package a\n\nimport _ \"net/http\"\n", "a.go:3 imports net/http"},
		{2, "procedures/a/a.go", "package a\n\nimport \"time\"\n\nvar T = time.Now()\n", "a.go:5 uses time.Now"},
		{2, "procedures/a/a.go", "package a\n\nfunc f() { go f() }\n", "a.go:3 starts a goroutine"},
		{3, "workflows/a.go", "package workflows\n\nimport _ \"os\"\n", "a.go:3 a workflow imports os"},
		{4, "internal/api/a.go", "package api\n\nvar q = `\n  SELECT 1`\n", "a.go:3 holds SQL: SELECT 1"},
		{5, "internal/api/a.go", "package api\n\nimport _ \"go.temporal.io/sdk/client\"\n", "a.go:3 imports go.temporal.io/sdk/client"},
		{6, "cmd/x/a.go", "package main\n\nimport \"os\"\n\nvar e = os.Getenv(\"E\")\n", "a.go:5 reads the environment"},
		{6, "web/src/pages/a.tsx", "const a = await fetch('/x')\n", "a.tsx:1 reaches the network: fetch("},
		{7, "internal/utils/a.go", "package utils\n", `a.go:0 "utils" is no name`},
		{7, "web/src/types.ts", "export {}\n", `types.ts:0 "types" is no name`},
		{8, "internal/a/a.go", long, "a.go:3 f has 62 lines, limit 60"},
		{8, "cmd/x/main.go", "package main\n" + strings.Repeat("//\n", 30), "main.go:0 31 lines, limit 30"},
		{9, "procedures/check/act_name.go", "package check\n", "act_name.go:0 has no page docs/checks/act_name.md"},
		{9, "docs/checks/old_rule.md", "# old\n", "old_rule.md:0 is the page of no rule"},
	}
	for _, c := range cases {
		h := build(t, map[string]string{c.name: c.text})
		var seen []string
		for _, b := range rules[c.rule-1].check(h) {
			seen = append(seen, fmt.Sprintf("%s:%d %s", filepath.Base(b.file), b.line, b.why))
		}
		if !strings.Contains(strings.Join(seen, "\n"), c.want) {
			t.Errorf("rule %d: want %q in %q", c.rule, c.want, seen)
		}
	}
}

func TestAllowedIsNoBreach(t *testing.T) {
	h := build(t, map[string]string{
		"procedures/a/a.go":      "package a\n\nimport \"time\"\n\nconst D = time.Hour\n",
		"internal/store/a.go":    "package store\n\nconst q = `SELECT 1`\n",
		"internal/config/a.go":   "package config\n\nimport \"os\"\n\nvar e = os.Getenv(\"E\")\n",
		"internal/api/a_test.go": "package api\n\nimport _ \"go.temporal.io/sdk/client\"\n",
		"web/src/api/a.ts":       "export const a = () => fetch('/x')\n",
		"web/src/pages/b.ts":     "// fetch( in words\nrefetch()\n",
	})
	for _, r := range rules {
		if found := r.check(h); len(found) > 0 {
			t.Errorf("%s: %v", r.name, found)
		}
	}
}

func TestReleasedFileMayNotChange(t *testing.T) {
	h := build(t, map[string]string{"internal/store/migrations/001_a.sql": "a\n", "procedures/library/a.case.yaml": "a\n"})
	git(t, h.root, "add", ".")
	git(t, h.root, "commit", "-q", "-m", "first")
	git(t, h.root, "tag", "v1.0.0")
	for _, name := range []string{"internal/store/migrations/001_a.sql", "procedures/library/a.case.yaml"} {
		if err := os.WriteFile(filepath.Join(h.root, name), []byte("b\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	found := unrewritten(h)
	if len(found) != 1 || found[0].file != "internal/store/migrations/001_a.sql" {
		t.Errorf("got %v", found)
	}
}
