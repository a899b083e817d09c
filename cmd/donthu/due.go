package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
)

// Due counts a term and says why it ends when it does.
type Due struct {
	From     string   `required:"" placeholder:"WHEN" help:"Day of the event, 2026-07-13, or its minute, 2026-11-20T16:30."`
	Term     string   `required:"" placeholder:"TERM" help:"As the law says it: '30 days', '7 working days', '5 days before', 'at least 15 days'."`
	Extend   []string `sep:"none" placeholder:"TERM" help:"A further term, counted from the end of the one before. May be repeated."`
	Pause    []string `sep:"none" placeholder:"FROM/TO" help:"Days not counted, up to the day of resumption: 2026-08-03/2026-08-31. May be repeated."`
	AsOf     string   `placeholder:"DATE" help:"Count a pause that is still open (2026-08-03/) up to this day."`
	Calendar string   `placeholder:"FILE" help:"Calendar to count with, instead of the one that comes with the program."`
	JSON     bool     `name:"json" help:"Answer in JSON."`
}

// Run writes the answer to standard output.
func (d *Due) Run() error { return d.write(os.Stdout) }

func (d *Due) write(w io.Writer) error {
	request, err := d.request()
	if err != nil {
		return err
	}
	cal, err := d.calendar()
	if err != nil {
		return err
	}
	result, err := legaltime.Compute(cal, request)
	if err != nil {
		return err
	}
	if !d.JSON {
		_, err = io.WriteString(w, result.Vietnamese())
		return err
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(result)
}

// request reads the flags; an error names the flag.
func (d *Due) request() (legaltime.Request, error) {
	r := legaltime.Request{Policy: legaltime.DefaultPolicy()}
	var err error
	if r.From, err = legaltime.ParseMoment(d.From); err != nil {
		return r, fmt.Errorf("--from: %w", err)
	}
	if r.Term, err = legaltime.ParseTerm(d.Term); err != nil {
		return r, fmt.Errorf("--term: %w", err)
	}
	if r.Extend, err = each("--extend", d.Extend, legaltime.ParseTerm); err != nil {
		return r, err
	}
	if r.Pauses, err = each("--pause", d.Pause, legaltime.ParseInterval); err != nil {
		return r, err
	}
	if err = r.AsOf.UnmarshalText([]byte(d.AsOf)); err != nil {
		return r, fmt.Errorf("--as-of: %w", err)
	}
	return r, nil
}

func each[T any](flag string, texts []string, parse func(string) (T, error)) ([]T, error) {
	var out []T
	for _, s := range texts {
		v, err := parse(s)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", flag, err)
		}
		out = append(out, v)
	}
	return out, nil
}

func (d *Due) calendar() (*legaltime.Calendar, error) {
	if d.Calendar == "" {
		return library.Calendar()
	}
	data, err := os.ReadFile(d.Calendar)
	if err != nil {
		return nil, err
	}
	return legaltime.ParseCalendar(filepath.Base(d.Calendar), data)
}
