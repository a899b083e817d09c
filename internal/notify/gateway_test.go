package notify_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/notify"
	"github.com/donthu/donthu/internal/notify/sink"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/plan"
)

func secret(word string) string {
	return "whsec_" + base64.StdEncoding.EncodeToString([]byte(strings.Repeat(word, 8)))
}

// gateway is a receiver as a province writes one: it believes only what is
// signed with its secret in the last five minutes, and each id once.
type gateway struct {
	*httptest.Server
	t      *testing.T
	secret string
	now    func() time.Time
	answer func(n int, w http.ResponseWriter)

	mu    sync.Mutex
	calls []http.Header
	seen  map[string]string // id -> body
}

func receive(t *testing.T, now func() time.Time, answer func(n int, w http.ResponseWriter)) *gateway {
	g := &gateway{t: t, secret: secret("abc"), now: now, answer: answer, seen: map[string]string{}}
	g.Server = httptest.NewServer(g)
	t.Cleanup(g.Close)
	return g
}

func (g *gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	g.mu.Lock()
	defer g.mu.Unlock()
	id, at := r.Header.Get("Webhook-Id"), r.Header.Get("Webhook-Timestamp")
	if !g.believes(id, at, string(body), r.Header.Get("Webhook-Signature")) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	if before, again := g.seen[id]; again && before != string(body) {
		g.t.Error("another body under the same id")
	}
	g.seen[id] = string(body)
	g.calls = append(g.calls, r.Header)
	if g.answer != nil {
		g.answer(len(g.calls), w)
	}
}

func (g *gateway) believes(id, at, body, signatures string) bool {
	seconds, err := strconv.ParseInt(at, 10, 64)
	if age := g.now().Sub(time.Unix(seconds, 0)); err != nil || age > 5*time.Minute || age < -5*time.Minute {
		return false
	}
	key, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(g.secret, "whsec_"))
	sum := hmac.New(sha256.New, key)
	sum.Write([]byte(id + "." + at + "." + body))
	want := "v1," + base64.StdEncoding.EncodeToString(sum.Sum(nil))
	for _, s := range strings.Fields(signatures) {
		if hmac.Equal([]byte(s), []byte(want)) {
			return true
		}
	}
	return false
}

func (g *gateway) options() notify.GatewayOptions {
	u, _ := url.Parse(g.URL)
	return notify.GatewayOptions{URLs: []string{g.URL + "/donthu"}, Secrets: []string{g.secret}, Hosts: []string{u.Host}, Timeout: 2 * time.Second}
}

func (o *office) calling(options notify.GatewayOptions, s *sink.Sink) *notify.Dispatcher {
	o.t.Helper()
	g, err := notify.NewGateway(options)
	o.must(err)
	n := notify.Options{PublicURL: "https://donthu.test/", Gateway: g, Now: func() time.Time { return o.now }}
	if s != nil {
		host, port, _ := strings.Cut(s.Address(), ":")
		number, _ := strconv.Atoi(port)
		n.Mailer, err = notify.NewMailer(notify.MailOptions{Host: host, Port: number, TLS: "none", From: "donthu@khanhhoa.test"})
		o.must(err)
	}
	return notify.New(o.store, o.laws, n)
}

func TestTheGatewayIsCalledSignedAndKnowsARepetition(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", access.Handles)
	o.must(o.store.PutGatewayAddress(t.Context(), "an", "0912000111", "quantri", o.now))
	g := receive(t, func() time.Time { return o.now }, func(n int, w http.ResponseWriter) {
		if n < 5 {
			w.WriteHeader([]int{500, 503, 429, 401, 302}[n])
		}
	})
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	d := o.calling(g.options(), nil)
	for range 8 {
		o.once(d)
		o.now = o.now.Add(2 * time.Hour)
	}
	if len(g.calls) != 5 || len(g.seen) != 1 {
		t.Fatalf("%d calls under %d ids", len(g.calls), len(g.seen))
	}
	for _, body := range g.seen {
		var p struct {
			Version               int
			Kind, Text, Link      string
			Recipient             struct{ ID, Address string }
			Subject, Case, Person *string
		}
		if err := json.Unmarshal([]byte(body), &p); err != nil || p.Version != 1 || p.Kind != "remind" || p.Recipient.ID != "an" || p.Recipient.Address != "0912000111" ||
			p.Text != "Hồ sơ "+o.code+": đến hạn giải quyết khiếu nại lần đầu, hạn cuối 06/07/2026." || p.Link != "https://donthu.test/ho-so/"+o.code {
			t.Errorf("%v %s", err, body)
		}
	}
}

func TestTwoSecretsWhileOneReplacesTheOther(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", access.Handles)
	g := receive(t, func() time.Time { return o.now }, nil)
	options := g.options()
	for n, secrets := range [][]string{{secret("abc")}, {secret("abc"), secret("new")}, {secret("new"), secret("abc")}, {secret("new")}} {
		o.rung(n, 0, plan.Remind, "nguoi-xu-ly")
		options.Secrets = secrets
		o.once(o.calling(options, nil))
		if want := min(n+1, 3); len(g.calls) != want {
			t.Errorf("secrets %d: %d calls believed, want %d", n, len(g.calls), want)
		}
	}
	for _, bad := range [][]string{nil, {"short"}, {secret("abc"), secret("new"), secret("old")}} {
		options.Secrets = bad
		if _, err := notify.NewGateway(options); err == nil {
			t.Errorf("took %d secrets", len(bad))
		}
	}
}

