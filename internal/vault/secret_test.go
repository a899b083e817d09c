package vault_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/rs/zerolog"
	"gopkg.in/yaml.v3"

	"github.com/donthu/donthu/internal/vault"
)

const canary = "Nguyễn Thị Hoàng Yến"

var person = vault.Person{Name: canary, BirthYear: 1971, IDNumber: "058171009999", Phone: "0913555777", Address: "Thôn Phú Thọ, xã Phước Dinh", Protect: false}

// holder hides its secrets in unexported fields: package fmt then skips their
// methods and prints what it finds by reflection.
type holder struct {
	text   vault.Secret
	who    vault.Identity
	Public vault.Secret
	list   []vault.Secret
	byName map[string]vault.Identity
	ptr    *vault.Secret
}

func leaky(t *testing.T, where, out string) {
	t.Helper()
	for _, word := range []string{canary, "Hoàng", "Yến", "058171009999", "0913555777", "1971", "Phú Thọ", fmt.Sprintf("%x", "Hoàng"), fmt.Sprintf("%X", "Hoàng")} {
		if strings.Contains(out, word) {
			t.Errorf("%s leaks %q: %s", where, word, out)
		}
	}
}

func values() []any {
	s, i := vault.NewSecret(canary), vault.NewIdentity(person)
	h := holder{text: s, who: i, Public: s, list: []vault.Secret{s}, byName: map[string]vault.Identity{"a": i}, ptr: &s}
	return []any{s, i, &s, &i, []vault.Secret{s}, []vault.Identity{i}, map[string]vault.Secret{"a": s}, h, &h, []holder{h}, any(i)}
}

func TestNoVerbOfFmtShowsASecret(t *testing.T) {
	for _, v := range values() {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "% x", "%d", "%t", "%p", "%T", "%U", "%c", "%o", "%b", "%e", "%10s", "%-5.3v"} {
			leaky(t, verb, fmt.Sprintf(verb, v))
		}
		leaky(t, "Sprint", fmt.Sprint(v))
		leaky(t, "Errorf", fmt.Errorf("failed on %v: %w", v, errors.New("x")).Error())
	}
	if got := fmt.Sprintf("%v %+v %#v %s %q", vault.NewSecret(canary), vault.NewSecret(canary), vault.NewSecret(canary), vault.NewSecret(canary), vault.NewIdentity(person)); got != strings.TrimSpace(strings.Repeat("[secret] ", 5)) {
		t.Errorf("the mask is %q", got)
	}
}

func TestNoEncoderWritesASecret(t *testing.T) {
	for _, v := range values() {
		text, err := json.Marshal(v)
		leaky(t, "json", fmt.Sprint(string(text), err))
		var out bytes.Buffer
		err = gob.NewEncoder(&out).Encode(v)
		leaky(t, "gob", fmt.Sprint(out.String(), err))
		text, err = xml.Marshal(v)
		leaky(t, "xml", fmt.Sprint(string(text), err))
		func() {
			defer func() { leaky(t, "yaml panic", fmt.Sprint(recover())) }()
			text, err = yaml.Marshal(v)
			leaky(t, "yaml", fmt.Sprint(string(text), err))
		}()
	}
	for _, v := range []any{vault.NewSecret(canary), vault.NewIdentity(person), []vault.Secret{vault.NewSecret(canary)}} {
		if _, err := json.Marshal(v); err == nil {
			t.Errorf("%T was marshalled", v)
		}
		if err := gob.NewEncoder(&bytes.Buffer{}).Encode(v); err == nil {
			t.Errorf("%T was encoded", v)
		}
	}
	if _, err := vault.NewSecret(canary).Value(); err == nil {
		t.Error("a database would take it")
	}
}

func TestNoLogShowsASecret(t *testing.T) {
	for _, v := range values() {
		var out bytes.Buffer
		z := zerolog.New(&out)
		z.Info().Interface("who", v).Any("again", v).Msg("x")
		if o, is := v.(zerolog.LogObjectMarshaler); is {
			z.Info().Object("who", o).EmbedObject(o).Msg("x")
		}
		if s, is := v.(fmt.Stringer); is {
			z.Info().Stringer("who", s).Msgf("%v", s)
		}
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "who", v)
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "who", v)
		leaky(t, "log", out.String())
	}
}

func TestARequestIsHiddenAsItIsRead(t *testing.T) {
	var in struct {
		Who  vault.Identity
		Text vault.Secret
	}
	if err := json.Unmarshal([]byte(`{"Who":{"name":"`+canary+`","protect":true},"Text":"kể"}`), &in); err != nil {
		t.Fatal(err)
	}
	if p := in.Who.Reveal(); p.Name != canary || !p.Protect || in.Text.Reveal() != "kể" {
		t.Errorf("read %q", p.Name)
	}
	for _, bad := range []string{`{"Who":{"name":" "}}`, `{"Who":{"Hoàng":1}}`, `{"Who":{"name":"` + canary + `","birthYear":"Yến"}}`, `{"Who":"Hoàng"}`, `{"Text":{"Hoàng":1}}`} {
		err := json.Unmarshal([]byte(bad), &in)
		if err == nil {
			t.Errorf("accepted %s", bad)
			continue
		}
		leaky(t, "error", err.Error())
	}
}

func TestMask(t *testing.T) {
	for name, want := range map[string]string{
		"Nguyễn Văn An": "Ng*** V** A**", "Lê Ý": "L** Ý**", "An": "A**", "  Trần   Bình ": "Tr*** B**", "": "",
	} {
		if got := vault.NewIdentity(vault.Person{Name: name}).Masked(); got != want {
			t.Errorf("%q is shown as %q, want %q", name, got, want)
		}
	}
	if got := vault.NewIdentity(vault.Person{Name: canary, Protect: true}).Masked(); got != vault.ProtectedPetitioner {
		t.Errorf("protected is shown as %q", got)
	}
}
