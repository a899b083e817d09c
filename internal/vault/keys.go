package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// keysetUse binds the wrapped keyset to its purpose.
var keysetUse = []byte("donthu vault keyset 1")

var errWrongKey = errors.New("vault: the key file does not open this vault's keyset: it is the key of another vault")

// keys is the keyset of the vault: the newest key encrypts, all decrypt. It
// stands in the database, wrapped by the key of the key file (kek), so that a
// copy of the database alone opens nothing.
type keys struct {
	pool *pgxpool.Pool

	mu   sync.RWMutex
	kek  tink.AEAD
	aead tink.AEAD
}

// open loads the keyset, or makes it on a new vault. Where two programs make
// it at once, the first wins and both load that one.
func (k *keys) open(ctx context.Context) error {
	err := k.load(ctx)
	if !errors.Is(err, pgx.ErrNoRows) {
		return err
	}
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return fmt.Errorf("vault: new keyset: %w", err)
	}
	wrapped, err := wrap(handle, k.master())
	if err != nil {
		return err
	}
	if _, err := k.pool.Exec(ctx, `INSERT INTO vault.keyset (wrapped) VALUES ($1) ON CONFLICT DO NOTHING`, wrapped); err != nil {
		return fmt.Errorf("vault: new keyset: %w", err)
	}
	return k.load(ctx)
}

func (k *keys) load(ctx context.Context) error {
	var wrapped []byte
	if err := k.pool.QueryRow(ctx, `SELECT wrapped FROM vault.keyset`).Scan(&wrapped); err != nil {
		return fmt.Errorf("vault: keyset: %w", err)
	}
	handle, err := k.unwrap(wrapped)
	if err != nil {
		return err
	}
	primitive, err := aead.New(handle)
	if err != nil {
		return fmt.Errorf("vault: keyset: %w", err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.aead = primitive
	return nil
}

func wrap(handle *keyset.Handle, kek tink.AEAD) ([]byte, error) {
	var out bytes.Buffer
	if err := handle.WriteWithAssociatedData(keyset.NewBinaryWriter(&out), kek, keysetUse); err != nil {
		return nil, fmt.Errorf("vault: wrap keyset: %w", err)
	}
	return out.Bytes(), nil
}

func (k *keys) unwrap(wrapped []byte) (*keyset.Handle, error) {
	handle, err := keyset.ReadWithAssociatedData(keyset.NewBinaryReader(bytes.NewReader(wrapped)), k.master(), keysetUse)
	if err != nil {
		return nil, errWrongKey
	}
	return handle, nil
}

func (k *keys) master() tink.AEAD {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.kek
}

func (k *keys) current() tink.AEAD {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.aead
}

// seal encrypts text for exactly one place.
func (k *keys) seal(text string, at place) ([]byte, error) {
	sealed, err := k.current().Encrypt([]byte(text), at.bytes())
	if err != nil {
		return nil, errors.New("vault: encryption failed")
	}
	return sealed, nil
}

// unseal decrypts what stands at a place. Another program may have rotated the
// keyset meanwhile, so a failure is tried once more with the keyset as it
// stands now.
func (k *keys) unseal(ctx context.Context, sealed []byte, at place) (string, error) {
	text, err := k.current().Decrypt(sealed, at.bytes())
	if err == nil {
		return string(text), nil
	}
	if err := k.load(ctx); err != nil {
		return "", err
	}
	text, err = k.current().Decrypt(sealed, at.bytes())
	if err != nil {
		return "", ErrSealed
	}
	return string(text), nil
}

// Rotate wraps the keyset with the master key in keyFile, and adds a key with
// which all later secrets are encrypted. Older secrets stay readable; the master
// key of before opens nothing that is in the database from then on. Programs
// that hold it read no later secret until they are started with the new one.
func (v *Vault) Rotate(ctx context.Context, keyFile string) error {
	kek, err := readKey(keyFile)
	if err != nil {
		return err
	}
	if err := pgx.BeginFunc(ctx, v.pool, func(tx pgx.Tx) error { return v.keys.rotate(ctx, tx, kek) }); err != nil {
		return err
	}
	v.keys.mu.Lock()
	v.keys.kek = kek
	v.keys.mu.Unlock()
	return v.keys.load(ctx)
}

func (k *keys) rotate(ctx context.Context, tx pgx.Tx, kek tink.AEAD) error {
	var wrapped []byte
	if err := tx.QueryRow(ctx, `SELECT wrapped FROM vault.keyset FOR UPDATE`).Scan(&wrapped); err != nil {
		return fmt.Errorf("vault: keyset: %w", err)
	}
	handle, err := k.unwrap(wrapped)
	if err != nil {
		return err
	}
	if handle, err = withNewKey(handle); err != nil {
		return err
	}
	if wrapped, err = wrap(handle, kek); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE vault.keyset SET wrapped = $1`, wrapped); err != nil {
		return fmt.Errorf("vault: keyset: %w", err)
	}
	return nil
}

func withNewKey(handle *keyset.Handle) (*keyset.Handle, error) {
	manager := keyset.NewManagerFromHandle(handle)
	id, err := manager.Add(aead.AES256GCMKeyTemplate())
	if err == nil {
		err = manager.SetPrimary(id)
	}
	if err != nil {
		return nil, fmt.Errorf("vault: new key: %w", err)
	}
	return manager.Handle()
}
