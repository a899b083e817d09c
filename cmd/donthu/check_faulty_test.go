package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/diag"
)

// breaks are ways to spoil a procedure so that no plan comes of it.
var breaks = map[string]func(string) string{
	"no YAML":        func(s string) string { return s + "\nacts: [" },
	"an unknown key": func(s string) string { return s + "\nloai: x\n" },
	"a kind unknown": func(s string) string {
		return regexp.MustCompile(`(?m)^kind: .*`).ReplaceAllString(s, "kind: khieu-nai")
	},
	"no stage there": func(s string) string {
		return regexp.MustCompile(`(?m)^opening: .*\n|$`).ReplaceAllString(s, "") + "\nopening: khong-co\n"
	},
	"its name unread":    func(s string) string { return strings.Replace(s, "procedure: ", "procedures: ", 1) },
	"its name misspelt":  func(s string) string { return strings.Replace(s, "procedure: ", "loai: x\nprocedure: x", 1) },
	"its first day gone": func(s string) string { return regexp.MustCompile(`from: \d{4}`).ReplaceAllString(s, "from: 20265") },
}

// TestOneFaultyFileIsToldOfAlone breaks one file of the library after the
// other: what others say of that procedure is not called wrong for it.
func TestOneFaultyFileIsToldOfAlone(t *testing.T) {
	good := readShipped(t)
	for how, spoil := range breaks {
		for i, g := range good {
			text, err := os.ReadFile(g.file)
			if err != nil {
				t.Fatal(err)
			}
			all := make([]*procedures.Reading, len(good))
			for j := range good {
				again := *good[j].Reading
				again.Problems = slices.Clone(again.Problems)
				all[j] = &again
			}
			all[i] = procedures.Read(g.file, []byte(spoil(string(text))))
			if all[i].Plan != nil {
				t.Fatalf("%s: %s is no error", g.file, how)
			}
			found, err := together(all)
			if err != nil {
				t.Fatal(err)
			}
			elsewhere(t, how, g.file, found)
		}
	}
}

func elsewhere(t *testing.T, how, file string, found diag.List) {
	for _, p := range found {
		if p.Severity == diag.Error && p.File != file {
			t.Fatalf("%s: %s: and so\n%s", filepath.Base(file), how, p)
		}
	}
}

type shippedFile struct {
	*procedures.Reading
	file string
}

func readShipped(t *testing.T) (all []shippedFile) {
	files, err := procedureFiles([]string{shipped})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := readProcedure(f, nil)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, shippedFile{procedures.Read(f, text), f})
	}
	return all
}

// TestCheckAFolderWithOneFaultyFile is the same by the command, on a copy of a
// part of the library in which a procedure follows an act that only its
// neighbour, now faulty, may have: the version inside the program, which is
// asked for the rest, does not stand in for that.
func TestCheckAFolderWithOneFaultyFile(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(shipped, "khieu-nai"))); err != nil {
		t.Fatal(err)
	}
	replaceIn(t, filepath.Join(dir, "khieu-nai-lan-hai@2026-07-01.yaml"), "after: ban-hanh-quyet-dinh, expired", "after: viec-moi, expired")
	replaceIn(t, filepath.Join(dir, "khieu-nai-lan-dau@2026-07-01.yaml"), "\nprocedure:", "\nloai: x\nprocedure:")
	var out bytes.Buffer
	err := (&Check{Paths: []string{dir}}).run(nil, &out)
	faults := regexp.MustCompile(`(?m)^\S+/(\S+\.yaml):\d+:\d+: lỗi (\w+)`).FindAllStringSubmatch(out.String(), -1)
	if err == nil || len(faults) != 1 || faults[0][1] != "khieu-nai-lan-dau@2026-07-01.yaml" || faults[0][2] != "source_key" {
		t.Errorf("%v\n%s", err, out.String())
	}
}

func replaceIn(t *testing.T, file, from, into string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(text, []byte(from)) {
		t.Fatalf("%s has no %q (%v)", file, from, err)
	}
	if err := os.WriteFile(file, bytes.Replace(text, []byte(from), []byte(into), 1), 0o600); err != nil {
		t.Fatal(err)
	}
}
