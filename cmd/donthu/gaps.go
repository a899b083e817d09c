package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/statute"
)

// Gaps lists where the law and the library of procedures do not meet. It fails
// when a gap has no reason.
type Gaps struct {
	All    bool `help:"List the gaps that have a reason too."`
	Doubts bool `help:"List the doubts of the law and where each is kept."`
	JSON   bool `name:"json" help:"Print the gaps as a JSON list."`
}

// Run lists the gaps of the library.
func (g *Gaps) Run() error {
	if g.Doubts {
		return g.doubts(os.Stdout)
	}
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

// doubts lists what the law leaves open: the question, then the policies, marks
// and reason that answer for it.
func (g *Gaps) doubts(out io.Writer) error {
	all, err := library.Doubts()
	if err != nil {
		return err
	}
	if g.JSON {
		return asList(out, all)
	}
	for _, d := range all {
		fmt.Fprintf(out, "%s: %s\n", d.ID, d.Question)
		for _, c := range d.Carried {
			fmt.Fprintf(out, "  policy %s of %s\n", c.Policy, cmp.Or(strings.Join(c.In, ", "), "every procedure that it matters to"))
		}
		if len(d.Marked) > 0 {
			fmt.Fprintf(out, "  marked: %s\n", strings.Join(d.Marked, ", "))
		}
		if d.Reason != "" {
			fmt.Fprintf(out, "  %s\n", d.Reason)
		}
	}
	return nil
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
		return asList(out, gaps)
	}
	for _, x := range gaps {
		if _, err := fmt.Fprintln(out, line(x)); err != nil {
			return err
		}
	}
	return nil
}

func asList(out io.Writer, all any) error {
	to := json.NewEncoder(out)
	to.SetEscapeHTML(false)
	to.SetIndent("", "  ")
	return to.Encode(all)
}

// line tells one gap.
func line(x statute.Gap) string {
	where := x.Procedure
	if where == "" {
		where = "any procedure"
	}
	text := fmt.Sprintf("clock %s of %s: no term of the law at %s (%s)", x.Clock, where, x.Cite, x.What)
	switch {
	case x.Doubt != "" && x.Policy != "":
		text = fmt.Sprintf("doubt %s is not carried by the policy %s in %s (%s)", x.Doubt, x.Policy, where, x.What)
	case x.Doubt != "" && x.Cite != "":
		text = fmt.Sprintf("doubt %s: nothing marks %s as to be checked (%s)", x.Doubt, x.Cite, x.What)
	case x.Doubt != "":
		text = fmt.Sprintf("doubt %s is carried by no policy and no mark (%s)", x.Doubt, x.What)
	case x.Policy != "":
		text = fmt.Sprintf("policy %s of %s answers no known doubt (%s)", x.Policy, where, x.What)
	case x.Term != "":
		text = fmt.Sprintf("term %s is not carried by %s: %s (%s)", x.Term, where, x.Cite, x.What)
	}
	if x.Reason != "" {
		text += ": " + x.Reason
	}
	return text
}
