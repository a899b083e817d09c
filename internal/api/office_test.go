package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/api"
	"github.com/donthu/donthu/internal/casework/caseworktest"
)

const (
	password = "mật khẩu rất dài 1"
	canary   = "Nguyễn Thị Chim Yến"
)

// served is an office behind the API, with all that the server logs.
type served struct {
	*caseworktest.Office
	t      *testing.T
	server *httptest.Server
	log    *bytes.Buffer
	desk   *access.Desk
	hub    *api.Hub
	ahead  *atomic.Int64 // by which the sessions' clock is ahead of the office's
}

// forward lets time pass for sessions.
func (s *served) forward(d time.Duration) { s.ahead.Add(int64(d)) }

func serve(t *testing.T) *served {
	t.Helper()
	s := &served{Office: caseworktest.New(t), t: t, log: &bytes.Buffer{}, hub: &api.Hub{}, ahead: &atomic.Int64{}}
	s.Service.Now = func() time.Time { return s.Instant().Add(time.Duration(s.ahead.Load())) }
	s.desk = access.New(s.Records, access.Options{Hasher: access.NewHasher(access.WithCost(64, 1, 1))})
	h := (&api.Server{Casework: s.Service, Desk: s.desk, Cookie: access.CookieFor("http://127.0.0.1"), Log: zerolog.New(zerolog.SyncWriter(s.log)), Metrics: prometheus.NewRegistry(),
		Hub: s.hub, Beat: 50 * time.Millisecond, PublicURL: "https://donthu.test/"}).Handler()
	s.server = httptest.NewServer(h)
	t.Cleanup(s.server.Close)
	return s
}

// officer is somebody signed in.
type officer struct {
	*served
	cookie *http.Cookie
}

func (s *served) as(user string) *officer {
	s.t.Helper()
	if err := s.desk.SetPassword(context.Background(), user, password); err != nil {
		s.t.Fatal(err)
	}
	o := &officer{served: s}
	r := o.send("POST", "/session", "", map[string]string{"account": user, "password": password})
	if r.status != http.StatusOK || len(r.cookies) != 1 {
		s.t.Fatalf("sign in %s: %d %s", user, r.status, r.body)
	}
	o.cookie = r.cookies[0]
	return o
}

type reply struct {
	status  int
	body    []byte
	header  http.Header
	cookies []*http.Cookie
}

// problem is the code of a refusal and the fields it names.
func (r reply) problem(t *testing.T) api.Problem {
	t.Helper()
	var p api.Problem
	if err := json.Unmarshal(r.body, &p); err != nil || p.Detail == "" || p.Request == "" || r.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%d %s: no problem: %s", r.status, r.header.Get("Content-Type"), r.body)
	}
	return p
}

func (o *officer) send(method, path, key string, in any) reply {
	o.t.Helper()
	var body io.Reader
	if in != nil {
		text, err := json.Marshal(in)
		if err != nil {
			o.t.Fatal(err)
		}
		body = bytes.NewReader(text)
	}
	return o.request(method, path, key, "application/json", body)
}

func (o *officer) request(method, path, key, kind string, body io.Reader) reply {
	o.t.Helper()
	r, err := http.NewRequest(method, o.server.URL+"/api/v1"+path, body)
	if err != nil {
		o.t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	if o.cookie != nil {
		r.AddCookie(o.cookie)
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		o.t.Fatal(err)
	}
	defer w.Body.Close()
	text, err := io.ReadAll(w.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	return reply{w.StatusCode, text, w.Header, w.Cookies()}
}

// get reads an answer into out and fails on any other status.
func (o *officer) get(path string, out any) {
	o.t.Helper()
	o.want(http.StatusOK, o.send("GET", path, "", nil), out)
}

func (o *officer) want(status int, r reply, out any) {
	o.t.Helper()
	if r.status != status {
		o.t.Fatalf("%d, want %d: %s", r.status, status, r.body)
	}
	if out != nil {
		if err := json.Unmarshal(r.body, out); err != nil {
			o.t.Fatal(err)
		}
	}
}

func (o *officer) upload(name, content, key string) reply {
	o.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", name)
	if err == nil {
		_, err = io.WriteString(part, content)
	}
	if err != nil || w.Close() != nil {
		o.t.Fatal(err)
	}
	return o.request("POST", "/files", key, w.FormDataContentType(), &form)
}

// intake is what the page sends for a petition.
func intake(procedure string, more map[string]any) map[string]any {
	who := "nguoi-khieu-nai"
	if procedure == "to-cao" {
		who = "nguoi-to-cao"
	}
	with := map[string]any{who: map[string]any{"name": canary, "phone": "0912345678"}, "noi-dung": "Tôi là " + canary}
	for k, v := range more {
		with[k] = v
	}
	return map[string]any{"procedure": procedure, "received": "2026-11-20", "with": with}
}

type receipt struct{ ID, Code string }

func (o *officer) open(procedure string, more map[string]any) (r receipt) {
	o.t.Helper()
	o.want(http.StatusCreated, o.send("POST", "/cases", uuid.NewString(), intake(procedure, more)), &r)
	return r
}
