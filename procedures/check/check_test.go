package check_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/check"
	"github.com/donthu/donthu/procedures/compile"
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/source"
	"github.com/donthu/donthu/procedures/statute"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestRules runs the story of each rule: what is wrong gives exactly the
// output, which names the rule; what is right does not name it and holds no
// error. UPDATE=1 writes the output anew.
func TestRules(t *testing.T) {
	for _, r := range check.Rules {
		t.Run(r.Code, func(t *testing.T) { story(t, r) })
	}
}

func story(t *testing.T, r check.Rule) {
	name := filepath.Join("testdata", r.Code+".txtar")
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	wrong, right := problems(t, a, "wrong.yaml"), problems(t, a, "right.yaml")
	if got := wrong.String(); got != string(part(a, "output").Data) {
		if os.Getenv("UPDATE") == "" {
			t.Errorf("output differs; got\n%s", got)
		} else {
			part(a, "output").Data = []byte(got)
			if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	tells := func(p diag.Problem) bool { return p.Code == r.Code && p.Severity == r.Severity }
	if !slices.ContainsFunc(wrong, tells) {
		t.Error("the rule says nothing of what is wrong")
	}
	if right.Failed() || slices.ContainsFunc(right, tells) {
		t.Errorf("what is right raises\n%s", right)
	}
}

func part(a *txtar.Archive, name string) *txtar.File {
	i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == name })
	return &a.Files[i]
}

func problems(t *testing.T, a *txtar.Archive, name string) diag.List {
	text := part(a, name).Data
	f, found := source.Read(text)
	if found.Failed() {
		t.Fatal(found.Locate(name, text))
	}
	return append(check.Run(f, book(t, a)), check.Among(f, others(t, a, f), faulty(t, a)...)...).Locate(name, text)
}

// faulty are the names of the procedures of which a version in the story cannot
// be read.
func faulty(t *testing.T, a *txtar.Archive) (names []string) {
	for _, file := range a.Files {
		if strings.HasPrefix(file.Name, "faulty") {
			f, found := source.Read(file.Data)
			if !found.Failed() {
				t.Fatalf("%s has no fault", file.Name)
			}
			names = append(names, f.Procedure.V)
		}
	}
	return names
}

// book is the law of a story: its files law.yaml and terms.yaml, or none.
func book(t *testing.T, a *txtar.Archive) *statute.Book {
	text := map[string][]byte{}
	for _, f := range a.Files {
		text[f.Name] = f.Data
	}
	b, err := statute.ReadBook(text["law.yaml"], text["terms.yaml"])
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// others are the procedure itself and those that stand in its story beside it.
func others(t *testing.T, a *txtar.Archive, f *source.File) []*plan.Plan {
	all := []*plan.Plan{compile.File(f)}
	for _, file := range a.Files {
		if strings.HasPrefix(file.Name, "other") {
			other, found := source.Read(file.Data)
			if found.Failed() {
				t.Fatal(found.Locate(file.Name, file.Data))
			}
			all = append(all, compile.File(other))
		}
	}
	return all
}

func TestEveryRuleHasItsPage(t *testing.T) {
	list, err := os.ReadFile(filepath.Join("..", "..", "docs", "checks", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range check.Rules {
		if !strings.Contains(string(list), "| ["+r.Code+"]("+r.Code+".md) | ") {
			t.Errorf("%s is not in the list of rules", r.Code)
		}
		page, err := os.ReadFile(filepath.Join("..", "..", "docs", "checks", r.Code+".md"))
		level := map[diag.Severity]string{diag.Error: "Mức: lỗi.", diag.Warning: "Mức: cảnh báo."}[r.Severity]
		for _, s := range []string{"# " + r.Code + ": ", level, "## Sai", "## Đúng"} {
			if !strings.Contains(string(page), s) {
				t.Errorf("%s: the page lacks %q (%v)", r.Code, s, err)
			}
		}
	}
}

func TestEveryProblemSpeaksBothLanguages(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems(t, a, "wrong.yaml") {
			if p.Message == "" || p.Vi == "" || strings.Contains(p.Message+p.Vi, "%!") || p.Span.IsZero() {
				t.Errorf("%s: %q / %q at %v", name, p.Message, p.Vi, p.Span)
			}
		}
	}
}
