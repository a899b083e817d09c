package api

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"github.com/donthu/donthu/internal/access"
)

func bare() http.Handler {
	s := &Server{Cookie: access.CookieFor("http://127.0.0.1"), Log: zerolog.Nop(), Metrics: prometheus.NewRegistry()}
	return s.Handler()
}

func ask(t *testing.T, h http.Handler, method, path string, header map[string]string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for k, v := range header {
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

//go:generate env UPDATE=1 go test -count=1 -run ^TestSpecificationIsPublished$ .

// TestSpecificationIsPublished: docs/openapi.json, from which the page's types
// are made, is what the server would say of itself. UPDATE=1 writes it.
func TestSpecificationIsPublished(t *testing.T) {
	const name = "../../docs/openapi.json"
	var served bytes.Buffer
	if err := json.Indent(&served, ask(t, bare(), "GET", "/openapi.json", nil).Body.Bytes(), "", " "); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(name, served.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if kept, err := os.ReadFile(name); err != nil || !bytes.Equal(kept, served.Bytes()) {
		t.Errorf("%s is stale (%v): make gen", name, err)
	}
	var doc struct {
		OpenAPI string         `json:"openapi"`
		Paths   map[string]any `json:"paths"`
	}
	if err := json.Unmarshal(served.Bytes(), &doc); err != nil || doc.OpenAPI[:3] != "3.1" || len(doc.Paths) < 25 {
		t.Fatalf("%v %s, %d paths", err, doc.OpenAPI, len(doc.Paths))
	}
}

func TestStrangersAreToldNothing(t *testing.T) {
	w := ask(t, bare(), "GET", "/api/v1/cases/KHA.01-2026-00001", nil)
	var p Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	if w.Code != 401 || p.Code != "signed-out" || p.Detail == "" || p.Request == "" || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("%d %+v %s", w.Code, p, w.Header())
	}
}

func TestOtherSitesCannotWrite(t *testing.T) {
	w := ask(t, bare(), "POST", "/api/v1/session", map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"})
	var p Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 403 || p.Code != "cross-site" {
		t.Errorf("%v %d %+v", err, w.Code, p)
	}
}

func TestUnknownAddressesOfTheAPIAreProblems(t *testing.T) {
	w := ask(t, bare(), "GET", "/api/v1/nothing-here", nil)
	var p Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 404 || p.Code != "not-found" {
		t.Errorf("%v %d %s", err, w.Code, w.Body)
	}
}
