package cluster

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the user as whom the server runs; nil credential: ourselves.
type account struct {
	name       string
	credential *syscall.Credential
}

// unprivileged chooses whom to run as. PostgreSQL refuses to run as root, so
// root drops to postgres or nobody, and dir is given to that user.
func unprivileged(dir string) (account, error) {
	if os.Geteuid() != 0 {
		return account{}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		a := account{name: name, credential: credentialOf(u)}
		if err := passable(dir, name); err != nil {
			return account{}, err
		}
		return a, a.own(dir)
	}
	return account{}, errors.New("cluster: PostgreSQL does not run as root, and there is no user postgres or nobody")
}

func credentialOf(u *user.User) *syscall.Credential {
	uid, _ := strconv.ParseUint(u.Uid, 10, 32) // numbers on every Unix
	gid, _ := strconv.ParseUint(u.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

// passable checks that others may enter every folder above dir.
func passable(dir, name string) error {
	for parent := filepath.Dir(dir); ; parent = filepath.Dir(parent) {
		info, err := os.Stat(parent)
		if err != nil {
			return fmt.Errorf("cluster: %w", err)
		}
		if info.Mode().Perm()&0o001 == 0 {
			return fmt.Errorf("cluster: user %s, as whom PostgreSQL runs, cannot enter %s: "+
				"choose a folder under /var/tmp, or start as another user than root", name, parent)
		}
		if parent == filepath.Dir(parent) {
			return nil
		}
	}
}

func (a account) own(path string) error {
	if a.credential == nil {
		return nil
	}
	if err := os.Chown(path, int(a.credential.Uid), int(a.credential.Gid)); err != nil {
		return fmt.Errorf("cluster: %w", err)
	}
	return nil
}

// command is a child in a process group of its own, so that Ctrl-C at the
// terminal reaches us first, and with an environment that says nothing of the
// caller's PG* variables.
func (a account) command(path string, args ...string) *exec.Cmd {
	command := exec.Command(path, args...)
	command.Dir = "/"
	command.Env = []string{"LC_ALL=C", "TZ=UTC", "PATH=" + filepath.Dir(path) + ":/usr/bin:/bin"}
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: a.credential}
	return command
}
