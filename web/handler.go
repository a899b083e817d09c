package web

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// noncePlace stands in index.html where each answer's own nonce goes.
const noncePlace = "__CSP_NONCE__"

// unbuilt is shown when the program was compiled without the page.
const unbuilt = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Đơn thư</title>
<h1>Trang chưa được dựng</h1>
<p>Chương trình này được biên dịch khi chưa dựng trang. Chạy <code>npm ci &amp;&amp; npm run build</code> trong thư mục <code>web</code>, rồi biên dịch lại.</p>
<p>API vẫn hoạt động tại <code>/api/v1</code>.</p></html>`

// Handler serves the page. Hashed files are cached for a year; every unknown
// path without a file extension is a route of the page and gets index.html,
// never cached, under a content policy that allows neither inline scripts nor
// anything from elsewhere.
func Handler() http.Handler { return serve(Assets()) }

func serve(assets fs.FS) http.Handler {
	files := http.FileServerFS(assets)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		switch {
		case isFile(assets, name) && name != "index.html":
			cacheFor(w, name)
			files.ServeHTTP(w, r)
		case path.Ext(name) != "" && strings.HasPrefix(name, "assets/"):
			http.NotFound(w, r) // a file of an older build must not become a page
		default:
			index(w, assets)
		}
	})
}

func isFile(assets fs.FS, name string) bool {
	info, err := fs.Stat(assets, name)
	return err == nil && !info.IsDir() && !strings.HasPrefix(name, ".")
}

func cacheFor(w http.ResponseWriter, name string) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if strings.HasPrefix(name, "assets/") {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
}

func index(w http.ResponseWriter, assets fs.FS) {
	page, err := fs.ReadFile(assets, "index.html")
	if errors.Is(err, fs.ErrNotExist) {
		page, err = []byte(unbuilt), nil
	}
	if err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	nonce := rand.Text()
	head := w.Header()
	head.Set("Content-Type", "text/html; charset=utf-8")
	head.Set("Cache-Control", "no-store")
	head.Set("Content-Security-Policy", policy(nonce))
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Referrer-Policy", "no-referrer")
	_, _ = w.Write(bytes.ReplaceAll(page, []byte(noncePlace), []byte(nonce)))
}

// policy lets style sheets made at run time through by the nonce; scripts come
// from the program's own files only.
func policy(nonce string) string {
	return "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce + "'; " +
		"img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
		"frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
}
