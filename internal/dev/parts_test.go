package dev

import (
	"bytes"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/donthu/donthu/internal/notify/sink"
)

func TestPortIsRememberedAndNeverGivenTwice(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ports.json")
	p := openPorts(file)
	first, err := p.choose("page", 0)
	if err != nil {
		t.Fatal(err)
	}
	if other, _ := p.choose("mail", first); other == first {
		t.Error("one port for two parts")
	}
	if err := p.save(); err != nil {
		t.Fatal(err)
	}
	if again, _ := openPorts(file).choose("page", 8080); again != first {
		t.Errorf("got %d, had %d", again, first)
	}
	l, err := net.Listen("tcp", at(first))
	if err != nil {
		t.Skip(err)
	}
	defer l.Close()
	if again, _ := openPorts(file).choose("page", 0); again == first {
		t.Error("a taken port was chosen")
	}
}

func TestContentDecidesAboutBuilding(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"main.go": "package main", "go.mod": "module x", "go.sum": ""} {
		write(t, filepath.Join(dir, name), text)
	}
	one, err := contentHash(dir)
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "devserver")
	if current(program, one) {
		t.Error("nothing was built")
	}
	write(t, program, "#!")
	write(t, program+".sha256", one+"\n")
	if err := os.Chmod(program, 0o755); err != nil {
		t.Fatal(err)
	}
	if !current(program, one) {
		t.Error("built from these sources, yet not current")
	}
	write(t, filepath.Join(dir, "main.go"), "package main // changed")
	if two, _ := contentHash(dir); current(program, two) {
		t.Error("the sources changed, yet current")
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestPipeGetsWholeLines(t *testing.T) {
	var out bytes.Buffer
	r := newReport(&out, 2)
	s := r.begin("Temporal")
	s.note("building")
	s.end("at %s", "127.0.0.1:7233")
	if got := out.String(); strings.ContainsAny(got, "\r\033") || !strings.HasPrefix(got, "[1/2] Temporal    at 127.0.0.1:7233 (0.") {
		t.Errorf("got %q", got)
	}
}

func TestListenerHearsAWordInPieces(t *testing.T) {
	l := &listener{log: filepath.Join(t.TempDir(), "log"), word: []byte("ready address="), heard: make(chan struct{})}
	for _, piece := range []string{"noise\nrea", "dy addr", "ess=1\n"} {
		_, _ = l.Write([]byte(piece))
	}
	select {
	case <-l.heard:
	default:
		t.Error("not heard")
	}
	if text, _ := os.ReadFile(l.log); string(text) != "noise\nready address=1\n" {
		t.Errorf("log %q", text)
	}
}

func TestRootMovesTheClusterWhereOthersMayGo(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root drops privileges")
	}
	data := folder(t)
	if dir, err := clusterDir(data); err != nil || dir != filepath.Join(data, "postgres") {
		t.Errorf("passable: %s, %v", dir, err)
	}
	if err := os.Chmod(data, 0o700); err != nil {
		t.Fatal(err)
	}
	dir, err := clusterDir(data)
	if err != nil || !strings.HasPrefix(dir, "/var/tmp/donthu-") {
		t.Fatalf("closed: %s, %v", dir, err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(filepath.Dir(dir)) })
	if again, err := clusterDir(data); again != dir || err != nil {
		t.Errorf("second time %s, %v", again, err)
	}
}

func TestInboxShowsMailAsText(t *testing.T) {
	page := inboxPage(func() []sink.Mail {
		return []sink.Mail{{Subject: "Còn 3 ngày", To: []string{"a@donthu.example"}, Text: "<script>alert(1)</script>"}}
	})
	answer := httptest.NewRecorder()
	page.ServeHTTP(answer, httptest.NewRequest("GET", "/", nil))
	body := answer.Body.String()
	if !strings.Contains(body, "Còn 3 ngày") || strings.Contains(body, "<script>") {
		t.Errorf("got %s", body)
	}
}

func TestLastWordsAreThePanicOfThisRun(t *testing.T) {
	log := filepath.Join(t.TempDir(), "log")
	old := "panic: long ago\n"
	write(t, log, old+"panic: duplicate name\n"+strings.Repeat("\tframe\n", 50))
	if got := lastWords(log, int64(len(old))); !strings.HasPrefix(got, "  panic: duplicate name\n") {
		t.Errorf("got %s", got)
	}
	write(t, log, "one\ntwo\n")
	if got := lastWords(log, 0); got != "  one\n  two" {
		t.Errorf("got %q", got)
	}
}
