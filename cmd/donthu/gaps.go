package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/statute"
)

// Gaps lists where the law and the library of procedures do not meet. It fails
// when a gap has no reason.
type Gaps struct {
	All  bool `help:"List the gaps that have a reason too."`
	JSON bool `name:"json" help:"Print the gaps as a JSON list."`
}

// Run lists the gaps of the library.
func (g *Gaps) Run() error {
	s, err := procedures.Library()
	if err != nil {
		return err
	}
	gaps, idle, err := s.Gaps()
	if err != nil {
		return err
	}
	return g.print(os.Stdout, gaps, idle)
}

func (g *Gaps) print(out io.Writer, gaps []statute.Gap, idle []statute.Reason) error {
	listed, open := []statute.Gap{}, 0
	for _, x := range gaps {
		if x.Reason == "" {
			open++
		}
		if g.All || x.Reason == "" {
			listed = append(listed, x)
		}
	}
	if err := g.list(out, listed); err != nil {
		return err
	}
	for _, r := range idle {
		fmt.Fprintf(os.Stderr, "no gap needs the reason for %s%s %s\n", r.Term, r.Clock, r.In)
	}
	sum := fmt.Sprintf("%s, %d without a reason", count(len(gaps), "gap"), open)
	if open > 0 || len(idle) > 0 {
		return errors.New(sum)
	}
	if !g.JSON {
		fmt.Fprintln(out, sum)
	}
	return nil
}

func (g *Gaps) list(out io.Writer, gaps []statute.Gap) error {
	if g.JSON {
		to := json.NewEncoder(out)
		to.SetEscapeHTML(false)
		to.SetIndent("", "  ")
		return to.Encode(gaps)
	}
	for _, x := range gaps {
		if _, err := fmt.Fprintln(out, line(x)); err != nil {
			return err
		}
	}
	return nil
}

// line tells one gap.
func line(x statute.Gap) string {
	where := x.Procedure
	if where == "" {
		where = "any procedure"
	}
	text := fmt.Sprintf("clock %s of %s: no term of the law at %s (%s)", x.Clock, where, x.Cite, x.What)
	if x.Term != "" {
		text = fmt.Sprintf("term %s is not carried by %s: %s (%s)", x.Term, where, x.Cite, x.What)
	}
	if x.Reason != "" {
		text += ": " + x.Reason
	}
	return text
}
