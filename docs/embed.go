// Package docs carries the pages that the program itself shows.
package docs

import (
	"embed"
	"strings"
)

//go:embed checks/*.md checks/form/*.md
var pages embed.FS

// folders hold a page for each rule of sense, and for each code about the form
// of a file.
var folders = []string{"checks", "checks/form"}

// Check is the help page of a code that the checker prints (Vietnamese
// Markdown); false when there is no such code.
func Check(code string) (string, bool) {
	for _, folder := range folders {
		if text, err := pages.ReadFile(folder + "/" + code + ".md"); err == nil {
			return string(text), true
		}
	}
	return "", false
}

// Checks are all codes that the checker prints, those of the rules first.
func Checks() (codes []string) {
	for _, folder := range folders {
		files, err := pages.ReadDir(folder)
		if err != nil {
			panic(err) // the folder is named by the embed directive
		}
		for _, f := range files {
			if code, ok := strings.CutSuffix(f.Name(), ".md"); ok && code != "README" {
				codes = append(codes, code)
			}
		}
	}
	return codes
}
