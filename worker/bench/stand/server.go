package stand

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// ErrNoServer says that the Temporal server was not built: make devserver.
var ErrNoServer = errors.New("no Temporal server: run `make devserver` first")

// Namespace is the namespace of every stand.
const Namespace = "donthu"

// temporal is a Temporal server in a child process.
type temporal struct {
	program  string
	database string // URL of any database in its cluster
	port     int
	command  *exec.Cmd
	leash    io.Closer // the server ends when this closes, however we end
}

// start returns when the server answers.
func (s *temporal) start(ctx context.Context) error {
	s.command = exec.Command(s.program, "-with-parent", "-port", strconv.Itoa(s.port), "-ui-port", "0",
		"-namespace", Namespace, "-log", "error")
	s.command.Env = []string{"DATABASE_URL=" + s.database}
	leash, err := s.command.StdinPipe()
	if err != nil {
		return err
	}
	out, err := s.command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := s.command.Start(); err != nil {
		return fmt.Errorf("start Temporal: %w", err)
	}
	s.leash = leash
	return s.awaitReady(ctx, out)
}

func (s *temporal) awaitReady(ctx context.Context, out io.Reader) error {
	ready := make(chan bool, 1)
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "ready ") {
				ready <- true
			}
		}
		ready <- false
	}()
	select {
	case ok := <-ready:
		if ok {
			return nil
		}
		return errors.New("the Temporal server ended while starting")
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Minute):
		return errors.New("the Temporal server was not ready within a minute")
	}
}

// kill ends the server at once, as a power cut would.
func (s *temporal) kill() {
	_ = s.command.Process.Kill() // an error says that it ended already
	_ = s.command.Wait()
}

// stop ends the server in order.
func (s *temporal) stop() {
	_ = s.leash.Close()
	ended := make(chan struct{})
	go func() { _ = s.command.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		_ = s.command.Process.Kill()
		<-ended
	}
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
