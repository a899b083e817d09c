package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/library"
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
	if err == nil || err.Error() != "1 trong 1 câu chuyện không đúng" {
		t.Errorf("%v", err)
	}
	want := "SAI  " + name + ":1: complex case ends in the National Day block\n     " +
		name + ":8: mong đợi «Thời hạn giải quyết khiếu nại lần đầu» (giai-quyet): hết hạn 2026-08-31, thực tế là «Thời hạn giải quyết khiếu nại lần đầu» (giai-quyet): hết hạn 2026-09-03\n"
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
	for _, want := range []string{"điền thêm: kiem-tra-dieu-kien 2026-07-15", "giai-quyet: từ 2026-07-15, 45 ngày, ngày cuối khi chưa dời 2026-08-29, hết hạn 2026-09-03, running"} {
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

// A file that cannot be read is told of, and the others run all the same.
func TestAMalformedFileDoesNotStopTheOthers(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.case.yaml": "case: x\nprocedur: y\n", "b.yaml": "procedure: [\n", "c.case.yaml": story, "d.case.yaml": "\x00"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := (&Test{Paths: []string{dir}, JSON: true}).run(&out); err == nil {
		t.Error("a malformed file passed")
	}
	faults, lines := map[string]int{}, 0
	for _, text := range strings.Split(strings.TrimSpace(out.String()), "\n") {
		var x struct {
			File, Error string
			Line        int
			OK          *bool
		}
		if err := json.Unmarshal([]byte(text), &x); err != nil || x.OK == nil {
			t.Fatalf("%v: %s", err, text)
		}
		if x.Error == "" {
			lines++
		} else if *x.OK || x.Line == 0 {
			t.Errorf("fault: %s", text)
		} else {
			faults[filepath.Base(x.File)] = x.Line
		}
	}
	if lines != 4 || len(faults) != 3 || faults["a.case.yaml"] != 2 {
		t.Errorf("%d lines, faults %v", lines, faults)
	}
	out.Reset()
	if err := (&Test{Paths: []string{dir}}).run(&out); err == nil || !strings.Contains(err.Error(), "a.case.yaml:2: ") || !strings.Contains(out.String(), "ok   ") {
		t.Errorf("%v\n%s", err, &out)
	}
}

// Of a text that is too long only the beginning is read.
func TestAStoryTooLong(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.case.yaml")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(50 << 20); err != nil {
		t.Fatal(err)
	}
	f.Close()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err = (&Test{Paths: []string{name}}).run(&bytes.Buffer{})
	runtime.ReadMemStats(&after)
	if err == nil || !strings.Contains(err.Error(), ":1: tệp dài quá 1024 KiB") {
		t.Errorf("%.200v", err)
	}
	few := write(t, story)
	var least runtime.MemStats
	if err := (&Test{Paths: []string{few}}).run(&bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&least)
	if long, short := after.TotalAlloc-before.TotalAlloc, least.TotalAlloc-after.TotalAlloc; long > short+16<<20 {
		t.Errorf("a long file costs %d bytes, a short one %d", long, short)
	}
}

// TestAProcedureIsRunWithTheStoriesBesideIt, however they are named and whatever
// is asked of them; where a story is named, it alone is run.
func TestAProcedureIsRunWithTheStoriesBesideIt(t *testing.T) {
	const procedure = "thi-hanh-khieu-nai@2026-07-01"
	dir := t.TempDir()
	for _, suffix := range []string{yamlSuffix, caseSuffix, ".links" + caseSuffix, edgesSuffix} {
		text, err := library.FS.ReadFile("khieu-nai/" + procedure + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, procedure+suffix), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	run := func(x Test) string {
		var out bytes.Buffer
		if err := x.run(&out); err != nil {
			t.Errorf("%+v: %v\n%.2000s", x, err, &out)
		}
		return out.String()
	}
	whole := run(Test{Paths: []string{"."}})
	for _, suffix := range []string{caseSuffix, ".links" + caseSuffix, edgesSuffix} {
		if !strings.Contains(whole, procedure+suffix+":") {
			t.Errorf("no story of %s in\n%s", suffix, whole)
		}
	}
	for _, name := range []string{procedure + yamlSuffix, "./" + procedure + yamlSuffix} {
		if got := run(Test{Paths: []string{name}}); len(got) != len(whole) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, whole)
		}
	}
	if got := run(Test{Paths: []string{procedure + yamlSuffix, procedure + caseSuffix}}); strings.Contains(got, edgesSuffix) || !strings.Contains(got, "ok   "+procedure+caseSuffix) {
		t.Errorf("a story was named, and\n%s", got)
	}
	if got := run(Test{Paths: []string{procedure + yamlSuffix}, Cover: true, Of: []string{"acts"}, Min: 100}); !strings.HasPrefix(got, procedure+": 100.0 %") {
		t.Error(got)
	}
	if got := run(Test{Paths: []string{procedure + yamlSuffix}, Mutate: true, Min: 95}); !strings.HasPrefix(got, procedure+": ") || strings.Contains(got, "does not survive") {
		t.Error(got)
	}
}
