package dev

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// report prints the steps of a start: on a terminal each is one line that
// moves; in a pipe or a log only whole lines are written, and a long step says
// every half minute that it is alive.
type report struct {
	mu       sync.Mutex
	out      io.Writer
	terminal bool
	steps    int // how many there will be
	number   int
}

// step is one step under way.
type step struct {
	report *report
	title  string
	detail string
	began  time.Time
	ended  chan struct{}
}

func newReport(out io.Writer, steps int) *report {
	return &report{out: out, terminal: isTerminal(out), steps: steps}
}

func isTerminal(out io.Writer) bool {
	f, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// begin starts the next step; end or fail closes it.
func (r *report) begin(title string) *step {
	r.mu.Lock()
	r.number++
	s := &step{report: r, title: r.heading(title), began: time.Now(), ended: make(chan struct{})}
	r.mu.Unlock()
	go s.tick()
	return s
}

// heading numbers a step where there are several.
func (r *report) heading(title string) string {
	if r.steps == 1 {
		return title + ":"
	}
	return fmt.Sprintf("[%d/%d] %-11s", r.number, r.steps, title)
}

// note says what the step is doing now.
func (s *step) note(format string, args ...any) {
	s.report.mu.Lock()
	s.detail = fmt.Sprintf(format, args...)
	s.report.mu.Unlock()
	if s.report.terminal {
		s.draw()
	}
}

func (s *step) tick() {
	every := 30 * time.Second
	if s.report.terminal {
		every = time.Second
	}
	first := time.After(2 * time.Second)
	beat := time.NewTicker(every)
	defer beat.Stop()
	for {
		select {
		case <-s.ended:
			return
		case <-first: // a step that takes longer says at once what it is at
		case <-beat.C:
		}
		s.draw()
	}
}

func (s *step) draw() {
	s.report.mu.Lock()
	defer s.report.mu.Unlock()
	select {
	case <-s.ended:
		return
	default:
	}
	line := fmt.Sprintf("%s %s… %s", s.title, s.detail, seconds(time.Since(s.began)))
	if s.report.terminal {
		fmt.Fprintf(s.report.out, "\r\033[K%s", line)
		return
	}
	fmt.Fprintln(s.report.out, line)
}

func (s *step) end(format string, args ...any) {
	s.report.mu.Lock()
	defer s.report.mu.Unlock()
	close(s.ended)
	s.report.clear()
	fmt.Fprintf(s.report.out, "%s %s (%s)\n", s.title, fmt.Sprintf(format, args...), seconds(time.Since(s.began)))
}

// fail closes the step and hands the error on.
func (s *step) fail(err error) error {
	s.end("failed")
	return err
}

// say prints a line of its own.
func (r *report) say(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.clear()
	fmt.Fprintf(r.out, format+"\n", args...)
}

func (r *report) clear() {
	if r.terminal {
		fmt.Fprint(r.out, "\r\033[K")
	}
}

func seconds(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return fmt.Sprintf("%.0f s", d.Seconds())
}

// Progress shows one long step outside of a run, such as the build of the
// server from make.
type Progress struct{ step *step }

// NewProgress begins a step.
func NewProgress(out io.Writer, title string) Progress {
	r := newReport(out, 1)
	return Progress{r.begin(title)}
}

// Note says what the step is doing now.
func (p Progress) Note(format string, args ...any) { p.step.note(format, args...) }

// End closes the step; how it ended is the error.
func (p Progress) End(err error) {
	if err != nil {
		p.step.end("failed")
		return
	}
	p.step.end("ready")
}
