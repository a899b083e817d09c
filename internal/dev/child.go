package dev

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// child is a program that is kept running: when it ends by itself it is
// started again, at once the first time and then with growing pauses.
type child struct {
	name    string
	program string
	args    []string
	env     map[string]string              // added to the environment of this process
	says    string                         // ready when its output holds this; "": probe decides
	probe   func(ctx context.Context) bool // ready when true; nil: as soon as it runs
	data    string                         // data directory: log and process id lie there
	lost    func(how error)                // told each time it ends by itself

	mu      sync.Mutex
	command *exec.Cmd
	stdin   io.Closer     // closing it tells the child that we are gone
	ended   chan struct{} // closed when the current command has ended
	how     error         // how it ended
	ready   chan struct{} // closed when its output held says
	closing bool
	from    int64 // where in the log the current command begins
}

const (
	patience  = 15 * time.Second // for a child to end when asked
	firstWait = 200 * time.Millisecond
	lastWait  = 5 * time.Second
)

// start runs the child and returns when it is ready. A child that ends before
// that is an error, with the end of its log.
func (c *child) start(ctx context.Context) error {
	if err := c.launch(); err != nil {
		return err
	}
	if err := c.await(ctx); err != nil {
		c.stop()
		return err
	}
	go c.keep(ctx)
	return nil
}

func (c *child) launch() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closing {
		return errors.New("stopping")
	}
	log, err := openLog(c.logFile())
	if err != nil {
		return err
	}
	defer log.Close() // the child has its own
	c.from = sizeOf(c.logFile())
	command := exec.Command(c.program, c.args...)
	command.Env = command.Environ()
	for key, value := range c.env {
		command.Env = append(command.Env, key+"="+value)
	}
	command.SysProcAttr = bound()
	c.ready = make(chan struct{})
	command.Stdout, command.Stderr = log, log
	if c.says != "" {
		command.Stdout = &listener{log: c.logFile(), word: []byte(c.says), heard: c.ready}
	}
	if c.stdin, err = command.StdinPipe(); err != nil {
		return err
	}
	if err := spawn(command); err != nil {
		return fmt.Errorf("%s: %w", c.name, err)
	}
	c.command, c.ended = command, make(chan struct{})
	writePID(c.data, c.name, command.Process.Pid, c.program)
	go c.wait(command, c.ended)
	return nil
}

func (c *child) wait(command *exec.Cmd, ended chan struct{}) {
	err := command.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.how = err; err == nil {
		c.how = errors.New("exit status 0")
	}
	close(ended)
}

// await returns when the child is ready, has ended, or ctx is over.
func (c *child) await(ctx context.Context) error {
	beat := time.NewTicker(20 * time.Millisecond)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-c.ended:
			return fmt.Errorf("%s ended while starting (%v). The end of %s:\n%s", c.name, c.how, c.logFile(), lastWords(c.logFile(), c.from))
		case <-c.ready:
			return nil
		case <-beat.C:
			if c.says == "" && (c.probe == nil || c.probe(ctx)) {
				return nil
			}
		}
	}
}

// keep starts the child again whenever it ends by itself.
func (c *child) keep(ctx context.Context) {
	pause := firstWait
	for began := time.Now(); ; began = time.Now() {
		<-c.ended
		if c.leaving(ctx) {
			return
		}
		c.lost(c.how)
		if time.Since(began) > time.Minute {
			pause = firstWait
		}
		for {
			time.Sleep(pause)
			pause = min(2*pause, lastWait)
			if c.leaving(ctx) {
				return
			}
			if c.launch() == nil {
				break
			}
		}
	}
}

func (c *child) leaving(ctx context.Context) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closing || ctx.Err() != nil
}

// stop asks the child to end, and cuts it off with all its own children when
// it does not.
func (c *child) stop() {
	c.mu.Lock()
	c.closing = true
	command, ended := c.command, c.ended
	c.mu.Unlock()
	if command == nil {
		return
	}
	_ = command.Process.Signal(syscall.SIGTERM) // an error says that it ended already
	select {
	case <-ended:
	case <-time.After(patience):
	}
	_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL) // what it left of its group
	<-ended
	_ = c.stdin.Close()
	removePID(c.data, c.name)
}

func (c *child) logFile() string { return filepath.Join(c.data, "logs", c.name+".log") }

const logLimit = 8 << 20

// openLog appends to a log; one that has grown large is put aside first.
func openLog(path string) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && info.Size() > logLimit {
		_ = os.Rename(path, path+".1")
	}
	return os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
}

// lastWords is what a log holds from an offset on, cut to a few lines: its
// end, or, where the program panicked, the words it did so with, which stand
// far above the end.
func lastWords(path string, from int64) string {
	const kept = 12
	text, _ := os.ReadFile(path)
	text = text[min(from, int64(len(text))):]
	panicked := bytes.Index(append([]byte("\n"), text...), []byte("\npanic: "))
	lines := strings.Split(strings.TrimSpace(string(text[max(0, panicked):])), "\n")
	if panicked >= 0 {
		return "  " + strings.Join(lines[:min(kept, len(lines))], "\n  ")
	}
	return "  " + strings.Join(lines[max(0, len(lines)-kept):], "\n  ")
}

func sizeOf(path string) int64 {
	if info, err := os.Stat(path); err == nil {
		return info.Size()
	}
	return 0
}

// listener passes output on to the log and hears one word in it.
type listener struct {
	log   string
	word  []byte
	heard chan struct{}
	line  []byte
	done  bool
}

func (l *listener) Write(p []byte) (int, error) {
	if !l.done {
		l.line = append(l.line, p...)
		if l.done = bytes.Contains(l.line, l.word); l.done {
			close(l.heard)
		}
		l.line = l.line[bytes.LastIndexByte(l.line, '\n')+1:]
	}
	if f, err := openLog(l.log); err == nil {
		_, _ = f.Write(p) // a log that cannot be written must not stop the child
		_ = f.Close()
	}
	return len(p), nil
}
