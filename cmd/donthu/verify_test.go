package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures"
)

// procedure writes a procedure of the library, changed in one place, and
// returns its path.
func procedure(t *testing.T, from, into string) string {
	t.Helper()
	shelf, err := procedures.Library()
	if shelf == nil {
		t.Fatal(err)
	}
	text, _ := shelf.Text("to-cao", "2026-07-01")
	name := filepath.Join(t.TempDir(), "to-cao@2026-07-01.yaml")
	if !strings.Contains(text, from) {
		t.Fatalf("nothing reads %q", from)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(text, from, into, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestVerified(t *testing.T) {
	var out bytes.Buffer
	if err := (&Verify{Paths: []string{procedure(t, "", "")}}).run(&out); err != nil || !strings.HasPrefix(out.String(), "ok   to-cao@2026-07-01: ") ||
		!strings.Contains(out.String(), "1 procedure verified: ") {
		t.Errorf("%v\n%s", err, &out)
	}
}

// TestNotVerified: the fault is told with a story, and the story runs.
func TestNotVerified(t *testing.T) {
	name := procedure(t, "starts: [tam-dinh-chi, ra-soat-tam-dinh-chi]", "starts: [ra-soat-tam-dinh-chi]")
	var out bytes.Buffer
	err := (&Verify{Paths: []string{name}}).run(&out)
	if err == nil || err.Error() != "1 of 1 procedure not verified" {
		t.Fatalf("%v\n%s", err, &out)
	}
	for _, want := range []string{"FAIL to-cao@2026-07-01: ", "waiting: in the stage tam-dinh-chi all clocks that remind and escalate are paused\n       case: ", "act: tam-dinh-chi"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
	out.Reset()
	_ = (&Verify{Paths: []string{name}, JSON: true}).run(&out)
	var report struct{ Faults []struct{ Story string } }
	if err := json.Unmarshal(out.Bytes(), &report); err != nil || len(report.Faults) == 0 {
		t.Fatalf("%v %s", err, &out)
	}
	story := filepath.Join(filepath.Dir(name), "x.case.yaml")
	if err := os.WriteFile(story, []byte(report.Faults[0].Story), 0o600); err != nil {
		t.Fatal(err)
	}
	out.Reset()
	if err := (&Test{Paths: []string{name, story}}).run(&out); err != nil {
		t.Errorf("%v\n%s", err, &out)
	}
}

func TestVerifyStepsRunOut(t *testing.T) {
	var out bytes.Buffer
	if err := (&Verify{Paths: []string{procedure(t, "", "")}, Steps: 100}).run(&out); err == nil || !strings.Contains(out.String(), "--steps allows more") {
		t.Errorf("%v\n%s", err, &out)
	}
}

func TestVerifyNothing(t *testing.T) {
	if err := (&Verify{Paths: []string{t.TempDir()}}).run(&bytes.Buffer{}); err == nil {
		t.Error("nothing to verify is no success")
	}
}
