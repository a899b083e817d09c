package cluster

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// folder is one that an unprivileged server may enter.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/var/tmp", "donthu-cluster-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func start(t *testing.T, o Options) *Cluster {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	c, err := Start(ctx, o)
	if errors.Is(err, ErrNoPostgres) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func stop(t *testing.T, c *Cluster) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := c.Stop(ctx); err != nil {
		t.Fatal(err)
	}
}

func TestStartTwiceOnOneFolder(t *testing.T) {
	dir := folder(t)
	c := start(t, Options{Dir: dir})
	if err := c.EnsureDatabase(t.Context(), "donthu"); err != nil {
		t.Fatal(err)
	}
	if err := c.EnsureDatabase(t.Context(), "donthu"); err != nil {
		t.Fatalf("a database that is there: %v", err)
	}
	if _, err := Start(t.Context(), Options{Dir: dir}); !errors.Is(err, ErrInUse) {
		t.Fatalf("second start on a held folder: %v", err)
	}
	stop(t, c)
	again := start(t, Options{Dir: dir, Durable: true})
	if again.URL("donthu") == "" || again.password != c.password {
		t.Fatal("the password changed between starts")
	}
	stop(t, again)
}

// The starter is killed: its server runs on. The next start must take over.
func TestStartAfterParentWasKilled(t *testing.T) {
	dir := folder(t)
	c := start(t, Options{Dir: dir})
	c.release() // what the kernel does for a killed process
	next := start(t, Options{Dir: dir})
	defer stop(t, next)
	if next.PID() == c.PID() {
		t.Fatal("no new server")
	}
	<-c.Ended()
	dial(t, next.Port())
}

// The server is killed and its backends linger; its pid file stays.
func TestStartAfterServerWasKilled(t *testing.T) {
	dir := folder(t)
	c := start(t, Options{Dir: dir})
	c.signal(syscall.SIGKILL)
	<-c.Ended()
	c.release()
	next := start(t, Options{Dir: dir})
	defer stop(t, next)
	dial(t, next.Port())
}

// A pid file may name a process that has nothing to do with PostgreSQL.
func TestStalePIDOfAStranger(t *testing.T) {
	dir := folder(t)
	c := start(t, Options{Dir: dir})
	pidFile := filepath.Join(c.data(), "postmaster.pid")
	text, err := os.ReadFile(pidFile)
	if err != nil {
		t.Fatal(err)
	}
	stop(t, c)
	stranger := c.account.command("/bin/sleep", "60")
	if err := stranger.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stranger.Process.Kill(); _ = stranger.Wait() }()
	_, rest, _ := bytes.Cut(text, []byte("\n"))
	forged := append([]byte(strconv.Itoa(stranger.Process.Pid)+"\n"), rest...)
	if err := os.WriteFile(pidFile, forged, 0o644); err != nil {
		t.Fatal(err)
	}
	next := start(t, Options{Dir: dir})
	stop(t, next)
	if err := stranger.Process.Signal(syscall.Signal(0)); err != nil {
		t.Fatal("the stranger was killed")
	}
}

func TestRefusesAFolderThatTheServerCannotEnter(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root drops privileges")
	}
	dir := folder(t)
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Start(t.Context(), Options{Dir: filepath.Join(dir, "inner")})
	if err == nil || !strings.Contains(err.Error(), "cannot enter "+dir) {
		t.Fatalf("got %v", err)
	}
}

func TestThrowawayGoesWithItsStarter(t *testing.T) {
	dir := folder(t)
	c := start(t, Options{Dir: dir, Throwaway: true})
	_ = c.leash.Close() // what the kernel does for a process that ends
	<-c.Ended()
	for range 100 {
		if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the folder is still there")
}

func TestFindInNamedFolderOnly(t *testing.T) {
	if _, err := Find(t.TempDir()); err == nil {
		t.Fatal("found programs in an empty folder")
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		t.Skip("no initdb on the PATH")
	}
	real, _ := filepath.EvalSymlinks(path)
	if _, err := Find(filepath.Dir(real)); err != nil {
		t.Fatal(err)
	}
}

func dial(t *testing.T, port int) {
	t.Helper()
	conn, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.Close()
}
