package dev

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"syscall"
	"time"
)

// buildFlags: without tables for debuggers the server is a third smaller, and
// without paths and version control the same sources give the same program.
var buildFlags = []string{"-trimpath", "-buildvcs=false", "-ldflags=-s -w"}

// BuildServer compiles the Temporal server in root/tools/devserver into
// root/.bin/devserver, unless the one there is of these very sources: what
// counts is their content, so that moving between commits does not compile.
// note is told what is going on. It gives the path of the program.
func BuildServer(ctx context.Context, root string, note func(format string, args ...any)) (string, error) {
	root, err := filepath.Abs(root) // the compiler runs in the sources' folder
	if err != nil {
		return "", err
	}
	source, bin := filepath.Join(root, "tools", "devserver"), filepath.Join(root, ".bin")
	program := filepath.Join(bin, "devserver")
	sum, err := contentHash(source)
	if err != nil {
		return "", err
	}
	if current(program, sum) {
		return program, nil
	}
	if err := os.MkdirAll(bin, 0o755); err != nil {
		return "", err
	}
	turn, err := takeTurn(ctx, filepath.Join(bin, "devserver.lock"), note)
	if err != nil {
		return "", err
	}
	defer turn.Close()
	if current(program, sum) { // another process has just built it
		return program, nil
	}
	if err := compile(ctx, source, program, note); err != nil {
		return "", err
	}
	return program, os.WriteFile(program+".sha256", []byte(sum+"\n"), 0o644)
}

func current(program, sum string) bool {
	stamp, err := os.ReadFile(program + ".sha256")
	if err != nil || strings.TrimSpace(string(stamp)) != sum {
		return false
	}
	info, err := os.Stat(program)
	return err == nil && info.Mode()&0o111 != 0
}

// contentHash is of names and contents of all that the program is made of.
func contentHash(source string) (string, error) {
	files, _ := filepath.Glob(filepath.Join(source, "*.go"))
	if len(files) == 0 {
		return "", fmt.Errorf("no sources in %s", source)
	}
	files = append(files, filepath.Join(source, "go.mod"), filepath.Join(source, "go.sum"))
	sort.Strings(files)
	h := sha256.New()
	fmt.Fprintln(h, buildFlags)
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d\n", filepath.Base(path), len(text))
		h.Write(text)
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

// takeTurn waits while another process builds the same program.
func takeTurn(ctx context.Context, path string, note func(string, ...any)) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	for syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		note("waiting for another process that builds the server")
		select {
		case <-ctx.Done():
			_ = f.Close()
			return nil, ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
	return f, nil
}

func compile(ctx context.Context, source, program string, note func(string, ...any)) error {
	if _, err := exec.LookPath("go"); err != nil {
		return errors.New("the Temporal server has to be compiled once, and there is no `go` on the PATH: " +
			"install Go 1.26 (https://go.dev/dl), or install `temporal` (https://docs.temporal.io/cli), or set TEMPORAL_ADDRESS")
	}
	note("building the server, 4 to 6 minutes the first time: fetching its modules")
	packages := 0
	if err := goTool(ctx, source, func(string) { packages++ }, nil, "list", "-deps", "."); err != nil {
		return err
	}
	compiled := 0
	args := append([]string{"build", "-v", "-o", program + ".new"}, buildFlags...)
	err := goTool(ctx, source, nil, func(line string) {
		compiled++
		note("building the server, 4 to 6 minutes the first time: %d of %d packages", compiled, max(packages, compiled))
	}, append(args, ".")...)
	if err != nil {
		return err
	}
	return os.Rename(program+".new", program)
}

// goTool runs the go command in a folder. Its lines go to stdout and stderr
// where given; the error holds the last of what it said.
func goTool(ctx context.Context, dir string, stdout, stderr func(line string), args ...string) error {
	command := exec.CommandContext(ctx, "go", args...)
	command.Dir = dir
	command.Env = append(command.Environ(), "GOWORK=off")
	command.SysProcAttr = bound()
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
	command.WaitDelay = 5 * time.Second
	said := &lines{each: stderr}
	command.Stdout, command.Stderr = &lines{each: stdout}, said
	err := spawn(command)
	if err == nil {
		err = command.Wait()
	}
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("go %s in %s: %w\n%s", args[0], dir, err, strings.Join(said.last, "\n"))
}

// lines hands on what is written to it line by line and keeps the last few.
type lines struct {
	each func(line string)
	part []byte
	last []string
}

const linesKept = 20

func (l *lines) Write(p []byte) (int, error) {
	l.part = append(l.part, p...)
	for {
		end := bytes.IndexByte(l.part, '\n')
		if end < 0 {
			return len(p), nil
		}
		line := string(l.part[:end])
		l.part = l.part[end+1:]
		l.last = append(l.last, line)[max(0, len(l.last)+1-linesKept):]
		if l.each != nil {
			l.each(line)
		}
	}
}
