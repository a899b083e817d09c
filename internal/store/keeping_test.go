package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/cluster"
	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/jackc/pgx/v5"
)

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

// openAt opens a store and keeps its address, for tests that go behind its
// back.
func openAt(t *testing.T) (*store.Store, *pgx.Conn) {
	t.Helper()
	url := storetest.URL(t)
	s, err := store.Open(t.Context(), url, store.Options{MaxConns: 8, Unsafe: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	putLaw(t, s)
	return s, connect(t, url)
}

func TestAppendOnly(t *testing.T) {
	s, conn := openAt(t)
	c := begin(t, s, commune, day(0))
	if err := s.LogReveal(t.Context(), store.RevealRow{User: "an", Unit: commune, Case: c.id, What: "identity", Reason: "xác minh", At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if err := s.Install(t.Context(), store.ProcedureRow{Name: "p", Version: "1", From: day(0), Text: "x"}, store.PlanRow{Hash: "h", JSON: []byte("{}")}); err != nil {
		t.Fatal(err)
	}
	if err := s.PutTemplate(t.Context(), store.TemplateRow{Kind: "remind", Version: 1, Author: "an", At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"steps", "access_log", "procedures", "plans", "calendars", "letter_templates"} {
		column := map[string]string{"steps": "hash", "access_log": "reason", "procedures": "text", "plans": "version", "calendars": "csv", "letter_templates": "body"}[table]
		for _, sql := range []string{"UPDATE " + table + " SET " + column + " = 'x'", "DELETE FROM " + table, "TRUNCATE " + table + " CASCADE"} {
			_, err := conn.Exec(t.Context(), sql)
			if err == nil || !strings.Contains(err.Error(), "written once") {
				t.Errorf("%s: %v", sql, err)
			}
		}
	}
	if list, err := s.Reveals(t.Context(), c.id); err != nil || len(list) != 1 || list[0].Reason != "xác minh" {
		t.Fatalf("%v, %v", list, err)
	}
}

// Somebody with all rights over the database goes around the triggers.
func TestTheLedgerFindsTampering(t *testing.T) {
	s, conn := openAt(t)
	for name, attack := range map[string]string{
		"event":    `UPDATE steps SET event = replace(event::text, '"so":3', '"so":4')::json WHERE seq = 2`,
		"time":     `UPDATE steps SET at = at + interval '1 day' WHERE seq = 2`,
		"removal":  `DELETE FROM steps WHERE seq = 2`,
		"end":      `DELETE FROM steps WHERE seq = 3`,
		"hash":     `UPDATE steps SET hash = repeat('0', 64) WHERE seq = 2`,
		"rollback": `UPDATE cases SET seq = 2, chain = (SELECT hash FROM steps WHERE seq = 2 AND case_id = id)`,
	} {
		c := begin(t, s, commune, day(0))
		c.act("thu-ly", day(1))
		c.act("gia-han", day(2))
		if n, err := steps(t, s, c.id); n != 3 || err != nil {
			t.Fatalf("%s: untouched: %d, %v", name, n, err)
		}
		sql := attack + map[bool]string{true: " AND case_id = $1", false: " WHERE id = $1"}[strings.Contains(attack, "WHERE seq") && name != "rollback"]
		storetest.Bypass(t, conn.Config().ConnString(), sql, c.id)
		var tampered *store.TamperError
		if _, err := steps(t, s, c.id); !errors.As(err, &tampered) || tampered.Case != c.id {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// steps is how many steps a case has, if its chain is whole.
func steps(t *testing.T, s *store.Store, id string) (int, error) {
	l, err := s.Ledger(t.Context(), id)
	return len(l.Events), err
}

// A forger who moves a whole chain to another case is found out: the id is part
// of every hash.
func TestChainBelongsToItsCase(t *testing.T) {
	if store.Chain("a", "", []byte("{}")) == store.Chain("b", "", []byte("{}")) {
		t.Fatal("two cases, one hash")
	}
}

func TestOpenRefuses(t *testing.T) {
	url := storetest.Empty(t)
	if _, err := store.Open(t.Context(), url, store.Options{}); err == nil || !strings.Contains(err.Error(), "setting fsync is off") {
		t.Errorf("fsync off: %v", err)
	}
	if _, err := store.Open(t.Context(), url, store.Options{Unsafe: true}); err == nil || !strings.Contains(err.Error(), "donthu migrate") {
		t.Errorf("no schema: %v", err)
	}
}

func TestOpenRefusesSynchronousCommitOff(t *testing.T) {
	c := start(t, folder(t), 0)
	url := c.URL("donthu")
	conn := connect(t, url)
	if _, err := conn.Exec(t.Context(), `ALTER DATABASE donthu SET synchronous_commit = off`); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), url, store.Options{}); err == nil || !strings.Contains(err.Error(), "setting synchronous_commit is off") {
		t.Fatalf("got %v", err)
	}
}

func TestMigrateAtOnce(t *testing.T) {
	url := storetest.Empty(t)
	var group sync.WaitGroup
	done := make([]int, 3)
	for i := range done {
		group.Go(func() {
			n, err := store.Migrate(context.Background(), url)
			if err != nil {
				t.Error(err)
			}
			done[i] = n
		})
	}
	group.Wait()
	if total := done[0] + done[1] + done[2]; total < 4 || max(done[0], done[1], done[2]) != total {
		t.Fatalf("applied %v: one should have done all", done)
	}
}

func folder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/var/tmp", "donthu-durable-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// start brings up a server that keeps what it acknowledged, with a database
// donthu.
func start(t testing.TB, dir string, port int) *cluster.Cluster {
	t.Helper()
	c, err := cluster.Start(t.Context(), cluster.Options{Dir: dir, Port: port, Durable: true, Throwaway: true})
	if errors.Is(err, cluster.ErrNoPostgres) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Stop(context.Background()) })
	if err := c.EnsureDatabase(t.Context(), "donthu"); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Migrate(t.Context(), c.URL("donthu")); err != nil {
		t.Fatal(err)
	}
	return c
}

// The server dies in the middle of writes, several times. Every step that was
// acknowledged is there afterwards, every chain is whole, and a step whose
// answer was lost can be sent again.
func TestKilledServerLosesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("kills a server for seconds")
	}
	dir := folder(t)
	c := start(t, dir, 0)
	s, err := store.Open(t.Context(), c.URL("donthu"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	putLaw(t, s)
	stories := make([]*story, 4)
	for i := range stories {
		stories[i] = begin(t, s, commune, day(0))
	}
	var group sync.WaitGroup
	enough := make(chan struct{})
	for _, w := range stories {
		group.Go(func() { w.persist(enough) })
	}
	for range 3 {
		time.Sleep(300 * time.Millisecond)
		c = crash(t, c, dir)
	}
	close(enough)
	group.Wait()
	verifyAll(t, c, stories)
}

func verifyAll(t *testing.T, c *cluster.Cluster, stories []*story) {
	t.Helper()
	s, err := store.Open(t.Context(), c.URL("donthu"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, w := range stories {
		n, err := steps(t, s, w.id)
		if n != w.state.Seq || err != nil {
			t.Errorf("%d steps, acknowledged %d; %v", n, w.state.Seq, err)
		}
		t.Logf("%d steps kept", n)
	}
}

// persist writes steps until there are enough, trying each again until it is
// acknowledged; no acknowledged step may be gone or another.
func (c *story) persist(enough chan struct{}) {
	for {
		select {
		case <-enough:
			return
		default:
		}
		in := c.next(fmt.Sprintf("step-%d", c.state.Seq+1), machine.Acts, "bo-sung", day(1))
		out, err := c.insist(in)
		if err != nil || out.Adopt != nil || out.Earlier != 0 {
			c.t.Errorf("step %d: %+v, %v", in.Event.Seq, out, err)
			return
		}
		c.state, c.chain = in.State, out.Chain
	}
}

func (c *story) insist(in contract.RecordInput) (out contract.RecordOutput, err error) {
	for give := time.Now().Add(30 * time.Second); time.Now().Before(give); time.Sleep(5 * time.Millisecond) {
		if out, err = c.store.Record(context.Background(), in); err == nil || errors.Is(err, store.ErrOutOfSequence) {
			return out, err
		}
	}
	return out, err
}

// crash kills the server and everything it started, and starts it again where
// it was.
func crash(t *testing.T, c *cluster.Cluster, dir string) *cluster.Cluster {
	t.Helper()
	children := exec.Command("pkill", "-KILL", "-P", fmt.Sprint(c.PID()))
	if err := syscall.Kill(c.PID(), syscall.SIGKILL); err != nil {
		t.Error(err)
	}
	_ = children.Run() // those that went with their parent are gone already
	<-c.Ended()
	if err := c.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	return start(t, dir, c.Port())
}
