//go:build !linux

package dev

import (
	"os/exec"
	"syscall"
)

// bound puts a child in a process group of its own, so that Ctrl-C reaches us
// alone and we stop things in order. This kernel does not kill a child with
// its parent: the next start clears away what was left.
func bound() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

func spawn(command *exec.Cmd) error { return command.Start() }
