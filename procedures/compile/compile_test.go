package compile_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/donthu/donthu/procedures/compile"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/source"
)

// TestGolden compiles a file that uses every key of the language. UPDATE=1
// writes the plan anew.
func TestGolden(t *testing.T) {
	text, err := os.ReadFile("testdata/full.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, problems := source.Read(text)
	if len(problems) > 0 {
		t.Fatal(problems.Locate("full.yaml", text))
	}
	var got bytes.Buffer
	to := json.NewEncoder(&got)
	to.SetEscapeHTML(false)
	to.SetIndent("", "  ")
	p := compile.File(f)
	if err := to.Encode(p); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile("testdata/full.json", got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/full.json")
	if err != nil || !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%v; got\n%s", err, got.Bytes())
	}
	var back plan.Plan
	if err := json.Unmarshal(want, &back); err != nil || back.Hash() != p.Hash() {
		t.Errorf("the plan does not come back from its JSON: %v", err)
	}
}

func TestOpeningIsTheFirstWritten(t *testing.T) {
	f := &source.File{Stages: []source.Stage{{Name: source.Text{V: "mot"}}, {Name: source.Text{V: "hai"}}}}
	if got := compile.File(f).Opening; got != "mot" {
		t.Error(got)
	}
	if got := compile.File(&source.File{}).Opening; got != "" {
		t.Error(got)
	}
}

func FuzzFile(f *testing.F) {
	text, err := os.ReadFile("testdata/full.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		file, _ := source.Read(text)
		if file == nil {
			return
		}
		if once, again := compile.File(file).Hash(), compile.File(file).Hash(); once != again {
			t.Fatal("two plans of one file")
		}
	})
}
