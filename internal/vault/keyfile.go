package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// CreateKey writes a new key to path, readable by its owner only. It never
// replaces a file: a vault whose key is lost is lost with it.
func CreateKey(path string) error {
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return fmt.Errorf("vault: new key: %w", err)
	}
	var text bytes.Buffer
	if err := insecurecleartextkeyset.Write(handle, keyset.NewJSONWriter(&text)); err != nil {
		return fmt.Errorf("vault: new key: %w", err)
	}
	return writeNew(path, text.Bytes())
}

// EnsureKey makes the key at path where no file stands yet, and proves that it
// opens the vault at url, whose schema must be there. It makes none for a vault
// that has been sealed: a new key beside old secrets would hide that theirs is
// missing.
func EnsureKey(ctx context.Context, url, path string) error {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if err := unsealed(ctx, url, path); err != nil {
			return err
		}
		if err := CreateKey(path); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	v, err := Open(ctx, url, path)
	if err != nil {
		return err
	}
	v.Close()
	return nil
}

func unsealed(ctx context.Context, url, path string) error {
	pool, err := connect(ctx, url)
	if err != nil {
		return err
	}
	defer pool.Close()
	var sealed bool
	if err := pool.QueryRow(ctx, `SELECT EXISTS (SELECT FROM vault.keyset)`).Scan(&sealed); err != nil {
		return fmt.Errorf("vault: keyset: %w", err)
	}
	if sealed {
		return fmt.Errorf("%w: put its copy back at %s", ErrKeyMissing, path)
	}
	return nil
}

func writeNew(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("vault: key file: %w", err)
	}
	_, err = f.Write(content)
	if err := errors.Join(err, f.Sync(), f.Close(), syncFolder(filepath.Dir(path))); err != nil {
		return fmt.Errorf("vault: key file: %w", err)
	}
	return nil
}

// syncFolder keeps a new file's name through a power cut: what is encrypted a
// moment later is lost without it.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// readKey refuses a key file that others than its owner may read.
func readKey(path string) (tink.AEAD, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("vault: key file: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("vault: key file %s may be read by others than its owner: chmod 600 it", path)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("vault: key file: %w", err)
	}
	handle, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(content)))
	if err != nil {
		return nil, fmt.Errorf("vault: key file %s does not hold a key", path)
	}
	return aead.New(handle)
}
