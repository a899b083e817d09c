package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
)

// days are the commands about terms and the days on which they are counted.
type days struct {
	Due      Due      `cmd:"" help:"Count a term and say why."`
	Calendar Calendar `cmd:"" help:"Schedules of days off."`
}

// Calendar is what can be done with schedules of days off outside the page.
type Calendar struct {
	Check CalendarCheck `cmd:"" help:"Check a schedule before it is loaded."`
}

// CalendarCheck says all that is wrong with a schedule, each with its place, and
// what a right one holds.
type CalendarCheck struct {
	File string `arg:"" help:"CSV file: kind,date,name,source."`
	Unit string `placeholder:"ID" help:"The body whose days it holds; without it, the nation."`
}

// Run checks the file.
func (c *CalendarCheck) Run() error { return c.write(os.Stdout) }

func (c *CalendarCheck) write(out io.Writer) error {
	text, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	found := casework.CalendarProblems(c.File, c.Unit, text)
	for _, p := range found {
		if _, err := fmt.Fprintln(out, p); err != nil {
			return err
		}
	}
	if n := found.Count(diag.Error); n > 0 {
		return errors.New(count(n, "error"))
	}
	cal, err := legaltime.ParseCalendar(c.File, text)
	if err != nil {
		return err
	}
	kinds := map[legaltime.Kind]int{}
	for _, h := range cal.Entries() {
		kinds[h.Kind]++
	}
	_, err = fmt.Fprintf(out, "years announced: %v; days: %d off, %d compensatory, %d swapped, %d worked, %d ordinary\n", cal.Official(),
		kinds[legaltime.Off], kinds[legaltime.Compensatory], kinds[legaltime.Swapped], kinds[legaltime.Worked], kinds[legaltime.Ordinary])
	return err
}