// TestWhatFailsByMailGoesByTheGateway: a mail server that refuses, and one that
// is away for a quarter of an hour.
func TestWhatFailsByMailGoesByTheGateway(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", access.Handles)
	o.hire("chi", "tinh", access.Heads)
	o.must(o.store.PutUser(t.Context(), store.UserRow{ID: "chi", Account: "chi", Name: "Cán bộ chi"})) // no mail address
	g := receive(t, func() time.Time { return o.now }, nil)
	s := o.listen(sink.Options{Answer: func(m sink.Mail) (int, string) { return 550, "no" }})
	d := o.calling(g.options(), s)
	o.rung(0, 0, plan.Escalate, "nguoi-xu-ly", "cap-tren-truc-tiep")
	o.once(d)
	o.once(d)
	who := map[string]bool{}
	for _, body := range g.seen {
		who["an"] = who["an"] || strings.Contains(body, `"an"`)
		who["chi"] = who["chi"] || strings.Contains(body, `"chi"`)
	}
	if len(g.seen) != 2 || !who["an"] || !who["chi"] {
		t.Errorf("%v", g.seen)
	}
	away := o.calling(g.options(), nil)
	_ = s.Close(t.Context())
	o.rung(1, 0, plan.Remind, "nguoi-xu-ly")
	for range 7 {
		o.once(d)
		o.now = o.now.Add(10 * time.Minute)
	}
	o.once(away)
	if len(g.seen) != 3 {
		t.Errorf("%d calls while the mail server is away", len(g.seen))
	}
}

// TestAPoisonCallHoldsUpNoOther: what the gateway never takes is given up after a
// while and listed; calls behind it go through.
func TestAPoisonCallHoldsUpNoOther(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", access.Handles)
	o.hire("binh", "xa", access.Handles)
	o.hire("quantri", "tinh", access.Administers)
	g := receive(t, func() time.Time { return o.now }, nil)
	var took []string
	poison := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if strings.Contains(string(body), `"an"`) {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		took = append(took, string(body))
	}))
	defer poison.Close()
	u, _ := url.Parse(poison.URL)
	d := o.calling(notify.GatewayOptions{URLs: []string{poison.URL}, Secrets: []string{g.secret}, Hosts: []string{u.Host}}, nil)
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	for n := range 42 {
		o.once(d)
		o.now = o.now.Add(2 * time.Hour)
		if n == 0 && len(took) != 1 {
			t.Errorf("%d calls went through beside the poison", len(took))
		}
	}
	lost, _, err := o.store.Undelivered(t.Context(), store.Page{})
	if err != nil || len(lost) != 1 || lost[0].Problem != "gateway: 500" || lost[0].Channel != "webhook" || lost[0].Attempts != 40 {
		t.Errorf("%+v, %v", lost, err)
	}
	if len(o.inbox("quantri")) != 1 {
		t.Error("no administrator knows")
	}
}

// TestTheGatewayCannotBeMadeToCallInside: addresses of the machine and of
// private networks are reached only where the host is allowed by name.
func TestTheGatewayCannotBeMadeToCallInside(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", access.Handles)
	reached := false
	inside := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer inside.Close()
	for _, bad := range []string{"http://gateway.test/", "file:///etc/passwd", "https://user:pw@gateway.test/", "gateway.test", "https://"} {
		if _, err := notify.NewGateway(notify.GatewayOptions{URLs: []string{bad}, Secrets: []string{secret("abc")}}); err == nil {
			t.Errorf("took %s", bad)
		}
	}
	o.rung(0, 0, plan.Remind, "nguoi-xu-ly")
	ca := filepath.Join(t.TempDir(), "ca.pem")
	o.must(os.WriteFile(ca, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: inside.Certificate().Raw}), 0o600))
	o.once(o.calling(notify.GatewayOptions{URLs: []string{inside.URL}, Secrets: []string{secret("abc")}, CAFile: ca}, nil))
	rows, err := o.store.ClaimHooks(t.Context(), o.now.Add(time.Hour), 1, time.Minute)
	if err != nil || len(rows) != 1 || reached {
		t.Fatalf("%+v, %v, reached %v", rows, err, reached)
	}
	// A gateway may not send the call on either.
	g := receive(t, func() time.Time { return o.now }, func(_ int, w http.ResponseWriter) {
		w.Header().Set("Location", inside.URL)
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
	o.rung(1, 0, plan.Remind, "nguoi-xu-ly")
	o.once(o.calling(g.options(), nil))
	if len(g.calls) != 1 || reached {
		t.Errorf("%d calls, reached %v", len(g.calls), reached)
	}
}
