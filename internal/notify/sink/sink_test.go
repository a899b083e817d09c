package sink_test

import (
	"fmt"
	"net/smtp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/donthu/donthu/internal/notify/sink"
)

func start(t *testing.T, o sink.Options) *sink.Sink {
	t.Helper()
	s, err := sink.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func send(t *testing.T, s *sink.Sink, subject, body string) {
	t.Helper()
	text := "From: a@b.test\r\nTo: c@d.test\r\nMessage-ID: <1@b.test>\r\nSubject: " + subject + "\r\nContent-Type: text/plain; charset=utf-8\r\n" + body
	if err := smtp.SendMail(s.Address(), nil, "a@b.test", []string{"c@d.test", "e@d.test"}, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

func TestMailsOutliveTheProgram(t *testing.T) {
	o := sink.Options{File: filepath.Join(t.TempDir(), "mails.jsonl")}
	s := start(t, o)
	send(t, s, "=?UTF-8?B?SOG7kyBzxqE=?=", "Content-Transfer-Encoding: quoted-printable\r\n\r\nH=E1=BB=93 s=C6=A1\r\n")
	send(t, s, "hai", "\r\nHai\r\n")
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(o.File, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(f, `{"id":"3","subj`) // cut short by a crash
	f.Close()
	s = start(t, o)
	defer s.Close(t.Context())
	send(t, s, "ba", "\r\nBa\r\n")
	list := s.List()
	if len(list) != 3 || list[0].ID != "3" || list[2].Subject != "Hồ sơ" || strings.TrimSpace(list[2].Text) != "Hồ sơ" || len(list[2].To) != 2 {
		t.Errorf("list %+v", list)
	}
}

func TestOnlyTheNewestAreKept(t *testing.T) {
	o := sink.Options{File: filepath.Join(t.TempDir(), "mails.jsonl")}
	var lines strings.Builder
	for i := 1; i <= 3999; i++ {
		fmt.Fprintf(&lines, `{"id":"%d","subject":"%d"}`+"\n", i, i)
	}
	if err := os.WriteFile(o.File, []byte(lines.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	s := start(t, o)
	defer s.Close(t.Context())
	send(t, s, "x", "\r\nx\r\n")
	if list := s.List(); len(list) != 2000 || list[0].ID != "4000" || list[1999].ID != "2001" {
		t.Errorf("%d mails from %s to %s", len(list), list[0].ID, list[len(list)-1].ID)
	}
}

func TestOnlyTheLoopback(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "192.0.2.1:25", "example.test:25", "x"} {
		if s, err := sink.Start(sink.Options{Address: address}); err == nil {
			_ = s.Close(t.Context())
			t.Errorf("%s was accepted", address)
		}
	}
}
