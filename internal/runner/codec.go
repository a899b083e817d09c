package runner

import (
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"
	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"
	"google.golang.org/protobuf/proto"
)

// What stands in clear beside a sealed payload: the name of this format and
// the id of its key.
const (
	encodingKey = "encoding"
	encoding    = "donthu/1"
	keyIDKey    = "key"
)

// First byte of the plain text: how the rest is written.
const (
	asIs       byte = 0
	compressed byte = 1
)

const (
	worthwhile = 200     // shorter payloads do not shrink enough to pay for it
	largest    = 8 << 20 // bytes a payload may unfold to
)

// codec seals every payload that goes to Temporal with AES-256-GCM and opens
// what comes back. It fails closed: what it did not seal it does not accept.
// The associated data is made of constants and the key id only, so nothing of
// the circumstances has to be known to open an old payload.
type codec struct {
	keys   Keys
	zip    *zstd.Encoder
	unzip  *zstd.Decoder
	onFail func(error) error
}

func newCodec(keys Keys, onFail func(error) error) (*codec, error) {
	if keys.seals == "" {
		return nil, errors.New("codec: there is no key")
	}
	zip, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false),
		zstd.WithWindowSize(64<<10), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, err
	}
	unzip, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(largest), zstd.WithDecoderLowmem(true))
	if err != nil {
		return nil, err
	}
	return &codec{keys: keys, zip: zip, unzip: unzip, onFail: onFail}, nil
}

// returned hands an error to the caller: right in a client.
func returned(err error) error { return err }

// panicked panics: right in a worker. There, a returned error would fail the
// workflow itself (a worker with the wrong key would end every case it met); a
// panic fails the workflow task, which Temporal tries again.
func panicked(err error) error { panic(err) }

func newConverter(c *codec) converter.DataConverter {
	return converter.NewCodecDataConverter(converter.GetDefaultDataConverter(), c)
}

// Encode seals payloads.
func (c *codec) Encode(payloads []*commonpb.Payload) ([]*commonpb.Payload, error) {
	return c.each(payloads, c.seal)
}

// Decode opens payloads.
func (c *codec) Decode(payloads []*commonpb.Payload) ([]*commonpb.Payload, error) {
	return c.each(payloads, c.unseal)
}

func (c *codec) each(in []*commonpb.Payload, do func(*commonpb.Payload) (*commonpb.Payload, error)) ([]*commonpb.Payload, error) {
	out := make([]*commonpb.Payload, len(in))
	for i, p := range in {
		var err error
		if out[i], err = do(p); err != nil {
			return nil, c.onFail(fmt.Errorf("codec: %w", err))
		}
	}
	return out, nil
}

func (c *codec) seal(p *commonpb.Payload) (*commonpb.Payload, error) {
	plain, err := proto.MarshalOptions{}.MarshalAppend([]byte{asIs}, p)
	if err != nil {
		return nil, errors.New("a payload cannot be written")
	}
	if len(plain) > worthwhile {
		if small := c.zip.EncodeAll(plain[1:], []byte{compressed}); len(small) < len(plain) {
			plain = small
		}
	}
	id := c.keys.seals
	aead := c.keys.open[id]
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
	rand.Read(nonce)
	return &commonpb.Payload{
		Metadata: map[string][]byte{encodingKey: []byte(encoding), keyIDKey: []byte(id)},
		Data:     aead.Seal(nonce, nonce, plain, bound(id)),
	}, nil
}

func (c *codec) unseal(p *commonpb.Payload) (*commonpb.Payload, error) {
	if string(p.GetMetadata()[encodingKey]) != encoding {
		return nil, errors.New("a payload is not sealed")
	}
	id := string(p.Metadata[keyIDKey])
	aead, known := c.keys.open[id]
	if !known {
		return nil, errors.New("a payload is sealed with a key that is not here")
	}
	if len(p.Data) < aead.NonceSize() {
		return nil, errors.New("a payload is cut off")
	}
	nonce, sealed := p.Data[:aead.NonceSize()], p.Data[aead.NonceSize():]
	plain, err := aead.Open(nil, nonce, sealed, bound(id))
	if err != nil || len(plain) == 0 {
		return nil, errors.New("a payload was changed or is sealed with another key")
	}
	return c.read(plain)
}

func (c *codec) read(plain []byte) (*commonpb.Payload, error) {
	how, text := plain[0], plain[1:]
	if how == compressed {
		var err error
		if text, err = c.unzip.DecodeAll(text, nil); err != nil {
			return nil, errors.New("a payload does not unfold")
		}
	}
	var p commonpb.Payload
	if err := proto.Unmarshal(text, &p); err != nil {
		return nil, errors.New("a payload cannot be read")
	}
	return &p, nil
}

// bound is the associated data: it ties a payload to its format and key.
func bound(id string) []byte { return []byte(encoding + "/" + id) }
