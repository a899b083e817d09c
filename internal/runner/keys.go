package runner

import (
	"bufio"
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

// keyBytes is the length of a key: AES-256.
const keyBytes = 32

// Keys are the keys of the codec. The first of the file seals; all of them
// open, so that a key stays readable for as long as histories hold its work.
type Keys struct {
	seals string
	open  map[string]cipher.AEAD
}

// ParseKeys reads a key file: one key a line, "<id> <base64 of 32 bytes>";
// empty lines and lines that begin with # are skipped. To rotate, put a new
// line on top and keep the old ones. Errors never quote the file.
func ParseKeys(file []byte) (Keys, error) {
	keys := Keys{open: map[string]cipher.AEAD{}}
	lines := bufio.NewScanner(bytes.NewReader(file))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := keys.add(line); err != nil {
			return Keys{}, fmt.Errorf("codec keys: line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return Keys{}, errors.New("codec keys: a line is too long")
	}
	if keys.seals == "" {
		return Keys{}, errors.New("codec keys: the file holds no key")
	}
	return keys, nil
}

func (k *Keys) add(line string) error {
	id, text, found := strings.Cut(line, " ")
	secret, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if !found || err != nil || len(secret) != keyBytes {
		return errors.New("want <id> <base64 of 32 bytes>")
	}
	if _, twice := k.open[id]; twice {
		return errors.New("the id stands twice")
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return err
	}
	if k.open[id], err = cipher.NewGCM(block); err != nil {
		return err
	}
	if k.seals == "" {
		k.seals = id
	}
	return nil
}

// NewKey makes a line for a key file, with a fresh random key under id.
func NewKey(id string) string {
	secret := make([]byte, keyBytes)
	rand.Read(secret) // never fails: crypto/rand ends the program instead
	return id + " " + base64.StdEncoding.EncodeToString(secret) + "\n"
}
