package dev

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// The test's own program stands for donthu: it is started again with the name
// of a command, and with "dev" it is the supervisor that gets killed.
func TestMain(m *testing.M) {
	if len(os.Args) < 2 {
		os.Exit(m.Run())
	}
	switch os.Args[1] {
	case "migrate":
	case "worker", "sweep":
		select {}
	case "serve":
		fmt.Println(http.ListenAndServe(os.Getenv("LISTEN"), http.NotFoundHandler()))
	case "dev":
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		defer stop()
		fmt.Println(Run(ctx, Options{Root: os.Args[2], Data: os.Args[3], TemporalAddress: os.Args[4], Out: os.Stdout}))
	default:
		os.Exit(m.Run())
	}
}

// screen is what a run printed.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func (s *screen) await(t *testing.T, what string) {
	t.Helper()
	eventually(t, what+" in\n"+s.String(), func() bool { return strings.Contains(s.String(), what) })
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !holds(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never: %s", what)
		}
	}
}

// folder is one that PostgreSQL may enter when root runs the test.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/var/tmp", "donthu-dev-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// somebodysTemporal only listens: the stand-ins never speak to it.
func somebodysTemporal(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", at(0))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l.Addr().String()
}

// up starts a run and gives its screen and what stops it.
func up(t *testing.T, o Options) (*screen, func()) {
	t.Helper()
	s := &screen{}
	o.Out, o.Program = s, self(t)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Run(ctx, o) }()
	stop := sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("%v\n%s", err, s)
		}
	})
	t.Cleanup(stop)
	s.await(t, "Ctrl-C")
	return s, stop
}

func self(t *testing.T) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// pidOf is the process id of a child, as noted; 0: none that lives.
func pidOf(data, name string) int {
	text, _ := os.ReadFile(pidFile(data, name))
	number, _, _ := strings.Cut(string(text), " ")
	pid, _ := strconv.Atoi(number)
	if pid == 0 || !alive(pid) {
		return 0
	}
	return pid
}

func alive(pid int) bool {
	state, err := exec.Command("ps", "-o", "stat=", "-p", strconv.Itoa(pid)).Output()
	return err == nil && !strings.HasPrefix(strings.TrimSpace(string(state)), "Z")
}

func TestKilledChildrenComeBackAndStopLeavesNothing(t *testing.T) {
	o := Options{Root: folder(t), TemporalAddress: somebodysTemporal(t)}
	data := filepath.Join(o.Root, ".data")
	s, stop := up(t, o)
	before := map[string]int{}
	for _, name := range []string{"worker", "sweep", "serve"} {
		before[name] = pidOf(data, name)
		if err := syscall.Kill(before[name], syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
	}
	for name, pid := range before {
		s.await(t, name+" ended by itself (signal: killed)")
		eventually(t, name+" runs again", func() bool { now := pidOf(data, name); return now != 0 && now != pid })
	}
	url := "http://" + at(openPorts(filepath.Join(data, "ports.json")).has["page"])
	eventually(t, "the page answers again", func() bool { return serves(t.Context(), url) })
	left := []int{pidOf(data, "worker"), pidOf(data, "sweep"), pidOf(data, "serve"), postmaster(data)}
	stop()
	for _, pid := range left {
		if pid == 0 || alive(pid) {
			t.Errorf("process %d", pid)
		}
	}
}

func postmaster(data string) int {
	text, _ := os.ReadFile(filepath.Join(data, "postgres", "data", "postmaster.pid"))
	number, _, _ := strings.Cut(string(text), "\n")
	pid, _ := strconv.Atoi(number)
	return pid
}

func TestKilledDatabaseComesBackAtTheSameAddress(t *testing.T) {
	o := Options{Root: folder(t), TemporalAddress: somebodysTemporal(t)}
	data := filepath.Join(o.Root, ".data")
	s, _ := up(t, o)
	before, port := postmaster(data), openPorts(filepath.Join(data, "ports.json")).has["postgres"]
	if err := syscall.Kill(before, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	s.await(t, "postgres ended by itself")
	eventually(t, "postgres runs again", func() bool {
		now := postmaster(data)
		return now != before && now != 0 && answers(t.Context(), at(port))
	})
}

func TestKilledSupervisorTakesAllWithItAndTheNextStartsAtTheSamePorts(t *testing.T) {
	root, temporal := folder(t), somebodysTemporal(t)
	data := filepath.Join(root, ".data")
	s := &screen{}
	killed := exec.Command(self(t), "dev", root, data, temporal)
	killed.Stdout, killed.Stderr = s, s
	if err := killed.Start(); err != nil {
		t.Fatal(err)
	}
	s.await(t, "Ctrl-C")
	children := []int{pidOf(data, "worker"), pidOf(data, "sweep"), pidOf(data, "serve")}
	ports, _ := os.ReadFile(filepath.Join(data, "ports.json"))
	_ = killed.Process.Kill()
	_ = killed.Wait()
	up(t, Options{Root: root, TemporalAddress: temporal})
	for _, pid := range children {
		if alive(pid) {
			t.Errorf("process %d outlived its supervisor and the next start", pid)
		}
	}
	if again, _ := os.ReadFile(filepath.Join(data, "ports.json")); !bytes.Equal(ports, again) {
		t.Errorf("ports were\n%s now\n%s", ports, again)
	}
}

func TestSecondRunIsRefusedByName(t *testing.T) {
	o := Options{Root: folder(t), TemporalAddress: somebodysTemporal(t)}
	up(t, o)
	err := Run(t.Context(), o)
	if err == nil || !strings.Contains(err.Error(), fmt.Sprint("process ", os.Getpid())) {
		t.Errorf("got %v", err)
	}
}

func TestFailureShowsTheEndOfTheLog(t *testing.T) {
	o := Options{Root: folder(t), TemporalAddress: somebodysTemporal(t), Program: "/bin/false", Out: &screen{}}
	err := Run(t.Context(), o)
	if err == nil || !strings.Contains(err.Error(), "Migrate") || !strings.Contains(err.Error(), "migrate.log") {
		t.Errorf("got %v", err)
	}
}

func TestRealTemporalServer(t *testing.T) {
	root, _ := filepath.Abs("../..")
	sum, err := contentHash(filepath.Join(root, "tools", "devserver"))
	if err != nil {
		t.Fatal(err)
	}
	if !current(filepath.Join(root, ".bin", "devserver"), sum) {
		t.Skip("make .bin/devserver has not been run")
	}
	dir := folder(t)
	data := filepath.Join(dir, "data")
	s, stop := up(t, Options{Root: root, Data: data})
	pid := pidOf(data, "temporal")
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	s.await(t, "temporal ended by itself")
	page := "http://" + at(openPorts(filepath.Join(data, "ports.json")).has["temporal-page"])
	eventually(t, "Temporal's page answers again", func() bool { return serves(t.Context(), page) })
	pid = pidOf(data, "temporal")
	stop()
	if alive(pid) {
		t.Error("the server outlived the run")
	}
}
