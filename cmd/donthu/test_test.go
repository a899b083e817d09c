package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const story = `case: complex case ends in the National Day block
procedure: khieu-nai-lan-dau
received: 2026-07-06
fill: tasks
story:
  - {date: 2026-07-15, act: thu-ly, then: xac-minh}
  - {date: 2026-08-10, act: xac-dinh-phuc-tap, with: {phuc-tap: true}}
  - {date: 2026-08-10, expect: {clock: giai-quyet, nominal: 2026-08-29, due: 2026-09-03, state: running}}
  - {date: 2026-09-04, expect: {clock: giai-quyet, state: overdue, alarms: [{date: 2026-09-03, to: thu-truong}]}}
`

// write puts a story into a folder of its own and returns its path.
func write(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "x.case.yaml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestStoryOfTheLibrary(t *testing.T) {
	name := write(t, story)
	for _, path := range []string{name, filepath.Dir(name)} {
		var out bytes.Buffer
		if err := (&Test{Paths: []string{path}}).run(&out); err != nil || !strings.HasPrefix(out.String(), "ok   "+name+":1: complex") {
			t.Errorf("%v\n%s", err, &out)
		}
	}
}

func TestStoryThatFails(t *testing.T) {
	name := write(t, strings.Replace(story, "due: 2026-09-03", "due: 2026-08-31", 1))
	var out bytes.Buffer
	err := (&Test{Paths: []string{name}}).run(&out)
	if err == nil || err.Error() != "1 of 1 stories failed" {
		t.Errorf("%v", err)
	}
	want := "FAIL " + name + ":1: complex case ends in the National Day block\n     " +
		name + ":8: expected giai-quyet: due 2026-08-31, got giai-quyet: due 2026-09-03\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &out, want)
	}
}

func TestStoryAsJSON(t *testing.T) {
	var out bytes.Buffer
	if err := (&Test{Paths: []string{write(t, story)}, JSON: true}).run(&out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 4 {
		t.Fatalf("%d lines for 4 of the story", len(lines))
	}
	var last struct {
		Line   int
		OK     bool
		Stage  string
		Alarms []struct{ Date string }
	}
	if err := json.Unmarshal([]byte(lines[3]), &last); err != nil || last.Line != 9 || !last.OK || last.Stage != "xac-minh" || len(last.Alarms) == 0 {
		t.Errorf("%v %s", err, lines[3])
	}
}

func TestStoryTold(t *testing.T) {
	var out bytes.Buffer
	if err := (&Test{Paths: []string{write(t, story)}, Verbose: true}).run(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"filled: kiem-tra-dieu-kien 2026-07-15", "giai-quyet: from 2026-07-15, 45 days, nominal 2026-08-29, due 2026-09-03, running"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
}

func TestNoStory(t *testing.T) {
	if err := (&Test{Paths: []string{t.TempDir()}}).run(&bytes.Buffer{}); err == nil {
		t.Error("nothing to run is no success")
	}
}
