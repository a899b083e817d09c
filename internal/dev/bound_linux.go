package dev

import (
	"os/exec"
	"runtime"
	"sync"
	"syscall"
)

// bound puts a child in a process group of its own, so that Ctrl-C reaches us
// alone and we stop things in order, and has the kernel kill it when we die.
func bound() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

type order struct {
	command *exec.Cmd
	result  chan error
}

var orders = sync.OnceValue(func() chan order {
	all := make(chan order)
	go func() {
		// The kernel watches the thread that started the child, not the
		// process: this one is never given back.
		runtime.LockOSThread()
		for o := range all {
			o.result <- o.command.Start()
		}
	}()
	return all
})

// spawn starts a command from a thread that lives as long as this process.
func spawn(command *exec.Cmd) error {
	o := order{command, make(chan error)}
	orders() <- o
	return <-o.result
}
