package dev

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

func pidFile(data, name string) string { return filepath.Join(data, "run", name+".pid") }

// writePID notes a child and its program for clearLeftovers.
func writePID(data, name string, pid int, program string) {
	_ = os.WriteFile(pidFile(data, name), fmt.Appendln(nil, pid, program), 0o644)
}

func removePID(data, name string) { _ = os.Remove(pidFile(data, name)) }

// clearLeftovers kills children of a run that was killed itself, where the
// kernel did not. It is called with the lock held, so none of them can belong
// to a living run; a process id that has passed to a stranger is told by its
// command line.
func clearLeftovers(data string) {
	files, _ := filepath.Glob(pidFile(data, "*"))
	for _, file := range files {
		text, _ := os.ReadFile(file)
		number, program, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
		pid, err := strconv.Atoi(number)
		if err == nil && pid > 1 && runs(pid, program) {
			_ = syscall.Kill(-pid, syscall.SIGKILL)
		}
		_ = os.Remove(file)
	}
}

// runs tells whether a process runs the program, by its command line.
func runs(pid int, program string) bool {
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	if err != nil { // no /proc on this system
		line, err = exec.Command("ps", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	}
	return err == nil && strings.HasPrefix(strings.ReplaceAll(string(line), "\x00", " "), program+" ")
}
