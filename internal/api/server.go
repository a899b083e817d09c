// Package api is the HTTP face of the verbs: routes, sign-in, limits, problems
// of RFC 9457, and the page for every other address.
package api

import (
	"net/http"
	"net/netip"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/vault"
)

// Server answers requests. Its fields are set once, before Handler.
type Server struct {
	Casework *casework.Service
	Desk     *access.Desk
	Cookie   access.Cookie
	Proxies  []netip.Prefix // whose X-Forwarded-For is believed
	Log      zerolog.Logger
	Metrics  *prometheus.Registry
	Ready    []Probe
	Page     http.Handler           // everything that is not the API
	Mails    func() []casework.Mail // demo: what the built-in mail server caught; nil: no such page
	Hub      *Hub                   // wakes those who follow their inbox
	Beat     time.Duration          // of streams; 0: 20 seconds
	// PublicURL is the address of the page as users see it: feeds are read from
	// there.
	PublicURL string
	metrics   metrics
}

// Limits of a request.
const (
	bodyLimit  = 1 << 20         // JSON
	fileLimit  = vault.FileLimit // one attachment
	timeLimit  = 30 * time.Second
	headerWait = 10 * time.Second
)

// Handler is the whole server.
func (s *Server) Handler() http.Handler {
	s.metrics = newMetrics(s.Metrics)
	mux := http.NewServeMux()
	s.routes(s.huma(mux))
	s.observe(mux)
	mux.HandleFunc("/api/", func(w http.ResponseWriter, _ *http.Request) { writeProblem(w, plainProblem(http.StatusNotFound)) })
	mux.Handle("/", s.page())
	return s.logged(s.guarded(mux))
}

// HTTP is a server for h with the limits that slow or greedy clients need.
func HTTP(addr string, h http.Handler) *http.Server {
	return &http.Server{Addr: addr, Handler: h, ReadHeaderTimeout: headerWait, ReadTimeout: 2 * timeLimit, WriteTimeout: 2 * timeLimit, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10}
}

func (s *Server) huma(mux *http.ServeMux) huma.API {
	huma.NewError = problemFromHuma
	humago.MultipartMaxMemory = fileLimit + bodyLimit // never into a temporary file, in clear
	huma.NewErrorWithContext = s.problem
	c := huma.DefaultConfig("Donthu", "1")
	c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", nil
	c.RejectUnknownQueryParameters = true
	c.Info.Description = "Complaints and denunciations through the procedure the law prescribes."
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: s.Cookie.Name()},
		"token":   {Type: "http", Scheme: "bearer"},
	}
	return humago.New(mux, c)
}

// guarded refuses what other sites make a browser send.
func (s *Server) guarded(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		writeProblem(w, &Problem{Type: "about:blank", Title: "Forbidden", Status: http.StatusForbidden, Code: "cross-site", Detail: "Yêu cầu đến từ trang khác nên bị từ chối."})
	}))
	return secured(cross.Handler(next))
}

// secured sets the headers that keep answers from being framed, sniffed or told
// to load anything. The page sets a policy of its own (see package web).
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

func (s *Server) page() http.Handler {
	if s.Page != nil {
		return s.Page
	}
	return http.NotFoundHandler()
}
