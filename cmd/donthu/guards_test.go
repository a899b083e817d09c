package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/runner"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/worker/bench/life"
	"github.com/donthu/donthu/worker/bench/stand"
)

// post is a province in which each guard is a process of its own: PostgreSQL,
// Temporal, the worker, the sweep, and the ear outside.
type post struct {
	t      *testing.T
	stand  *stand.Stand
	store  *store.Store
	client *runner.Client
	env    []string
	log    *os.File
	mu     sync.Mutex
	cries  []string
}

// silence is how long the ear waits for word of a guard; in the product, 90 s.
const silence = 5 * time.Second

func newPost(t *testing.T) *post {
	s, err := stand.Start(t.Context(), "../../.bin/devserver")
	if errors.Is(err, stand.ErrNoServer) {
		t.Skip("NOT TESTED: what happens when guards are killed: ", err)
	}
	p := &post{t: t, stand: s}
	p.must(err)
	t.Cleanup(s.Stop)
	p.store, err = s.OpenStore(t.Context())
	p.must(err)
	t.Cleanup(p.store.Close)
	p.client, err = s.Dial(t.Context())
	p.must(err)
	t.Cleanup(p.client.Close)
	p.staff()
	p.settle()
	return p
}

func (p *post) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// staff appoints somebody to every post that the procedure names.
func (p *post) staff() {
	ctx, from := p.t.Context(), legaltime.NewDate(2020, time.January, 1)
	for id, parent := range map[string]string{life.Unit: "", life.Superior: ""} {
		p.must(p.store.PutUnit(ctx, store.UnitRow{ID: id, Code: strings.ToUpper(id), Name: id, Level: "xa", Branch: "hanh-chinh", Parent: parent, FirstDay: from}))
		for _, role := range []string{"nguoi-xu-ly", "thu-truong"} {
			p.must(p.store.PutUser(ctx, store.UserRow{ID: role + id, Account: role + id, Name: role}))
			p.must(p.store.Appoint(ctx, store.HoldingRow{User: role + id, Unit: id, Role: role, FirstDay: from}))
		}
	}
}

// settle makes the settings of all programs, and lets one of them migrate.
func (p *post) settle() {
	dir := p.t.TempDir()
	p.must(os.WriteFile(filepath.Join(dir, "codec.key"), []byte(p.stand.KeyFile), 0o600))
	p.must(os.WriteFile(filepath.Join(dir, "token"), []byte("a token"), 0o600))
	var err error
	p.log, err = os.Create(filepath.Join(dir, "log"))
	p.must(err)
	p.env = append(os.Environ(), "DATABASE_URL="+p.stand.DatabaseURL(), "TEMPORAL_ADDRESS="+p.stand.TemporalAddress(),
		"TEMPORAL_NAMESPACE="+stand.Namespace, "DATA_DIR="+dir, "HEARTBEAT_TOKEN=a token", "HEARTBEAT_URL=http://"+p.listen(dir))
	if out, err := p.command("migrate").CombinedOutput(); err != nil {
		p.t.Fatalf("migrate: %v\n%s", err, out)
	}
	p.t.Cleanup(func() {
		if text, _ := os.ReadFile(p.log.Name()); p.t.Failed() {
			p.t.Logf("the programs said:\n%s", text)
		}
	})
}

// listen finds a place for the ear, and writes down where it and its voice are.
func (p *post) listen(dir string) (address string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	p.must(err)
	address = l.Addr().String()
	p.must(l.Close())
	gateway := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var cry struct{ Text string }
		_ = json.NewDecoder(r.Body).Decode(&cry)
		p.mu.Lock()
		defer p.mu.Unlock()
		p.cries = append(p.cries, cry.Text)
	}))
	p.t.Cleanup(gateway.Close)
	p.must(os.WriteFile(filepath.Join(dir, "voice"), []byte(gateway.URL), 0o600))
	return address
}

func (p *post) command(args ...string) *exec.Cmd {
	c := exec.Command("donthu", args...)
	c.Env = p.env
	return c
}

// guard is a program that is running.
type guard struct {
	*post
	command *exec.Cmd
}

func (p *post) run(args ...string) *guard {
	g := &guard{p, p.command(args...)}
	g.command.Stdout, g.command.Stderr = p.log, p.log
	p.must(g.command.Start())
	p.t.Cleanup(g.kill)
	return g
}

func (p *post) worker(every string) *guard {
	return p.run("worker", "--every", every, "--beat", "500ms")
}

func (p *post) ear() *guard {
	dir := filepath.Dir(p.log.Name())
	voice, err := os.ReadFile(filepath.Join(dir, "voice"))
	p.must(err)
	var address string
	for _, e := range p.env {
		if url, found := strings.CutPrefix(e, "HEARTBEAT_URL=http://"); found {
			address = url
		}
	}
	return p.run("watch", "--listen", address, "--token-file", filepath.Join(dir, "token"), "--silence", silence.String(), "--post", string(voice))
}

func (g *guard) kill() {
	if g.command.ProcessState == nil {
		_ = g.command.Process.Kill()
		_ = g.command.Wait()
	}
}

func (g *guard) signal(s syscall.Signal) { g.must(g.command.Process.Signal(s)) }

// late opens a case whose term is long over, so that each of its rungs is due at
// once, and returns when its opening stands in the record, whether or not anybody
// was told of that.
func (p *post) late() string {
	p.t.Helper()
	in, err := p.stand.Reserve(p.t.Context(), p.store)
	p.must(err)
	e := life.Event(0, time.Now())
	e.On = legaltime.Day(e.On.Date.AddDays(-60))
	ctx, cancel := context.WithTimeout(p.t.Context(), 20*time.Second)
	var sent sync.WaitGroup
	sent.Go(func() { _, _ = p.client.Open(ctx, in, e) })
	p.t.Cleanup(func() { cancel(); sent.Wait() })
	p.await("the opening is recorded", 20*time.Second, func() bool {
		recorded, err := p.store.Progress(p.t.Context(), in.Case)
		return err == nil && recorded.State.Seq > 0
	})
	return in.Case
}

