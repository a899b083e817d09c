package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/donthu/donthu/internal/access"
)

const (
	beatEvery  = 20 * time.Second // well below what proxies wait for
	writeLimit = 10 * time.Second // for one event: whoever does not read is let go
	retryAfter = 3 * time.Second
)

type eventsInput struct {
	raw
	Last string `header:"Last-Event-ID" maxLength:"20" doc:"id of the last entry that the client has; entries behind it come first"`
}

// inboxEvents follows an inbox as server-sent events: "entry" with an id for each
// entry, "unread" with the count. A client that comes back says what it has last
// seen, and gets all that came since from the inbox itself: nothing is lost,
// however long it was away. The stream ends with the session, which it does not
// keep alive.
func (s *Server) inboxEvents(ctx context.Context, in *eventsInput) (*huma.StreamResponse, error) {
	place, err := s.begin(ctx, in.Last)
	if err != nil {
		return nil, err
	}
	who, follower := me(ctx), s.Hub.join(me(ctx).ID)
	if follower == nil {
		return nil, plainProblem(http.StatusServiceUnavailable)
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		defer s.Hub.leave(who.ID, follower)
		_, w := humago.Unwrap(hc)
		f := &following{server: s, who: who, request: in.http, w: w, control: http.NewResponseController(w), place: place}
		f.run(ctx, follower)
	}}, nil
}

// begin is the place behind which a client wants entries. One that is new has
// seen the list; one that knows more than there is (the record was restored)
// starts afresh.
func (s *Server) begin(ctx context.Context, last string) (int64, error) {
	end, err := s.Casework.Records.InboxEnd(ctx, me(ctx).ID)
	if err != nil || last == "" {
		return end, err
	}
	place, err := strconv.ParseInt(last, 10, 64)
	if err != nil || place < 0 || place > end {
		return end, nil
	}
	return place, nil
}

// following is one stream.
type following struct {
	server  *Server
	who     person
	request *http.Request
	w       io.Writer
	control *http.ResponseController
	place   int64
	unread  int
}

func (f *following) run(ctx context.Context, of *follower) {
	head := f.w.(http.ResponseWriter).Header()
	head.Set("Content-Type", "text/event-stream; charset=utf-8")
	head.Set("Cache-Control", "no-store")
	head.Set("X-Accel-Buffering", "no") // nginx passes each event on at once
	f.unread = -1
	beat := time.NewTicker(f.server.beat())
	defer beat.Stop()
	opened := fmt.Sprintf("retry: %d\nid: %d\nevent: open\ndata: {}\n\n", retryAfter.Milliseconds(), f.place)
	for said, err := opened, error(nil); err == nil; {
		if err = f.write(said); err != nil {
			return
		}
		if said, err = f.look(ctx); err != nil || f.write(said) != nil {
			break
		}
		said = ": beat\n\n"
		select {
		case <-ctx.Done():
			return
		case <-of.gone:
			return
		case <-of.wake:
			said = ""
		case <-beat.C:
		}
		err = f.alive(ctx)
	}
	_ = f.write("event: end\ndata: {}\n\n")
}

// look reads what is new.
func (f *following) look(ctx context.Context) (string, error) {
	var said strings.Builder
	for more := true; more; {
		news, err := f.server.Casework.InboxAfter(ctx, f.who.Scope, f.place)
		if err != nil {
			return "", err
		}
		for i, item := range news.Items {
			data, err := json.Marshal(item)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&said, "id: %d\nevent: entry\ndata: %s\n\n", news.Places[i], data)
			f.place = news.Places[i]
		}
		if more = news.More(); !more && news.Unread != f.unread {
			f.unread = news.Unread
			fmt.Fprintf(&said, "event: unread\ndata: {\"unread\":%d}\n\n", news.Unread)
		}
	}
	return said.String(), nil
}

func (f *following) write(said string) error {
	if said == "" {
		return nil
	}
	_ = f.control.SetWriteDeadline(time.Now().Add(writeLimit)) // the wall's clock: it bounds the connection, nothing of a case
	if _, err := io.WriteString(f.w, said); err != nil {
		return err
	}
	return f.control.Flush()
}

// alive says whether the person is still signed in.
func (f *following) alive(ctx context.Context) error {
	now := f.server.Casework.Now()
	if token, ok := strings.CutPrefix(f.request.Header.Get("Authorization"), "Bearer "); ok {
		_, err := f.server.Desk.Token(ctx, token, now)
		return err
	}
	err := f.server.Desk.Lives(ctx, f.server.Cookie.Read(f.request), now)
	if err != nil && !errors.Is(err, access.ErrNobody) {
		f.server.Log.Warn().Err(err).Msg("a stream cannot ask for its session")
	}
	return err
}

func (s *Server) beat() time.Duration {
	if s.Beat == 0 {
		return beatEvery
	}
	return s.Beat
}

func streamed(o *huma.Operation) {
	o.Responses = map[string]*huma.Response{"200": {Description: "Events: entry (an InboxItem, with an id), unread (the count), end (the session is over)",
		Content: map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{Type: "string"}}}}}
}
