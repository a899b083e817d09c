package dev

import (
	"context"
	"html/template"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"github.com/donthu/donthu/internal/notify/sink"
)

// startMail opens the mail server that keeps what it gets, and the page that
// shows it. Both live in this process.
func (r *run) startMail(context.Context, *step) (string, error) {
	smtp, err := r.ports.choose("smtp", 1025)
	if err != nil {
		return "", err
	}
	page, err := r.ports.choose("mail-page", 8025)
	if err != nil {
		return "", err
	}
	mails, err := sink.Start(sink.Options{Address: at(smtp), File: filepath.Join(r.data, sink.FileName)})
	if err != nil {
		return "", err
	}
	r.later(func() { _ = mails.Close(context.Background()) }) // bounded by itself
	listener, err := net.Listen("tcp", at(page))
	if err != nil {
		return "", err
	}
	server := &http.Server{Handler: inboxPage(mails.List), ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = server.Serve(listener) }() // ends with Close
	r.later(func() { _ = server.Close() })
	r.inbox = "http://" + at(page)
	return "caught at " + at(smtp) + ", none leaves this machine", nil
}

// shown is how many mails the page holds.
const shown = 200

// localTime is that of the letters: +07:00 the year round.
var localTime = time.FixedZone("+07:00", 7*60*60)

var inboxTemplate = template.Must(template.New("inbox").Funcs(template.FuncMap{
	"at":   func(t time.Time) string { return t.In(localTime).Format("15:04:05 02/01/2006") },
	"join": func(to []string) string { return strings.Join(to, ", ") },
}).Parse(`<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5">
<title>Hộp thư thử ({{len .}})</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a }
article { border-top: 1px solid #bbb; padding: .75rem 0 }
h2 { font-size: 1.05rem; margin: 0 }
p { margin: 0; color: #555 }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0 0 }
</style>
<h1>Hộp thư thử</h1>
<p>Thư điện tử mà hệ thống gửi khi chạy thử, mới nhất ở trên; không thư nào ra khỏi máy này.</p>
{{range .}}<article>
<h2>{{.Subject}}</h2>
<p>Gửi {{join .To}} lúc {{at .At}}</p>
<pre>{{.Text}}</pre>
</article>
{{else}}<p>Chưa có thư nào.</p>
{{end}}</html>
`))

// inboxPage shows the newest mails. It has no scripts, and a mail's text stays
// text.
func inboxPage(mails func() []sink.Mail) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		list := mails()
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
		_ = inboxTemplate.Execute(w, list[:min(len(list), shown)]) // the reader went away
	})
}
