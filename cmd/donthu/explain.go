package main

import (
	"fmt"
	"strings"

	"github.com/donthu/donthu/docs"
)

// Explain prints the help page of a rule of the checker.
type Explain struct {
	Code string `arg:"" help:"Code that donthu check printed, for example stage_clock."`
}

// Run prints the page, or says which codes there are.
func (e Explain) Run() error {
	if text, ok := docs.Check(e.Code); ok {
		fmt.Print(text)
		return nil
	}
	return fmt.Errorf("không có quy tắc nào tên %q; các quy tắc là:\n  %s", e.Code, strings.Join(docs.Checks(), "\n  "))
}
