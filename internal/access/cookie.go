package access

import (
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// Cookie carries the session id. Over https its name begins with __Host-: no
// other host and no unencrypted page can set it. Over plain http, which only
// the loopback may use, browsers refuse that name.
type Cookie struct{ secure bool }

// CookieFor is the cookie of a page at publicURL.
func CookieFor(publicURL string) Cookie {
	return Cookie{secure: strings.HasPrefix(strings.ToLower(publicURL), "https://")}
}

// Name is the cookie's name.
func (c Cookie) Name() string {
	if c.secure {
		return "__Host-donthu"
	}
	return "donthu"
}

// Of is the cookie that sends a session id to the browser, for life long; no
// life takes it back.
func (c Cookie) Of(id string, life time.Duration) http.Cookie {
	seconds := int(life.Seconds())
	if seconds <= 0 {
		id, seconds = "", -1
	}
	return http.Cookie{Name: c.Name(), Value: id, Path: "/", MaxAge: seconds, Secure: c.secure, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

// Read is the session id of a request; empty: none.
func (c Cookie) Read(r *http.Request) string {
	cookie, err := r.Cookie(c.Name())
	if err != nil {
		return ""
	}
	return cookie.Value
}

// Life is how long a session may last, for Cookie.Set.
func (d *Desk) Life() time.Duration { return d.o.Limit }

// Address is where a request comes from. X-Forwarded-For is believed only of
// the proxies in trusted, and read from the right: whoever sends the request
// writes what stands at the left.
func Address(r *http.Request, trusted []netip.Prefix) netip.Addr {
	remote, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	from := remote.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && within(from, trusted); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		from = hop.Unmap()
	}
	return from
}

func within(a netip.Addr, networks []netip.Prefix) bool {
	for _, n := range networks {
		if n.Contains(a) {
			return true
		}
	}
	return false
}
