package dev

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// hold takes the data directory for this process. The kernel gives it back
// when the process ends, kill -9 included, so a lock is never stale; the
// process id in the file is only for the message.
func hold(data string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(data, "dev.lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		holder, _ := os.ReadFile(f.Name())
		_ = f.Close()
		return nil, fmt.Errorf("`donthu dev` already runs on %s (process %s): stop it, or set DATA_DIR to another directory",
			data, strings.TrimSpace(string(holder)))
	}
	_ = f.Truncate(0)
	_, err = fmt.Fprintln(f, os.Getpid())
	return f, err
}
