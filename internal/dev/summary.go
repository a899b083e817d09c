package dev

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"
)

// seed fills an empty installation before anything works on it: what is
// written down as done long ago must not be told to anybody today.
func (r *run) seed(ctx context.Context, s *step) (string, error) {
	if r.o.Seed == nil {
		return "none", nil
	}
	s.note("filling an empty installation")
	var err error
	r.accounts, err = r.o.Seed(ctx, Running{URL: r.settings["PUBLIC_URL"], Settings: r.settings}, s.note)
	return "ready", err
}

// summary is the one block that stays on the screen.
func (r *run) summary() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "\n  Donthu\t%s\n", r.settings["PUBLIC_URL"])
	if r.engine.page != "" {
		fmt.Fprintf(w, "  Temporal\t%s\n", r.engine.page)
	}
	fmt.Fprintf(w, "  Mail\t%s\n", r.inbox)
	fmt.Fprintf(w, "  Logs\t%s/logs\n", r.data)
	_ = w.Flush() // into memory
	if len(r.accounts) > 0 {
		fmt.Fprint(w, "\n  account\tpassword\trole\n")
		for _, a := range r.accounts {
			fmt.Fprintf(w, "  %s\t%s\t%s\n", a.Name, a.Password, a.Role)
		}
		_ = w.Flush()
	}
	b.WriteString("\n  Ctrl-C stops everything; the data stays.\n")
	return b.String()
}
