package dev

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
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
// keeps the project where no other user may go, under /var/tmp, with a link to
// it in the data directory.
func clusterDir(data string) (string, error) {
	inside := filepath.Join(data, "postgres")
	if os.Geteuid() != 0 || passable(data) {
		return inside, nil
	}
	outside := filepath.Join("/var/tmp", fmt.Sprintf("donthu-%x", sha256.Sum256([]byte(data)))[:19])
	if err := os.Mkdir(outside, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	if err := ours(outside); err != nil {
		return "", err
	}
	if _, err := os.Lstat(inside); errors.Is(err, fs.ErrNotExist) {
		if err := os.Symlink(outside, inside); err != nil {
			return "", err
		}
	}
	return filepath.Join(outside, "postgres"), nil
}

// ours refuses a directory that somebody else laid ready in a place where
// everybody may write.
func ours(dir string) error {
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if owner := info.Sys().(*syscall.Stat_t).Uid; !info.IsDir() || int(owner) != os.Geteuid() {
		return fmt.Errorf("%s belongs to somebody else: remove it, or set DATA_DIR to a directory that every user may enter", dir)
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
