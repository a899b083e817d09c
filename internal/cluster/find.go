// Package cluster starts a PostgreSQL server of its own from the binaries that
// the machine has: for `donthu dev` and for tests. It listens on 127.0.0.1
// only, with a password that lies beside its data.
package cluster

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
)

// ErrNoPostgres says that no PostgreSQL server programs were found.
var ErrNoPostgres = errors.New("cluster: PostgreSQL is not installed: no initdb and postgres found; " +
	"install it (Debian: apt-get install postgresql; macOS: brew install postgresql@15) or name its bin folder")

// Binaries are the paths of the programs that a cluster needs.
type Binaries struct {
	InitDB   string
	Postgres string
	CreateDB string // empty: not there (some distributions ship the server alone)
}

// Find looks for PostgreSQL: in pgBin where that is set (and nowhere else
// then), on the PATH, in Debian's versioned folders and in Homebrew's, newest
// first.
func Find(pgBin string) (Binaries, error) {
	if pgBin != "" {
		b, ok := binariesIn(pgBin)
		if !ok {
			return Binaries{}, fmt.Errorf("cluster: %s holds no initdb and postgres", pgBin)
		}
		return b, nil
	}
	for _, dir := range places() {
		if b, ok := binariesIn(dir); ok {
			return b, nil
		}
	}
	return Binaries{}, ErrNoPostgres
}

func places() []string {
	var dirs []string
	if path, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			path = real
		}
		dirs = append(dirs, filepath.Dir(path))
	}
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin",
		"/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin",
	} {
		match, _ := filepath.Glob(pattern)
		sort.Sort(sort.Reverse(sort.StringSlice(match)))
		dirs = append(dirs, match...)
	}
	return dirs
}

func binariesIn(dir string) (Binaries, bool) {
	b := Binaries{InitDB: filepath.Join(dir, "initdb"), Postgres: filepath.Join(dir, "postgres"),
		CreateDB: filepath.Join(dir, "createdb")}
	if !executable(b.CreateDB) {
		b.CreateDB = ""
	}
	return b, executable(b.InitDB) && executable(b.Postgres)
}

func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}
