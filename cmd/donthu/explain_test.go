package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/donthu/donthu/docs"
	"github.com/donthu/donthu/procedures/check"
)

// Every code that check can print has a page: those of the rules, and those
// that the reader of the text names.
func TestEveryCodeIsExplained(t *testing.T) {
	codes := map[string]bool{}
	for _, r := range check.Rules {
		codes[r.Code] = true
	}
	files, err := filepath.Glob("../../procedures/source/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	named := regexp.MustCompile(`"(source_[a-z]+)"`)
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllStringSubmatch(string(text), -1) {
			codes[m[1]] = true
		}
	}
	for code := range codes {
		if _, ok := docs.Check(code); !ok {
			t.Errorf("%s has no page", code)
		}
	}
	if len(docs.Checks()) != len(codes) || len(codes) < 50 {
		t.Errorf("%d pages for %d codes", len(docs.Checks()), len(codes))
	}
}
