// Package store holds the record: every line of SQL over cases, worklists,
// notices, procedures and files. Everything else in the program speaks to
// PostgreSQL through the functions here.
//
// The record proper is the table steps: one row per event, chained by hashes,
// never changed. All other tables of a case are views of it that are written
// in the same transaction (see Record).
package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Errors that callers tell apart.
var (
	// ErrNotFound says that nothing is there, or nothing that the caller may
	// see: the two are never told apart.
	ErrNotFound = errors.New("store: not found")
	// ErrConflict says that somebody else changed the row meanwhile, or that
	// its name is taken by something else.
	ErrConflict = errors.New("store: conflict")
)

// Store is a pool of connections to the database of the record. It is safe for
// concurrent use.
type Store struct {
	pool *pgxpool.Pool
}

// Options tune Open. The zero value is right for production.
type Options struct {
	MaxConns int32 // size of the pool; 0: 20
	// Unsafe allows a server that may forget acknowledged writes. Only tests
	// that run on a throw-away server set it.
	Unsafe bool
	// Tracer is told of every statement; nil: nobody is.
	Tracer pgx.QueryTracer
}

// Open connects to the database at url. It refuses a server whose settings
// could lose acknowledged writes (fsync, full_page_writes, synchronous_commit)
// and a database whose schema is behind this program: see Migrate.
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	config, err := poolConfig(url, o)
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("store: connect: %w", err)
	}
	s := &Store{pool: pool}
	if err := s.ready(ctx, o); err != nil {
		pool.Close()
		return nil, err
	}
	return s, nil
}

func (s *Store) ready(ctx context.Context, o Options) error {
	if err := s.Ping(ctx); err != nil {
		return err
	}
	if !o.Unsafe {
		if err := s.checkDurable(ctx); err != nil {
			return err
		}
	}
	return s.checkSchema(ctx)
}

// poolConfig sets the limits that every connection carries: no statement waits
// five seconds for a lock nor runs for longer than fifteen.
func poolConfig(url string, o Options) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("store: the database URL cannot be read: %w", err)
	}
	config.MaxConns = 20
	if o.MaxConns > 0 {
		config.MaxConns = o.MaxConns
	}
	config.MinConns = min(4, config.MaxConns)
	config.ConnConfig.ConnectTimeout = 10 * time.Second
	config.ConnConfig.Tracer = o.Tracer
	if config.ConnConfig.RuntimeParams["application_name"] == "" {
		config.ConnConfig.RuntimeParams["application_name"] = "donthu"
	}
	for name, value := range map[string]string{
		"DateStyle":                           "ISO",
		"TimeZone":                            "UTC",
		"lock_timeout":                        "5s",
		"statement_timeout":                   "15s",
		"idle_in_transaction_session_timeout": "30s",
	} {
		config.ConnConfig.RuntimeParams[name] = value
	}
	return config, nil
}

// Close gives all connections back. Calls in flight end first.
func (s *Store) Close() { s.pool.Close() }

// Ping asks the server for a sign of life.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.pool.Ping(ctx); err != nil {
		return fmt.Errorf("store: the database does not answer: %w", err)
	}
	return nil
}

// inTx runs do in one transaction: all of it stands, or nothing.
func (s *Store) inTx(ctx context.Context, do func(pgx.Tx) error) error {
	return pgx.BeginFunc(ctx, s.pool, do)
}

// found turns the driver's "no rows" into ErrNotFound.
func found(err error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrNotFound
	}
	return err
}

// SQLSTATE codes that are answers rather than failures.
const (
	uniqueViolation = "23505"
	foreignKey      = "23503"
	outOfSequence   = "DT001" // raised by the trigger on steps
	immutableRow    = "DT002" // raised by the triggers on append-only tables
)

// sqlState is the SQLSTATE of a database error; empty for any other.
func sqlState(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
