package dev

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// openData makes the data directory. It may be entered by others, because
// PostgreSQL, started by root, runs as another user inside it; what is secret
// in it guards itself.
func openData(data string) error {
	if _, err := os.Stat(data); err == nil {
		return nil
	}
	if err := os.MkdirAll(data, 0o755); err != nil {
		return err
	}
	return os.Chmod(data, 0o755) // whatever the umask says
}

// clusterDir is where the cluster lies: in the data directory, or, when root
// keeps the project where no other user may go, in a directory of its own
// under /var/tmp, which only the link in the data directory knows: with the
// data directory goes what belongs to it.
func clusterDir(data string) (string, error) {
	inside := filepath.Join(data, "postgres")
	outside, err := os.Readlink(inside)
	if err == nil && ours(outside) == nil {
		return filepath.Join(outside, "postgres"), nil
	}
	if err != nil && (os.Geteuid() != 0 || passable(data)) {
		return inside, nil
	}
	_ = os.Remove(inside) // a link that leads nowhere; a directory with data in it stays
	if outside, err = os.MkdirTemp("/var/tmp", "donthu-"); err != nil {
		return "", err
	}
	if err := os.Chmod(outside, 0o755); err != nil {
		return "", err
	}
	return filepath.Join(outside, "postgres"), os.Symlink(outside, inside)
}

// ours refuses what somebody else laid ready in a place where everybody may
// write.
func ours(dir string) error {
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if owner := info.Sys().(*syscall.Stat_t).Uid; !info.IsDir() || int(owner) != os.Geteuid() {
		return fmt.Errorf("%s belongs to somebody else", dir)
	}
	return nil
}

// passable tells whether any user may go to dir.
func passable(dir string) bool {
	for {
		info, err := os.Stat(dir)
		if err != nil || info.Mode().Perm()&0o001 == 0 {
			return false
		}
		if dir == filepath.Dir(dir) {
			return true
		}
		dir = filepath.Dir(dir)
	}
}
