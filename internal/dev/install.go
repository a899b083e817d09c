package dev

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

var errNoPostgres = errors.New(`PostgreSQL is missing. Type one of
    sudo apt-get install postgresql          (Debian, Ubuntu)
    sudo dnf install postgresql-server       (Fedora, RHEL)
    brew install postgresql@17               (macOS)
or set DATABASE_URL=postgres://user:password@host:5432/database, or PG_BIN to the folder of initdb`)

// clusterSetting keeps Debian from starting a server of its own on port 5432,
// which nobody asked for. A file that is there already is left alone.
const clusterSetting = `f=/etc/postgresql-common/createcluster.conf; ` +
	`test -e $f || { mkdir -p ${f%/*} && echo "create_main_cluster = false" >$f; }`

// installPostgres installs Debian's package, where this user may; else the
// error says what to type.
func installPostgres(ctx context.Context, note func(format string, args ...any)) error {
	if _, err := exec.LookPath("apt-get"); err != nil {
		return errNoPostgres
	}
	as := asRoot(ctx)
	if as == nil {
		return errNoPostgres
	}
	note("installing it with apt-get")
	for _, line := range [][]string{
		{"sh", "-c", clusterSetting},
		{"apt-get", "update", "-q"},
		{"apt-get", "install", "-q", "-y", "--no-install-recommends", "postgresql"},
	} {
		if err := quietly(ctx, append(as, line...)); err != nil {
			return fmt.Errorf("%w\n%w", err, errNoPostgres)
		}
	}
	return nil
}

// asRoot is how to run a command as root without being asked anything; nil:
// one may not.
func asRoot(ctx context.Context) []string {
	if os.Geteuid() == 0 {
		return []string{"env", "DEBIAN_FRONTEND=noninteractive"}
	}
	if exec.CommandContext(ctx, "sudo", "-n", "true").Run() == nil {
		return []string{"sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"}
	}
	return nil
}

// quietly runs a command; what it printed is shown only when it fails.
func quietly(ctx context.Context, args []string) error {
	command := exec.CommandContext(ctx, args[0], args[1:]...)
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGTERM) }
	command.WaitDelay = 10 * time.Second // dpkg finishes what it is at
	out, err := command.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}
