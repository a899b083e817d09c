// Package docs carries the pages that the program itself shows.
package docs

import (
	"embed"
	"strings"
)

//go:embed checks/*.md
var pages embed.FS

// Check is the help page of a rule of the checker (Vietnamese Markdown); false
// when there is no such rule.
func Check(code string) (string, bool) {
	text, err := pages.ReadFile("checks/" + code + ".md")
	return string(text), err == nil
}

// Checks are the codes of all rules, sorted.
func Checks() (codes []string) {
	files, err := pages.ReadDir("checks")
	if err != nil {
		panic(err) // the folder is named by the embed directive
	}
	for _, f := range files {
		if code, ok := strings.CutSuffix(f.Name(), ".md"); ok && code != "README" {
			codes = append(codes, code)
		}
	}
	return codes
}
