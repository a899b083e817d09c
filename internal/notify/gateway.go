package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/donthu/donthu/internal/store"
)

// GatewayOptions say which gateways (SMS, Zalo, ...) of the province are called,
// and how.
type GatewayOptions struct {
	URLs    []string
	Secrets []string // "whsec_" and base64; two while one replaces the other: each call is signed with both
	Hosts   []string // host or host:port that may lie in a private network and be reached by http
	CAFile  string   // PEM of the authority that signed their certificates; empty: the system's
	// Always calls beside the mail; else only who has no mail address, or whose
	// mail fails, is told this way.
	Always  bool
	Timeout time.Duration // for one call; 0: 10 seconds
}

// Gateway calls the gateways: one POST of JSON for each recipient, signed as
// Standard Webhooks (version v1) says: HMAC-SHA256 over id, time and body.
type Gateway struct {
	o       GatewayOptions
	secrets [][]byte
	client  *http.Client
}

// Limits of a call.
const (
	callPatience = 10 * time.Second
	answerLimit  = 64 << 10
)

// NewGateway prepares a Gateway; it does not connect yet. An error says which
// URL or secret is no good, without the secret.
func NewGateway(o GatewayOptions) (*Gateway, error) {
	g := &Gateway{o: o}
	if o.Timeout == 0 {
		o.Timeout = callPatience
	}
	for i, s := range o.Secrets {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(s, "whsec_"))
		if err != nil || len(key) < 24 {
			return nil, fmt.Errorf("notify: secret %d of the gateway: must be whsec_ and base64 of at least 24 random bytes", i+1)
		}
		g.secrets = append(g.secrets, key)
	}
	if len(g.secrets) == 0 || len(g.secrets) > 2 {
		return nil, errors.New("notify: the gateway needs one secret, or two while one replaces the other")
	}
	for _, one := range o.URLs {
		if err := g.allowed(one); err != nil {
			return nil, err
		}
	}
	config, err := tlsConfig(MailOptions{CAFile: o.CAFile})
	if err != nil {
		return nil, err
	}
	g.client = &http.Client{
		Timeout:       o.Timeout,
		Transport:     g.transport(config),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return g, nil
}

// allowed keeps the program from being made to call what only it can reach:
// https, unless the administrator of the machine allows the host by name.
func (g *Gateway) allowed(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Hostname() == "" || u.User != nil || (u.Scheme != "https" && u.Scheme != "http"):
		return errors.New("notify: the address of a gateway must be https://host/path without a login")
	case u.Scheme == "http" && !g.trusted(u):
		return errors.New("notify: the address of a gateway must begin with https://, or its host be allowed")
	}
	return nil
}

func (g *Gateway) trusted(u *url.URL) bool {
	return slices.Contains(g.o.Hosts, u.Hostname()) || slices.Contains(g.o.Hosts, u.Host)
}

// transport connects to public addresses only, whatever a name resolves to now,
// unless the host is allowed. It takes no proxy from anywhere.
func (g *Gateway) transport(config *tls.Config) *http.Transport {
	config.ServerName = "" // of the URL
	guarded := &net.Dialer{Timeout: callPatience, Control: public}
	free := &net.Dialer{Timeout: callPatience}
	return &http.Transport{
		TLSClientConfig: config, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: calls, IdleConnTimeout: time.Minute,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			host, _, _ := net.SplitHostPort(address)
			if slices.Contains(g.o.Hosts, host) || slices.Contains(g.o.Hosts, address) {
				return free.DialContext(ctx, network, address)
			}
			return guarded.DialContext(ctx, network, address)
		},
	}
}

var errPrivate = errors.New("notify: the gateway's name leads into a private network")

// shared are addresses of networks that are neither public nor counted as
// private by package net.
var shared = []netip.Prefix{netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96")}

func public(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return errPrivate
	}
	ip := at.Addr().Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || slices.ContainsFunc(shared, func(p netip.Prefix) bool { return p.Contains(ip) }) {
		return errPrivate
	}
	return nil
}

// payload is what a gateway gets. It holds no personal data of a petitioner.
type payload struct {
	Version   int              `json:"version"`
	Kind      string           `json:"kind"`
	Recipient payloadRecipient `json:"recipient"`
	Text      string           `json:"text"`
	Link      string           `json:"link"`
}

type payloadRecipient struct {
	ID      string `json:"id"`
	Address string `json:"address,omitempty"`
}

// hooks are the calls for one recipient.
func (g *Gateway) hooks(p payload, mailed bool) (list []store.Hook) {
	p.Version = 1
	body, err := json.Marshal(p)
	if err != nil {
		return nil // strings alone: it cannot fail
	}
	for _, address := range g.o.URLs {
		list = append(list, store.Hook{URL: address, Body: string(body), Held: mailed && !g.o.Always})
	}
	return list
}

// call makes one call. The id is the same at every attempt, the time and with it
// the signature are not.
func (g *Gateway) call(ctx context.Context, row store.HookRow, now time.Time) *fate {
	if !slices.Contains(g.o.URLs, row.URL) {
		return &fate{problem: "gateway: not configured any more", final: true}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, row.URL, bytes.NewReader([]byte(row.Body)))
	if err != nil {
		return &fate{problem: "gateway: address", final: true}
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "donthu")
	r.Header.Set("Webhook-Id", row.Key)
	r.Header.Set("Webhook-Timestamp", strconv.FormatInt(now.Unix(), 10))
	r.Header.Set("Webhook-Signature", g.sign(row.Key, now, row.Body))
	w, err := g.client.Do(r)
	if err != nil {
		return &fate{problem: "gateway: " + gatewayKind(err)}
	}
	defer w.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(w.Body, answerLimit)) // so that the connection serves again
	return answered(w)
}

func (g *Gateway) sign(id string, now time.Time, body string) string {
	var signed []string
	for _, key := range g.secrets {
		sum := hmac.New(sha256.New, key)
		_, _ = fmt.Fprintf(sum, "%s.%d.%s", id, now.Unix(), body) // a hash takes everything
		signed = append(signed, "v1,"+base64.StdEncoding.EncodeToString(sum.Sum(nil)))
	}
	return strings.Join(signed, " ")
}

// answered tells what an answer means. That a call as such is not understood,
// or that the gateway is gone for good, no repetition changes; all else may.
func answered(w *http.Response) *fate {
	code := w.StatusCode
	if code >= 200 && code < 300 {
		return nil
	}
	seconds, _ := strconv.Atoi(w.Header.Get("Retry-After"))
	final := slices.Contains([]int{http.StatusBadRequest, http.StatusGone, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity}, code)
	return &fate{problem: fmt.Sprintf("gateway: %d", code), final: final, after: time.Duration(seconds) * time.Second}
}

func gatewayKind(err error) string {
	if errors.Is(err, errPrivate) {
		return "private"
	}
	return kindOf(err)
}
