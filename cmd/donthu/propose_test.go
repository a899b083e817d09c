package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/library"
)

// TestPropose: stories are written beside the procedure that is named, come true,
// and find out what its other stories do not; nothing else is touched.
func TestPropose(t *testing.T) {
	const procedure = "thi-hanh-khieu-nai@2026-07-01"
	dir := t.TempDir()
	for _, suffix := range []string{yamlSuffix, caseSuffix, ".links" + caseSuffix} {
		text, err := library.FS.ReadFile("khieu-nai/" + procedure + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, procedure+suffix), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	score := func() string {
		var out bytes.Buffer
		if err := (&Test{Paths: []string{dir}, Mutate: true}).run(&out); err != nil {
			t.Fatalf("%v\n%s", err, &out)
		}
		return strings.TrimSpace(out.String()[strings.LastIndex(strings.TrimSpace(out.String()), "\n")+1:])
	}
	before := score()
	var out bytes.Buffer
	if err := (&Test{Paths: []string{filepath.Join(dir, procedure+yamlSuffix)}, Propose: true}).run(&out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), procedure+": ") || strings.Contains(out.String(), " 0 stories") {
		t.Errorf("%s", &out)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 4 || filepath.Base(files[1]) != procedure+edgesSuffix {
		t.Fatal(files, err)
	}
	text, err := os.ReadFile(files[1])
	if err != nil || !bytes.HasPrefix(text, []byte("# Chuyện ở mép thời hạn của "+procedure)) {
		t.Errorf("%v\n%.200s", err, text)
	}
	if err := (&Test{Paths: []string{dir}}).run(&out); err != nil {
		t.Errorf("%v\n%s", err, &out)
	}
	if after := score(); after == before || !strings.HasPrefix(after, "total: 100.0 %") {
		t.Errorf("before: %s\nafter: %s", before, after)
	}
}
