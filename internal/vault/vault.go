// Package vault keeps what names a person: who sent a petition, the free text in
// which they tell it, and the papers that come with it. Everything else in the program holds only a
// token. The vault has a schema, a key and, where wanted, a database and a role
// of its own (Luật Tố cáo 25/2018/QH14 Điều 56: the identity of the denouncer
// is kept secret by whoever receives, verifies or settles the denunciation).
//
// A secret leaves the vault as a Secret, an Identity or a File, which cannot be
// printed, logged, marshalled or stored; Reveal alone opens it, and a test
// holds the list of rooms that may call it.
package vault

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Errors that callers tell apart. None carries data.
var (
	ErrNotFound   = errors.New("vault: no such entry")
	ErrSealed     = errors.New("vault: the entry does not open with this key: it was changed, moved or encrypted under another key")
	ErrElsewhere  = errors.New("vault: the entry belongs to another case")
	ErrTooLong    = errors.New("vault: the text is too long")
	ErrKeyMissing = errors.New("vault: this vault is sealed, and its key is not here")
	ErrName       = errors.New("vault: a kind, field, case or token that the vault does not know")
)

// Vault is a pool of connections to the vault's database, and its keys. It is
// safe for concurrent use.
type Vault struct {
	pool  *pgxpool.Pool
	keys  *keys
	slots chan struct{} // one for each content of a file in memory
}

// Open connects to the vault at url with the key in keyFile (see CreateKey),
// and on a new vault makes its keyset. The schema must be there: see Migrate.
func Open(ctx context.Context, url, keyFile string) (*Vault, error) {
	kek, err := readKey(keyFile)
	if err != nil {
		return nil, err
	}
	pool, err := connect(ctx, url)
	if err != nil {
		return nil, err
	}
	v := &Vault{pool: pool, keys: &keys{pool: pool, kek: kek}, slots: make(chan struct{}, atOnce)}
	if err := v.keys.open(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	return v, nil
}

func connect(ctx context.Context, url string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, errors.New("vault: the database URL cannot be read")
	}
	config.MaxConns = 8
	config.ConnConfig.ConnectTimeout = 10 * time.Second
	for name, value := range map[string]string{
		"application_name":  "donthu vault",
		"TimeZone":          "UTC",
		"lock_timeout":      "5s",
		"statement_timeout": "15s",
	} {
		config.ConnConfig.RuntimeParams[name] = value
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("vault: connect: %w", err)
	}
	return pool, nil
}

// Close gives all connections back.
func (v *Vault) Close() { v.pool.Close() }

// Ping asks the vault's database for a sign of life.
func (v *Vault) Ping(ctx context.Context) error {
	if err := v.pool.Ping(ctx); err != nil {
		return fmt.Errorf("vault: the database does not answer: %w", err)
	}
	return nil
}
