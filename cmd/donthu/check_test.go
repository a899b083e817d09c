package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const shipped = "../../procedures/library"

// broken is a published procedure with one role misspelt.
func broken(t *testing.T) []byte {
	text, err := os.ReadFile(filepath.Join(shipped, "to-cao", "to-cao@2026-07-01.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Replace(text, []byte("role: thu-truong"), []byte("role: thu-truon"), 1)
}

func runCheck(t *testing.T, in []byte, asJSON bool, paths ...string) (string, error) {
	var out bytes.Buffer
	err := (&Check{Paths: paths, JSON: asJSON}).run(bytes.NewReader(in), &out)
	return out.String(), err
}

func TestCheckLibrary(t *testing.T) {
	out, err := runCheck(t, nil, false, shipped)
	if err != nil || !strings.Contains(out, " tệp: 0 lỗi, ") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestCheckStandardInput(t *testing.T) {
	out, err := runCheck(t, broken(t), false, "-")
	if err == nil || err.Error() != "1 tệp: 1 lỗi, 0 cảnh báo" {
		t.Error(err)
	}
	for _, want := range []string{"-:", "lỗi name_role: không có vai trò nào tên", "^^^^^^^^^\n", "có phải ý là `thu-truong`?", "giải thích: docs/checks/name_role.md"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestCheckJSON(t *testing.T) {
	out, err := runCheck(t, broken(t), true, "-")
	var found []map[string]any
	if json.Unmarshal([]byte(out), &found) != nil || err == nil || len(found) != 1 || found[0]["code"] != "name_role" || found[0]["suggestion"] != "thu-truong" {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err := runCheck(t, nil, true, filepath.Join(shipped, "to-cao", "to-cao@2026-07-01.yaml")); err != nil || strings.TrimSpace(out) != "[]" {
		t.Errorf("a good file: %v\n%s", err, out)
	}
}

func TestCheckFoldersAndFiles(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string][]byte{"a.yaml": broken(t), "b/c.yaml": []byte("x: [\n"), "d.case.yaml": []byte("case: x\n"), "e.txt": []byte("x")} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := runCheck(t, nil, false, dir); err == nil || err.Error() != "2 tệp: 2 lỗi, 0 cảnh báo" {
		t.Errorf("%v\n%s", err, out)
	}
	if _, err := runCheck(t, nil, false, filepath.Join(dir, "nothing")); err == nil {
		t.Error("a file that is not there was checked")
	}
	if _, err := runCheck(t, nil, false, t.TempDir()); err == nil {
		t.Error("an empty folder passed")
	}
}

// TestCheckReadsNoMoreThanItTakes: of a text without end only the beginning is
// read.
func TestCheckReadsNoMoreThanItTakes(t *testing.T) {
	var out bytes.Buffer
	in := &endless{}
	err := (&Check{Paths: []string{"-"}}).run(in, &out)
	if err == nil || in.read > 1<<20 || !strings.Contains(out.String(), "dài quá 256 KiB") {
		t.Errorf("%v after %d bytes: %s", err, in.read, out.String())
	}
}

type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '['
	}
	e.read += len(p)
	return len(p), nil
}

// TestAProblemTellsAStoryThatRuns: what check prints, test runs, if it is told to
// take a procedure with errors.
func TestAProblemTellsAStoryThatRuns(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(shipped, "khieu-nai", "khieu-nai-lan-dau@2026-07-01.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file, story := filepath.Join(dir, "x.yaml"), filepath.Join(dir, "x.case.yaml")
	put := func(name string, text []byte) {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(file, bytes.Replace(text, []byte("      thu-hoi-chuyen: back\n"), []byte("      thu-hoi-chuyen: back\n      luu-don: da-luu-don\n"), 1))
	var printed bytes.Buffer
	if err := (&Check{Paths: []string{file}, Story: true}).run(nil, &printed); err == nil {
		t.Fatal("the checker finds nothing")
	}
	_, told, found := strings.Cut(printed.String(), "  chuyện dẫn đến đó:\n")
	if !found || !strings.Contains(told, "act: luu-don") {
		t.Fatal(printed.String())
	}
	told, _, _ = strings.Cut(told, "\n\n")
	put(story, []byte(told))
	if err := (&Test{Paths: []string{file, story}, Faulty: true}).run(&bytes.Buffer{}); err != nil {
		t.Errorf("%v\n%s", err, told)
	}
	if err := (&Test{Paths: []string{file, story}}).run(&bytes.Buffer{}); err == nil {
		t.Error("a procedure with errors runs unasked")
	}
}
