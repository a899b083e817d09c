package access_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/access"
)

func TestCookie(t *testing.T) {
	for url, want := range map[string]string{
		"https://donthu.gov.vn": "__Host-donthu=abc; Path=/; Max-Age=3600; HttpOnly; Secure; SameSite=Lax",
		"http://127.0.0.1:8080": "donthu=abc; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax",
	} {
		c, w := access.CookieFor(url), httptest.NewRecorder()
		cookie := c.Of("abc", time.Hour)
		http.SetCookie(w, &cookie)
		if got := w.Header().Get("Set-Cookie"); got != want {
			t.Errorf("%s: %s", url, got)
		}
		r := httptest.NewRequest("GET", url, nil)
		if c.Read(r) != "" {
			t.Error("read a cookie that is not there")
		}
		r.Header.Set("Cookie", strings.Split(want, ";")[0])
		if got := c.Read(r); got != "abc" {
			t.Errorf("read %q", got)
		}
	}
}

func TestAddressBelievesOnlyTrustedProxies(t *testing.T) {
	trusted := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	for _, c := range []struct{ remote, forwarded, want string }{
		{"203.0.113.9:1", "1.2.3.4", "203.0.113.9"},
		{"10.0.0.1:1", "", "10.0.0.1"},
		{"10.0.0.1:1", "1.2.3.4, 203.0.113.9", "203.0.113.9"},
		{"10.0.0.1:1", "1.2.3.4, 203.0.113.9, 10.0.0.2", "203.0.113.9"},
		{"10.0.0.1:1", "1.2.3.4, junk", "10.0.0.1"},
		{"[::ffff:10.0.0.1]:1", "2001:db8::1", "2001:db8::1"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := access.Address(r, trusted); got.String() != c.want {
			t.Errorf("%s via %q: %s", c.remote, c.forwarded, got)
		}
	}
}
