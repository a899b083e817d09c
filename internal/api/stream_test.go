package api_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/store"
)

// event is one event of a stream; a beat has the name "beat".
type event struct{ name, id, data string }

// follow opens a stream of an officer's inbox; what comes is in the channel,
// which closes with the stream.
func (o *officer) follow(last string) <-chan event {
	o.t.Helper()
	r, err := http.NewRequestWithContext(o.t.Context(), "GET", o.server.URL+"/api/v1/inbox/events", nil)
	if err != nil {
		o.t.Fatal(err)
	}
	r.AddCookie(o.cookie)
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil || w.StatusCode != 200 || !strings.HasPrefix(w.Header.Get("Content-Type"), "text/event-stream") || w.Header.Get("X-Accel-Buffering") != "no" {
		o.t.Fatal(w, err)
	}
	events := make(chan event, 1000)
	go func() {
		defer close(events)
		defer w.Body.Close()
		var e event
		for lines := bufio.NewScanner(w.Body); lines.Scan(); {
			field, value, _ := strings.Cut(lines.Text(), ": ")
			switch field {
			case "event":
				e.name = value
			case "id":
				e.id = value
			case "data":
				e.data = value
			case "":
				if value != "" {
					e.name = value
				}
				if e.name != "" {
					events <- e
				}
				e = event{}
			}
		}
	}()
	return events
}

// next is the next event of a name.
func next(t *testing.T, events <-chan event, name string) event {
	t.Helper()
	for end := time.After(15 * time.Second); ; {
		select {
		case e, open := <-events:
			if !open {
				t.Fatalf("the stream ended without %s", name)
			}
			if e.name == name {
				return e
			}
		case <-end:
			t.Fatalf("no %s", name)
		}
	}
}

func (s *served) listen() {
	ctx, stop := context.WithCancel(context.Background())
	s.t.Cleanup(stop)
	go s.hub.Run(ctx, func(ctx context.Context, hear func(string)) error {
		return s.Records.Listen(ctx, store.InboxChannel, hear)
	})
}

func (s *served) announce(key string, users ...string) {
	s.t.Helper()
	var to []store.Recipient
	for _, u := range users {
		to = append(to, store.Recipient{User: u, Kind: "remind", Title: "Tin " + key, Body: "…"})
	}
	if _, err := s.Records.Announce(context.Background(), key, to, s.Instant()); err != nil {
		s.t.Fatal(err)
	}
}

func TestAStreamBringsWhatComesAndWhatWasMissed(t *testing.T) {
	s := serve(t)
	s.listen()
	an, other := s.as("nguoi-xu-ly-xa-a"), s.as("nguoi-xu-ly-xa-b")
	live, elsewhere := an.follow(""), other.follow("")
	first := next(t, live, "open")
	next(t, elsewhere, "open")
	if e := next(t, live, "unread"); e.data != `{"unread":0}` {
		t.Errorf("%+v", e)
	}
	s.announce("k0", "nguoi-xu-ly-xa-a")
	e := next(t, live, "entry")
	if !strings.Contains(e.data, `"title":"Tin k0"`) || e.id == first.id {
		t.Errorf("%+v", e)
	}
	if e := next(t, live, "unread"); e.data != `{"unread":1}` {
		t.Errorf("%+v", e)
	}
	an.want(http.StatusNoContent, an.send("POST", "/inbox/read-all", "", nil), nil)
	if e := next(t, live, "unread"); e.data != `{"unread":0}` {
		t.Errorf("read in another window: %+v", e)
	}
	for i := range 250 {
		s.announce(fmt.Sprint("m", i), "nguoi-xu-ly-xa-a")
	}
	back := an.follow(e.id)
	for i := range 250 {
		if e := next(t, back, "entry"); !strings.Contains(e.data, fmt.Sprintf(`"title":"Tin m%d"`, i)) {
			t.Fatalf("missed stretch, entry %d: %+v", i, e)
		}
	}
	select {
	case e := <-elsewhere:
		if e.name == "entry" {
			t.Errorf("another's entry: %+v", e)
		}
	default:
	}
	for _, odd := range []string{"99999", "-3", "x", "9223372036854775808"} { // a place that never was: from now on
		if e := next(t, an.follow(odd), "open"); e.id != "251" {
			t.Errorf("Last-Event-ID %s: %+v", odd, e)
		}
	}
}

func TestAStreamEndsWithItsSessionAndKeepsNoneAlive(t *testing.T) {
	s := serve(t)
	s.listen()
	an := s.as("nguoi-xu-ly-xa-a")
	live := an.follow("")
	next(t, live, "open")
	next(t, live, "beat")
	an.want(http.StatusNoContent, an.send("DELETE", "/session", "", nil), nil)
	next(t, live, "end")
	if _, open := <-live; open {
		t.Error("the stream goes on after its end")
	}
	idle := s.as("nguoi-xu-ly-xa-a")
	live = idle.follow("")
	next(t, live, "open")
	for range 3 {
		s.forward(11 * time.Minute)
		time.Sleep(200 * time.Millisecond) // several beats
	}
	next(t, live, "end")
}

func TestAWriteTimeoutDoesNotCutAStream(t *testing.T) {
	s := serve(t)
	s.listen()
	an := s.as("nguoi-xu-ly-xa-a") // with time enough, however busy the machine is
	s.server.Config.ReadTimeout, s.server.Config.WriteTimeout = 300*time.Millisecond, 300*time.Millisecond
	live := an.follow("")
	next(t, live, "open")
	time.Sleep(time.Second)
	s.announce("k", "nguoi-xu-ly-xa-a")
	next(t, live, "entry")
}

func TestTheOldestOfTooManyStreamsEnds(t *testing.T) {
	s := serve(t)
	s.listen()
	an := s.as("nguoi-xu-ly-xa-a")
	oldest := an.follow("")
	next(t, oldest, "open")
	for range 8 {
		next(t, an.follow(""), "open")
	}
	for range oldest { // ends
	}
	s.announce("k", "nguoi-xu-ly-xa-a")
}

func TestAServerThatStopsEndsItsStreams(t *testing.T) {
	s := serve(t)
	ctx, stop := context.WithCancel(context.Background())
	go s.hub.Run(ctx, func(ctx context.Context, hear func(string)) error {
		return s.Records.Listen(ctx, store.InboxChannel, hear)
	})
	an := s.as("nguoi-xu-ly-xa-a")
	live := an.follow("")
	next(t, live, "open")
	stop()
	for range live { // ends
	}
	if r := an.send("GET", "/inbox/events", "", nil); r.status != http.StatusServiceUnavailable {
		t.Errorf("a new stream at the end: %d", r.status)
	}
}
