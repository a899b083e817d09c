package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

func TestHandler(t *testing.T) {
	built := fstest.MapFS{
		"index.html":          {Data: []byte(`<meta name="csp-nonce" content="__CSP_NONCE__">`)},
		"assets/page-a1b2.js": {Data: []byte("export {}")},
		"favicon.svg":         {Data: []byte("<svg/>")},
	}
	for _, c := range []struct {
		name, method, path string
		status             int
		cache, body        string
	}{
		{"a route is the page", "GET", "/ho-so/KN-2026-000118", 200, "no-store", "csp-nonce"},
		{"the root is the page", "GET", "/", 200, "no-store", "csp-nonce"},
		{"a version with dots is a route", "GET", "/quy-trinh/to-cao/2026.1", 200, "no-store", "csp-nonce"},
		{"a hashed file stays for good", "GET", "/assets/page-a1b2.js", 200, "public, max-age=31536000, immutable", "export"},
		{"another file is asked for again", "GET", "/favicon.svg", 200, "no-cache", "svg"},
		{"a file of an older build is gone", "GET", "/assets/page-old.js", 404, "", "not found"},
		{"nothing is written here", "POST", "/viec", 405, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ask(serve(built), c.method, c.path)
			if got.Code != c.status || got.Header().Get("Cache-Control") != c.cache || !strings.Contains(got.Body.String(), c.body) {
				t.Fatalf("%s %s: %d %q %q", c.method, c.path, got.Code, got.Header().Get("Cache-Control"), got.Body)
			}
		})
	}
}

func TestHandlerNonce(t *testing.T) {
	h := serve(fstest.MapFS{"index.html": {Data: []byte("content=__CSP_NONCE__")}})
	first, second := ask(h, "GET", "/"), ask(h, "GET", "/")
	nonce := strings.TrimPrefix(first.Body.String(), "content=")
	if len(nonce) < 20 || first.Body.String() == second.Body.String() {
		t.Fatalf("nonce is not new each time: %q %q", first.Body, second.Body)
	}
	if csp := first.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "'nonce-"+nonce+"'") || strings.Contains(csp, "unsafe") {
		t.Fatalf("policy %q does not fit nonce %q", csp, nonce)
	}
}

func TestHandlerWithoutBuild(t *testing.T) {
	got := ask(serve(fstest.MapFS{".keep": {}}), "GET", "/viec")
	if got.Code != 200 || !strings.Contains(got.Body.String(), "npm run build") {
		t.Fatalf("%d %s", got.Code, got.Body)
	}
	if hidden := ask(serve(fstest.MapFS{".keep": {Data: []byte("x")}}), "GET", "/.keep"); hidden.Body.String() == "x" {
		t.Fatal("placeholder is served")
	}
}

func ask(h http.Handler, method, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, path, nil))
	return w
}
