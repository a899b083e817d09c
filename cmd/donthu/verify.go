package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/verify"
)

// Verify walks every reachable state of procedures.
type Verify struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Procedure files, folders of them, or library. Without any: the library."`
	Steps int      `name:"steps" help:"Most events that one procedure is worth." default:"0"`
	JSON  bool     `name:"json" help:"Print one JSON object for each procedure."`
}

// Run verifies the procedures. It fails where one has a fault, or was not
// walked to the end.
func (v *Verify) Run() error { return v.run(os.Stdout) }

func (v *Verify) run(out io.Writer) error {
	plans, calendar, err := v.plans()
	if err != nil {
		return err
	}
	debug.SetGCPercent(2000) // states are many and short-lived
	debug.SetMemoryLimit(1 << 30)
	begun, bad, states := time.Now(), 0, 0
	for _, p := range plans {
		law, err := machine.NewLaw(p, calendar)
		if err != nil {
			return err
		}
		start := time.Now()
		report := verify.Plan(law, v.Steps)
		states += report.States
		if len(report.Faults) > 0 || !report.Complete {
			bad++
		}
		if err := v.print(out, report, time.Since(start)); err != nil {
			return err
		}
	}
	if bad > 0 {
		return fmt.Errorf("%d of %s not verified", bad, count(len(plans), "procedure"))
	}
	if !v.JSON {
		_, err = fmt.Fprintf(out, "%s verified: %s in %s\n", count(len(plans), "procedure"), count(states, "state"), brief(time.Since(begun)))
	}
	return err
}

// plans are the procedures named and the calendar to count by.
func (v *Verify) plans() ([]*plan.Plan, *legaltime.Calendar, error) {
	shelf, err := procedures.Library()
	if shelf == nil {
		return nil, nil, err
	}
	if len(v.Paths) == 0 || len(v.Paths) == 1 && v.Paths[0] == "library" {
		return shelf.All(), shelf.Calendar(), err
	}
	names, err := procedureFiles(v.Paths)
	if err != nil {
		return nil, nil, err
	}
	var files []textFile
	for _, name := range names {
		text, err := readProcedure(name, os.Stdin)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, textFile{name, text})
	}
	plans, err := compileAll(files)
	if err == nil && len(plans) == 0 {
		err = errors.New("no procedure files there")
	}
	return plans, shelf.Calendar(), err
}

func (v *Verify) print(out io.Writer, r verify.Report, took time.Duration) error {
	if v.JSON {
		to := json.NewEncoder(out)
		to.SetEscapeHTML(false)
		return to.Encode(r)
	}
	word := "ok   "
	if len(r.Faults) > 0 || !r.Complete {
		word = "FAIL "
	}
	_, err := fmt.Fprintf(out, "%s%s@%s: %s in %s, %s\n", word, r.Procedure, r.Version, count(r.States, "state"), count(r.Walks, "walk"), brief(took))
	if !r.Complete {
		fmt.Fprintf(out, "     the walks did not end within %s: --steps allows more\n", count(r.Steps, "event"))
	}
	for _, f := range r.Faults {
		fmt.Fprintf(out, "     %s: %s\n", f.Code, f.Text)
		if f.Story != "" {
			fmt.Fprint(out, "       ", strings.ReplaceAll(strings.TrimSuffix(f.Story, "\n"), "\n", "\n       "), "\n")
		}
	}
	return err
}

func brief(d time.Duration) time.Duration { return d.Round(time.Millisecond) }
