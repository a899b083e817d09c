package notify

import (
	"context"
	"fmt"

	"github.com/donthu/donthu/internal/notify/wording"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// ways are how people are reached beside the inbox, for one batch of notices.
type ways struct {
	mail      bool
	gateway   *Gateway // nil: none
	addresses map[string]string
	templates templates
}

// templates are the administrators' own texts by kind; built-in ones stand for
// those that are missing.
type templates map[string]wording.Template

// add writes the mail and the calls of the gateway for a letter.
func (w ways) add(r *store.Recipient, l letter) {
	t, mine := w.templates[l.kind()]
	if !mine {
		kind, _ := wording.KindOf(l.kind())
		t = kind.Builtin
	}
	text := wording.Render(t, l.values())
	if w.mail && l.to.Email != "" {
		r.Address, r.Subject, r.Text, r.HTML, r.Thread = l.to.Email, text.Subject, text.Text, text.HTML, "ho-so."+l.last().Case
	}
	if w.gateway != nil {
		r.Hooks = w.gateway.hooks(payload{Kind: l.kind(), Text: text.Short, Link: l.link,
			Recipient: payloadRecipient{l.to.ID, w.addresses[l.to.ID]}}, r.Address != "")
	}
}

// ways reads how these people are reached now.
func (d *Dispatcher) ways(ctx context.Context, words templates, users []string) (ways, error) {
	w := ways{mail: d.o.Mailer != nil, gateway: d.o.Gateway, templates: words}
	if w.gateway == nil {
		return w, nil
	}
	var err error
	w.addresses, err = d.store.GatewayAddresses(ctx, users)
	return w, err
}

// templates reads the administrators' own texts. One that this program cannot use
// any more, and even that they cannot be read, never stops an alarm: the built-in
// letter goes out, and the administrators are told.
func (d *Dispatcher) templates(ctx context.Context) templates {
	rows, err := d.store.Templates(ctx)
	if err != nil {
		d.o.Log.Error().Err(err).Msg("templates of letters cannot be read; built-in ones are used")
		return nil
	}
	usable := templates{}
	for _, r := range rows {
		k, known := wording.KindOf(r.Kind)
		if !known || r.Body == "" {
			continue
		}
		t := wording.Clean(wording.Template{Subject: r.Subject, Body: r.Body, Short: r.Short})
		if wording.Check(k, t).Failed() {
			d.sayBroken(ctx, k, r.Version)
			continue
		}
		usable[r.Kind] = t
	}
	return usable
}

func (d *Dispatcher) sayBroken(ctx context.Context, k wording.Kind, version int) {
	body := fmt.Sprintf("Mẫu thư “%s” (lần lưu %d) có lỗi nên không dùng được. Thư vẫn được gửi theo mẫu có sẵn. Việc cần làm: mở trang Mẫu thư, sửa mẫu hoặc quay về mẫu có sẵn.", k.Title, version)
	err := d.tellAdministrators(ctx, fmt.Sprintf("template/%s/%d", k.Name, version), store.Recipient{Kind: "template", Title: "Mẫu thư bị lỗi: " + k.Title, Body: body})
	if err != nil {
		d.o.Log.Error().Err(err).Str("kind", k.Name).Int("version", version).Msg("a template of letters is broken; the built-in one is used")
	}
}

// tellAdministrators puts an entry in the inbox of each, once for a key.
func (d *Dispatcher) tellAdministrators(ctx context.Context, key string, r store.Recipient) error {
	to, err := d.administrators(ctx, r)
	if err != nil {
		return err
	}
	_, err = d.store.Announce(ctx, key, to, d.o.Now())
	return err
}

func (d *Dispatcher) administrators(ctx context.Context, r store.Recipient) (to []store.Recipient, err error) {
	people, err := d.store.Users(ctx, "", administers, legaltime.DateOf(d.o.Now()))
	for _, u := range people {
		r.User = u.ID
		to = append(to, r)
	}
	return to, err
}