// holdTicks keeps every timer's word out of the record until it is let go:
// whatever tells meanwhile is no timer.
func (p *post) holdTicks() (letGo func()) {
	storetest.Damage(p.t, p.stand.DatabaseURL(), `CREATE FUNCTION no_tick() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$;
		CREATE TRIGGER no_tick BEFORE INSERT ON steps FOR EACH ROW WHEN (NEW.seq > 1) EXECUTE FUNCTION no_tick()`)
	return func() {
		storetest.Damage(p.t, p.stand.DatabaseURL(), `DROP TRIGGER no_tick ON steps; DROP FUNCTION no_tick()`)
	}
}

// await waits until something is so, and says how long that took.
func (p *post) await(what string, limit time.Duration, so func() bool) time.Duration {
	p.t.Helper()
	begun := time.Now()
	for !so() {
		if time.Since(begun) > limit {
			p.t.Fatalf("not within %v: %s; cries: %q", limit, what, p.cried())
		}
		time.Sleep(5 * time.Millisecond)
	}
	return time.Since(begun)
}

// told says whether everybody whom the rungs of a case name was told. A rung that
// was told twice fails the test.
func (p *post) told(id string) bool {
	rows, err := p.store.Told(p.t.Context(), id)
	p.must(err)
	seen := map[string]bool{}
	for _, r := range rows {
		rung := fmt.Sprintf("%s %d %s", r.Clock, r.Rung, r.Role)
		if seen[rung] {
			p.t.Fatalf("case %s: %s was told twice", id, rung)
		}
		seen[rung] = true
	}
	return len(rows) == 5
}

func (p *post) cried() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.cries
}

// hears waits for a cry and says how long after the fault it came.
func (p *post) hears(text string) {
	p.t.Helper()
	before := len(p.cried())
	took := p.await("the cry «"+text+"»", silence+20*time.Second, func() bool {
		cries := p.cried()
		return len(cries) > 0 && cries[len(cries)-1] == "Donthu: "+text
	})
	p.t.Logf("«%s» after %.1f s (silence allowed: %v; cries on the way: %d)", text, took.Seconds(), silence, len(p.cried())-before)
}

// agrees says whether the workflow of a case stands where the record does, with
// the day's tick in it.
func (p *post) agrees(id string) bool {
	ctx, cancel := context.WithTimeout(p.t.Context(), 2*time.Second)
	defer cancel()
	recorded, err := p.store.Progress(ctx, id)
	p.must(err)
	var lives contract.Progress
	if lives, err = p.client.Progress(ctx, id); err != nil {
		return false
	}
	return recorded.State.Seq == 2 && lives.Chain == recorded.Chain
}

// D01, D02, D03, D07 with programs that are killed or stopped by the kernel.
func TestGuardsOfATermAreKilledOneAfterTheOther(t *testing.T) {
	if testing.Short() {
		t.Skip("about 50 seconds")
	}
	p := newPost(t)
	w := p.worker("1h")
	alone := p.late()
	t.Logf("timers alone: all told after %.2f s", p.await("timers alone tell", 20*time.Second, func() bool { return p.told(alone) }).Seconds())
	p.await("the tick is in the record", 10*time.Second, func() bool { return p.agrees(alone) })
	w.kill()

	p.ear()
	w = p.worker("1s")
	s := p.run("sweep", "--every", "3s", "--beat", "500ms")
	p.await("every guard has left word", 20*time.Second, func() bool {
		beats, err := p.store.Heartbeats(t.Context())
		p.must(err)
		return len(beats) == 3 && time.Since(beats[0].At)+time.Since(beats[1].At)+time.Since(beats[2].At) < silence
	})
	if time.Sleep(silence + 2*time.Second); len(p.cried()) > 0 && p.cried()[len(p.cried())-1] != "Donthu: all is well again" {
		t.Errorf("cries while all is well: %q", p.cried())
	}

	letGo := p.holdTicks()
	dead := p.late()
	w.kill()
	t.Logf("worker killed: all told after %.2f s, by a sweep that looks every 3 s (product: 30 s)",
		p.await("the sweep alone tells", 120*time.Second, func() bool { return p.told(dead) }).Seconds())
	p.hears("beats come, but stopped: timers, worker")
	s.signal(syscall.SIGSTOP)
	p.hears("no word from the worker, nor from the sweep")
	s.signal(syscall.SIGCONT)
	letGo()
	p.worker("1s")
	p.hears("all is well again")
	s.signal(syscall.SIGSTOP)
	p.hears("beats come, but stopped: sweep")
	s.signal(syscall.SIGCONT)
	p.hears("all is well again")

	letGo = p.holdTicks()
	deaf := p.late()
	p.must(syscall.Kill(p.stand.TemporalPID(), syscall.SIGKILL))
	t.Logf("Temporal killed: all told after %.2f s", p.await("told without Temporal", 120*time.Second, func() bool { return p.told(deaf) }).Seconds())
	p.hears("beats come, but stopped: timers")
	letGo()
	p.must(p.stand.KillTemporal(t.Context()))
	p.hears("all is well again")
	for _, id := range []string{alone, dead, deaf} {
		p.await("the case goes on in Temporal where the record stands", 60*time.Second, func() bool { return p.agrees(id) })
		if !p.told(id) {
			t.Errorf("case %s: not each rung once", id)
		}
	}
}
