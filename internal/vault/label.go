package vault

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"

	"github.com/tink-crypto/tink-go/v2/aead/subtle"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// label is what the vault keeps beside the content of a file, sealed.
type label struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"` // of the content in clear
	Size   int64  `json:"size"`
	Key    []byte `json:"key"` // opens the content
}

// fileKind keeps labels apart from secrets in the associated data.
const fileKind = "file"

func labelPlace(token, caseID string) place {
	return place{kind: fileKind, token: token, caseID: caseID}
}

// newLabel describes a paper and makes the key of its content.
func newLabel(p Paper) label {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // it never fails
	return label{p.Name, p.SHA256, p.Size, key}
}

func (k *keys) sealLabel(l label, token, caseID string) ([]byte, error) {
	text, err := json.Marshal(l)
	if err != nil {
		return nil, errNever
	}
	// Padded: its length says nothing of the length of a name.
	return k.seal(padded(text), labelPlace(token, caseID))
}

func (k *keys) openLabel(ctx context.Context, sealed []byte, token, caseID string) (l label, err error) {
	text, err := k.unseal(ctx, sealed, labelPlace(token, caseID))
	if err != nil {
		return l, err
	}
	if json.Unmarshal([]byte(text), &l) != nil {
		return l, errors.New("vault: the entry is not a file")
	}
	return l, nil
}

// cipher is that of one content: AES-256-GCM under a key that seals nothing
// else, bound to the file's token.
func (l label) cipher() (tink.AEAD, error) { return subtle.NewAESGCM(l.Key) }

func contentPlace(token string) []byte { return []byte("donthu vault file 1\x00" + token) }

func (l label) sealContent(content []byte, token string) ([]byte, error) {
	c, err := l.cipher()
	if err != nil {
		return nil, ErrSealed
	}
	return c.Encrypt(content, contentPlace(token))
}

func (l label) openContent(sealed []byte, token string) ([]byte, error) {
	c, err := l.cipher()
	if err != nil {
		return nil, ErrSealed
	}
	content, err := c.Decrypt(sealed, contentPlace(token))
	if err != nil {
		return nil, ErrSealed
	}
	return content, nil
}

func (l label) paper(content []byte) Paper {
	return Paper{Name: l.Name, SHA256: l.SHA256, Size: l.Size, Content: content}
}
