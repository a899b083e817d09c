package runner

import (
	"bytes"
	"encoding/base64"
	"os"
	"strings"
	"testing"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"
	"google.golang.org/protobuf/proto"
)

func testCodec(t *testing.T, file string) *codec {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := ParseKeys(text)
	if err != nil {
		t.Fatal(err)
	}
	c, err := newCodec(keys, returned)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSealedPayloadsComeBack(t *testing.T) {
	data := newConverter(testCodec(t, "keys"))
	for _, text := range []string{"", "ngắn", strings.Repeat("Nguyễn Văn A, thôn Đông, xã Yên Sơn. ", 500)} {
		p, err := data.ToPayload(text)
		if err != nil {
			t.Fatal(err)
		}
		if text != "" && bytes.Contains(p.Data, []byte(text)) {
			t.Fatal("the payload stands in clear")
		}
		if len(text) > 1000 && len(p.Data) > len(text)/4 {
			t.Errorf("%d bytes sealed into %d: not compressed", len(text), len(p.Data))
		}
		var back string
		if err := data.FromPayload(p, &back); err != nil || back != text {
			t.Fatalf("came back as %d bytes, %v", len(back), err)
		}
	}
}

// The golden file was sealed by the key "old", before "new" was put on top. Its
// bytes never change: what a release has sealed, every later one must open.
func TestOldKeyStillOpens(t *testing.T) {
	text, err := os.ReadFile("testdata/golden.b64")
	if err != nil {
		t.Fatal(err)
	}
	for name, line := range map[string]string{"short": strings.Fields(string(text))[0], "compressed": strings.Fields(string(text))[1]} {
		raw, err := base64.StdEncoding.DecodeString(line)
		if err != nil {
			t.Fatal(err)
		}
		var p commonpb.Payload
		if err := proto.Unmarshal(raw, &p); err != nil {
			t.Fatal(err)
		}
		var back string
		if err := newConverter(testCodec(t, "keys")).FromPayload(&p, &back); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !strings.HasPrefix(back, "Đơn khiếu nại") {
			t.Errorf("%s came back as %q", name, back)
		}
	}
}

func TestCodecFailsClosed(t *testing.T) {
	c := testCodec(t, "keys")
	clear, _ := converter.GetDefaultDataConverter().ToPayload("clear")
	sealed, err := newConverter(c).ToPayload("secret")
	if err != nil {
		t.Fatal(err)
	}
	change := func(do func(*commonpb.Payload)) *commonpb.Payload {
		p := proto.Clone(sealed).(*commonpb.Payload)
		do(p)
		return p
	}
	for name, p := range map[string]*commonpb.Payload{
		"in clear":    clear,
		"changed":     change(func(p *commonpb.Payload) { p.Data[len(p.Data)-1] ^= 1 }),
		"cut":         change(func(p *commonpb.Payload) { p.Data = p.Data[:5] }),
		"empty":       change(func(p *commonpb.Payload) { p.Data = nil }),
		"unknown key": change(func(p *commonpb.Payload) { p.Metadata[keyIDKey] = []byte("lost") }),
		"other key":   change(func(p *commonpb.Payload) { p.Metadata[keyIDKey] = []byte("old") }),
	} {
		if out, err := c.Decode([]*commonpb.Payload{p}); err == nil {
			t.Errorf("%s: accepted as %v", name, out)
		} else if strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "clear\"") {
			t.Errorf("%s: the error quotes the payload: %v", name, err)
		}
	}
}

func TestWorkerPanicsOnWhatItCannotOpen(t *testing.T) {
	c := testCodec(t, "keys")
	c.onFail = panicked
	defer func() {
		if recover() == nil {
			t.Error("no panic: the workflow would be failed for a lost key")
		}
	}()
	c.Decode([]*commonpb.Payload{{Data: []byte("x")}})
}

func TestNoKeyNoCodec(t *testing.T) {
	if _, err := newCodec(Keys{}, returned); err == nil {
		t.Error("a codec without a key was made")
	}
}

func TestKeyFiles(t *testing.T) {
	good := NewKey("a") + "\n# the former key\n" + NewKey("b")
	keys, err := ParseKeys([]byte(good))
	if err != nil || keys.seals != "a" || len(keys.open) != 2 {
		t.Fatalf("%v, %v", keys.seals, err)
	}
	for name, bad := range map[string]string{
		"empty": "", "comment only": "# none\n", "short": "a " + base64.StdEncoding.EncodeToString(make([]byte, 16)),
		"no id": base64.StdEncoding.EncodeToString(make([]byte, 32)), "twice": NewKey("a") + NewKey("a"), "not base64": "a !!!",
	} {
		if _, err := ParseKeys([]byte(bad)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
