package audit

import (
	"fmt"
	"io"
	"time"
)

// Print writes the report for the administrator; its error says that there are
// findings, or that it cannot be written.
func (r Report) Print(w io.Writer) error {
	for _, f := range r.Findings {
		fmt.Fprintf(w, "%s (%s): %s\n", f.Code, f.ID, f.What)
	}
	for _, p := range r.Unopened {
		fmt.Fprintf(w, "%s: reserved on %s, never opened\n", p.Code, p.Created.UTC().Format(time.DateTime))
	}
	if n := len(r.Findings); n > 0 {
		return fmt.Errorf("%d of %d cases do not hold together", n, r.Cases)
	}
	_, err := fmt.Fprintf(w, "%d cases, %d steps: every chain is whole and every case stands where its steps lead\n", r.Cases, r.Steps)
	return err
}
