package procedures_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/diag"
)

// planted is one mistake in a good procedure; see testdata/planted.yaml.
type planted struct {
	Rule, In, Name, From, Into, Line string
}

// TestPlanted makes one mistake at a time: the rule that is meant for it must
// tell of it, at the line where a person would look for it.
func TestPlanted(t *testing.T) {
	var faults []planted
	if err := yaml.Unmarshal(read(t, "testdata/planted.yaml"), &faults); err != nil {
		t.Fatal(err)
	}
	others := shelf(t).All()
	for _, f := range faults {
		t.Run(f.Rule+" "+f.Name, func(t *testing.T) {
			good := string(read(t, ground(f.In)))
			if strings.Count(good, f.From) != 1 {
				t.Fatalf("%q stands %d times in the text", f.From, strings.Count(good, f.From))
			}
			wrong := strings.Replace(good, f.From, f.Into, 1)
			r := procedures.Read(f.In, []byte(wrong))
			r.Among(others)
			if !told(r.Problems, strings.Split(wrong, "\n"), f) {
				t.Errorf("want %s at a line with %q, got\n%s", f.Rule, f.Line, r.Problems)
			}
			for _, p := range r.Problems {
				if words := english.FindString(written.ReplaceAllString(p.Told(), "")); words != "" {
					t.Errorf("the jurist reads %q in: %s", words, p.Told())
				}
			}
		})
	}
	if len(faults) < 60 {
		t.Errorf("only %d faults", len(faults))
	}
}

// english are words that no sentence in Vietnamese has; written is what messages
// take over from the text and from the language of procedures.
var (
	english = regexp.MustCompile(`\b(the|is|are|not|of|at least|at most|days?|months?|hours?|working|from|and|where|needs?)\b`)
	written = regexp.MustCompile("\"[^\"]*\"|`[^`]*`|\\{[^}]*\\}")
)

// ground is the file of a good procedure: one of the two kept for tests, or one
// of the library, named by its folder.
func ground(name string) string {
	if strings.Contains(name, "/") {
		return "library/" + name + ".yaml"
	}
	return "verify/testdata/" + name + ".yaml"
}

// The good procedures themselves raise no alarm of any kind.
func TestPlantedInGoodGround(t *testing.T) {
	for _, name := range []string{"khieu-nai", "to-cao"} {
		if plan, problems := procedures.Compile(name, read(t, "verify/testdata/"+name+".yaml")); plan == nil || len(problems) > 0 {
			t.Errorf("%s: %s", name, problems)
		}
	}
}

func told(problems diag.List, lines []string, f planted) bool {
	for _, p := range problems {
		if p.Code == f.Rule && strings.Contains(lines[p.Span.Start.Line-1], f.Line) {
			return true
		}
	}
	return false
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
