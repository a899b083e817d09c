package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/drawing"
	"github.com/donthu/donthu/procedures/plan"
)

// paper are the commands that bring a procedure onto paper.
type paper struct {
	Explain Explain `cmd:"" help:"Explain a code of the checker."`
	Draw    Draw    `cmd:"" help:"Draw a procedure as SVG."`
	Print   Print   `cmd:"" help:"Write a procedure as an HTML page for proof-reading."`
}

// Draw writes the drawing of a procedure.
type Draw struct {
	File  string `arg:"" help:"Procedure file, or - for standard input."`
	Out   string `name:"out" short:"o" default:"-" help:"SVG file to write; - for standard output."`
	Brief bool   `name:"brief" help:"Only the stages and what leads from one to the next."`
}

// Run draws.
func (d *Draw) Run() error { return d.run(os.Stdin, os.Stdout, os.Stderr) }

func (d *Draw) run(in io.Reader, out, notes io.Writer) error {
	p, _, err := compiled(d.File, in, notes)
	if err != nil {
		return err
	}
	return deliver(d.Out, out, drawing.Arrange(p, drawing.Options{Brief: d.Brief, Marks: procedures.Law().Marks(p)}).SVG())
}

// Print writes a procedure as a page for jurists.
type Print struct {
	File string `arg:"" help:"Procedure file, or - for standard input."`
	Out  string `name:"out" short:"o" default:"-" help:"HTML file to write; - for standard output."`
}

// Run prints.
func (p *Print) Run() error { return p.run(os.Stdin, os.Stdout, os.Stderr) }

func (p *Print) run(in io.Reader, out, notes io.Writer) error {
	found, text, err := compiled(p.File, in, notes)
	if err != nil {
		return err
	}
	shelf, err := procedures.Library()
	if shelf == nil {
		return err
	}
	return deliver(p.Out, out, procedures.Page(found, text, shelf.All()))
}

// compiled reads one procedure; what is wrong with it goes to notes.
func compiled(name string, in io.Reader, notes io.Writer) (*plan.Plan, []byte, error) {
	text, err := readProcedure(name, in)
	if err != nil {
		return nil, nil, err
	}
	p, problems := procedures.Compile(name, text)
	if p != nil {
		return p, text, nil
	}
	for _, problem := range problems {
		if _, err := fmt.Fprintln(notes, problem); err != nil {
			return nil, nil, err
		}
	}
	return nil, nil, errors.New("thủ tục có lỗi")
}

func deliver(name string, out io.Writer, text string) error {
	if name != "-" {
		return os.WriteFile(name, []byte(text), 0o644) //nolint:gosec // meant to be read by others
	}
	_, err := io.WriteString(out, text)
	return err
}
