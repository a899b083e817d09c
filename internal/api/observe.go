package api

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Probe is something without which the server cannot do its work.
type Probe struct {
	Name string
	Ask  func(context.Context) error
}

type metrics struct {
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

func newMetrics(r *prometheus.Registry) metrics {
	m := metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "donthu_http_requests_total", Help: "Requests by route and status."}, []string{"route", "status"}),
		seconds:  prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "donthu_http_seconds", Help: "Time of requests by route.", Buckets: prometheus.ExponentialBuckets(0.002, 2, 13)}, []string{"route"}),
	}
	r.MustRegister(m.requests, m.seconds)
	return m
}

// observe adds what administrators and their tools ask: alive, ready, numbers.
func (s *Server) observe(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", s.ready)
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.Metrics, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError}))
}

func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)
	defer cancel()
	for _, p := range s.Ready {
		if err := p.Ask(ctx); err != nil {
			s.Log.Warn().Str("part", p.Name).Err(err).Msg("not ready")
			http.Error(w, "not ready: "+p.Name, http.StatusServiceUnavailable)
			return
		}
	}
	_, _ = w.Write([]byte("ready\n"))
}

type requestKey struct{}

// logged gives each request an id, counts it, and writes one line: never a
// query, a body or a name.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, began := uuid.NewString(), time.Now()
		w.Header().Set("X-Request-Id", id)
		seen := &status{ResponseWriter: w, code: http.StatusOK}
		r = r.WithContext(context.WithValue(r.Context(), requestKey{}, id))
		next.ServeHTTP(seen, r)
		took := time.Since(began)
		s.metrics.requests.WithLabelValues(r.Pattern, strconv.Itoa(seen.code)).Inc()
		s.metrics.seconds.WithLabelValues(r.Pattern).Observe(took.Seconds())
		s.Log.Info().Str("request", id).Str("method", r.Method).Str("route", r.Pattern).Int("status", seen.code).Dur("took", took).Msg("request")
	})
}

// status remembers what was answered.
type status struct {
	http.ResponseWriter
	code int
}

func (s *status) WriteHeader(code int) {
	s.code = code
	s.ResponseWriter.WriteHeader(code)
}

// Unwrap lets http.ResponseController through.
func (s *status) Unwrap() http.ResponseWriter { return s.ResponseWriter }

func writeProblem(w http.ResponseWriter, p *Problem) {
	p.Request = w.Header().Get("X-Request-Id")
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p)
}
