package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// Migrate brings the database at url to the schema of this program and says how
// many migrations it applied. Several programs may call it at once: one works,
// the others wait (up to two minutes) and then find nothing to do.
func Migrate(ctx context.Context, url string) (int, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return 0, fmt.Errorf("store: the database URL cannot be read: %w", err)
	}
	db := stdlib.OpenDB(*config)
	defer db.Close()
	provider, err := migrations(db)
	if err != nil {
		return 0, fmt.Errorf("store: migrations: %w", err)
	}
	done, err := provider.Up(ctx)
	if err != nil {
		return len(done), fmt.Errorf("store: migrate: %w", err)
	}
	return len(done), nil
}

func migrations(db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, err
	}
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 120))
	if err != nil {
		return nil, err
	}
	// Two rooms number their migrations apart (the record below 100, people
	// from 100), so a lower number may arrive after a higher one.
	return goose.NewProvider(goose.DialectPostgres, db, files,
		goose.WithSessionLocker(locker), goose.WithAllowOutofOrder(true), goose.WithDisableGlobalRegistry(true))
}

// checkSchema refuses a database that lacks a migration this program knows.
func (s *Store) checkSchema(ctx context.Context) error {
	var table *string
	if err := s.pool.QueryRow(ctx, `SELECT to_regclass('goose_db_version')::text`).Scan(&table); err != nil {
		return fmt.Errorf("store: read schema version: %w", err)
	}
	applied := map[int64]bool{}
	if table != nil {
		rows, _ := s.pool.Query(ctx, `SELECT version_id FROM goose_db_version WHERE is_applied`)
		versions, err := pgx.CollectRows(rows, pgx.RowTo[int64])
		if err != nil {
			return fmt.Errorf("store: read schema version: %w", err)
		}
		for _, v := range versions {
			applied[v] = true
		}
	}
	return missing(applied)
}

func missing(applied map[int64]bool) error {
	files, err := fs.ReadDir(migrationFiles, "migrations")
	if err != nil {
		return err
	}
	for _, f := range files {
		number, _, _ := strings.Cut(f.Name(), "_")
		version, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return fmt.Errorf("store: migration %s has no number", f.Name())
		}
		if !applied[version] {
			return fmt.Errorf("store: the database lacks migration %s: run `donthu migrate` first", f.Name())
		}
	}
	return nil
}
