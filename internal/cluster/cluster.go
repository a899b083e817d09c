package cluster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// superuser is the name of the role that owns a cluster.
const superuser = "donthu"

// Options say where a cluster lives and how careful it is.
type Options struct {
	// Dir is the cluster's folder, made when missing. Started by root, the
	// server runs as user postgres (or nobody), and every folder on the way to
	// Dir must be open to that user: /var/tmp/... is, /root/... is not.
	Dir      string
	Port     int      // on 127.0.0.1; 0: a free one
	Binaries Binaries // zero: Find("")
	// Durable keeps every acknowledged write through a crash. Without it the
	// server is several times faster and forgets: for tests.
	Durable bool
	// Throwaway stops the server and removes Dir when this process ends, even
	// when it is killed: for tests, which have no moment that is surely last.
	Throwaway bool
	Log       io.Writer // what the server prints; nil: nowhere
}

// Cluster is a running server that this process started.
type Cluster struct {
	options  Options
	account  account
	password string
	lock     *os.File
	leash    *os.File // the reaper waits for its end: see reap
	command  *exec.Cmd
	output   *tail
	ended    chan struct{}
}

// Start brings up the cluster in Options.Dir, creating it the first time. One
// process at a time holds a folder; a server that an earlier, killed process
// left behind is stopped first. It returns when the server accepts
// connections.
func Start(ctx context.Context, o Options) (*Cluster, error) {
	if o.Binaries == (Binaries{}) {
		found, err := Find("")
		if err != nil {
			return nil, err
		}
		o.Binaries = found
	}
	c := &Cluster{options: o}
	if err := c.begin(ctx); err != nil {
		c.release()
		return nil, err
	}
	return c, nil
}

func (c *Cluster) begin(ctx context.Context) error {
	if err := c.prepare(); err != nil {
		return err
	}
	if err := c.stopOrphan(ctx); err != nil {
		return err
	}
	if err := c.initialize(ctx); err != nil {
		return err
	}
	if err := c.launchPatiently(ctx); err != nil || !c.options.Throwaway {
		return err
	}
	return c.reap()
}

func (c *Cluster) prepare() error {
	dir, err := filepath.Abs(c.options.Dir)
	if err != nil {
		return fmt.Errorf("cluster: %w", err)
	}
	c.options.Dir = dir
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("cluster: %w", err)
	}
	if c.account, err = unprivileged(dir); err != nil {
		return err
	}
	if c.lock, err = hold(filepath.Join(dir, "lock")); err != nil {
		return err
	}
	if c.options.Port == 0 {
		c.options.Port, err = freePort()
	}
	return err
}

// launchPatiently tries again while backends of a killed server still hold its
// shared memory; they go within moments, once they see that it is gone.
func (c *Cluster) launchPatiently(ctx context.Context) error {
	for deadline := time.Now().Add(20 * time.Second); ; {
		err := c.launch(ctx)
		if err == nil || !c.output.contains("shared memory block") || time.Now().After(deadline) {
			return err
		}
		if !pause(ctx, 100*time.Millisecond) {
			return ctx.Err()
		}
	}
}

func (c *Cluster) launch(ctx context.Context) error {
	c.output = &tail{next: c.options.Log}
	args := []string{"-D", c.data(), "-p", strconv.Itoa(c.options.Port)}
	for _, setting := range settings(c.options.Durable) {
		args = append(args, "-c", setting)
	}
	c.command = c.account.command(c.options.Binaries.Postgres, args...)
	c.command.Stdout, c.command.Stderr = c.output, c.output
	c.command.WaitDelay = 2 * time.Second
	if err := c.command.Start(); err != nil {
		return fmt.Errorf("cluster: start postgres: %w", err)
	}
	c.ended = make(chan struct{})
	go func(command *exec.Cmd, ended chan struct{}) {
		_ = command.Wait() // how it ended stands in its output
		close(ended)
	}(c.command, c.ended)
	return c.awaitReady(ctx)
}

// awaitReady reads the status line that the server keeps in its pid file.
func (c *Cluster) awaitReady(ctx context.Context) error {
	for {
		if pid, status := readPIDFile(c.data()); pid == c.command.Process.Pid && status == "ready" {
			return nil
		}
		select {
		case <-c.ended:
			return fmt.Errorf("cluster: postgres ended while starting:\n%s", c.output.text())
		case <-ctx.Done():
			c.signal(syscall.SIGQUIT)
			<-c.ended
			return fmt.Errorf("cluster: postgres is not ready: %w\n%s", ctx.Err(), c.output.text())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// URL is the address of a database of the cluster, with its password.
func (c *Cluster) URL(db string) string {
	u := url.URL{Scheme: "postgres", User: url.UserPassword(superuser, c.password), Path: "/" + db,
		Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(c.options.Port)), RawQuery: "sslmode=disable"}
	return u.String()
}

// Port is the TCP port on 127.0.0.1.
func (c *Cluster) Port() int { return c.options.Port }

// PID is the process id of the server.
func (c *Cluster) PID() int { return c.command.Process.Pid }

// Ended is closed when the server is gone, whoever ended it.
func (c *Cluster) Ended() <-chan struct{} { return c.ended }

// EnsureDatabase creates a database unless it is there.
func (c *Cluster) EnsureDatabase(ctx context.Context, name string) error {
	if c.options.Binaries.CreateDB == "" {
		return errors.New("cluster: createdb was not found beside postgres")
	}
	command := exec.CommandContext(ctx, c.options.Binaries.CreateDB, "-h", "127.0.0.1", "-p",
		strconv.Itoa(c.options.Port), "-U", superuser, "--maintenance-db=postgres", name)
	command.Env = []string{"PGPASSWORD=" + c.password, "LC_ALL=C"}
	command.Dir = "/"
	out, err := command.CombinedOutput()
	if err != nil && !strings.Contains(string(out), "already exists") {
		return fmt.Errorf("cluster: create database %s: %w: %s", name, err, strings.TrimSpace(string(out)))
	}
	return nil
}

// Stop ends the server: open transactions are rolled back and everything
// acknowledged is written. When ctx ends first, the server is cut off, which
// loses nothing acknowledged in a durable cluster.
func (c *Cluster) Stop(ctx context.Context) error {
	defer c.release()
	c.signal(syscall.SIGINT)
	select {
	case <-c.ended:
		return nil
	case <-ctx.Done():
	}
	c.signal(syscall.SIGQUIT)
	select {
	case <-c.ended:
	case <-time.After(5 * time.Second):
		c.signal(syscall.SIGKILL)
		<-c.ended
	}
	return fmt.Errorf("cluster: stop: %w", ctx.Err())
}

func (c *Cluster) signal(s syscall.Signal) {
	_ = c.command.Process.Signal(s) // an error says that it ended already
}

func (c *Cluster) release() {
	if c.lock != nil {
		_ = c.lock.Close() // closing gives the lock back
	}
}

func (c *Cluster) data() string { return filepath.Join(c.options.Dir, "data") }

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("cluster: no free port: %w", err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// pause waits; false: ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
