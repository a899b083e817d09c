package cluster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ErrInUse says that another living process holds the cluster's folder.
var ErrInUse = errors.New("cluster: the folder is in use by another process")

// hold takes the lock of a folder. The kernel gives it back when the process
// ends, however it ends.
func hold(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("cluster: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("%w: %s", ErrInUse, filepath.Dir(path))
	}
	return f, nil
}

// stopOrphan ends a server that runs on our folder although we hold its lock:
// the process that started it was killed. A pid file that names no such server
// is removed, lest a stranger with that number keep PostgreSQL from starting.
func (c *Cluster) stopOrphan(ctx context.Context) error {
	pid, _ := readPIDFile(c.data())
	if pid == 0 {
		return nil
	}
	if !serves(pid, c.data()) {
		if err := os.Remove(filepath.Join(c.data(), "postmaster.pid")); err != nil {
			return fmt.Errorf("cluster: stale pid file: %w", err)
		}
		return nil
	}
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL} {
		_ = syscall.Kill(pid, s)
		if awaitGone(ctx, pid, 5*time.Second) {
			return nil
		}
	}
	return fmt.Errorf("cluster: the server left over from an earlier run (process %d) does not end", pid)
}

func awaitGone(ctx context.Context, pid int, limit time.Duration) bool {
	for deadline := time.Now().Add(limit); time.Now().Before(deadline); {
		if syscall.Kill(pid, 0) == syscall.ESRCH {
			return true
		}
		if !pause(ctx, 10*time.Millisecond) {
			return false
		}
	}
	return false
}

// readPIDFile gives the process id and the status ("starting", "ready", ...)
// from the first and the eighth line of postmaster.pid; 0: no such file.
func readPIDFile(data string) (pid int, status string) {
	text, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
	if err != nil {
		return 0, ""
	}
	lines := strings.Split(string(text), "\n")
	pid, err = strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil {
		return 0, ""
	}
	if len(lines) >= 8 {
		status = strings.TrimSpace(lines[7])
	}
	return pid, status
}

// serves tells whether a process is a PostgreSQL server on data, by its
// command line.
func serves(pid int, data string) bool {
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	if err != nil { // no /proc on this system
		line, err = exec.Command("ps", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	}
	text := strings.ReplaceAll(string(line), "\x00", " ")
	return err == nil && strings.Contains(text, "postgres") && strings.Contains(text, " "+data+" ")
}

// reap leaves a shell behind that outlives us, however we end: it waits until
// the pipe that only we hold closes, then stops the server and removes its
// folder.
func (c *Cluster) reap() error {
	read, write, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("cluster: %w", err)
	}
	defer read.Close()
	shell := exec.Command("/bin/sh", "-c", `cat >/dev/null; kill -QUIT "$1" && sleep 1; rm -rf "$2"`,
		"reaper", strconv.Itoa(c.PID()), c.options.Dir)
	shell.Stdin = read
	shell.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := shell.Start(); err != nil {
		_ = write.Close()
		return fmt.Errorf("cluster: %w", err)
	}
	c.leash = write
	return shell.Process.Release()
}
