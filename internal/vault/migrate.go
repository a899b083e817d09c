package vault

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// lockID keeps the vault's migrations apart from those of the record where
// both share a database: they may run at once.
const lockID = 0x646f6e7468755f76

// Migrate brings the vault at url to the schema of this program and says how
// many migrations it applied. Where an administrator made the schema vault and
// gave it to a role, that role needs no right to create schemas.
func Migrate(ctx context.Context, url string) (int, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return 0, errors.New("vault: the database URL cannot be read")
	}
	db := stdlib.OpenDB(*config)
	defer db.Close()
	if err := createSchema(ctx, db); err != nil {
		return 0, fmt.Errorf("vault: schema: %w", err)
	}
	provider, err := migrations(db)
	if err != nil {
		return 0, fmt.Errorf("vault: migrations: %w", err)
	}
	done, err := provider.Up(ctx)
	if err != nil {
		return len(done), fmt.Errorf("vault: migrate: %w", err)
	}
	return len(done), nil
}

// createSchema asks first: PostgreSQL refuses CREATE SCHEMA IF NOT EXISTS to a
// role that may not create schemas even where the schema exists. Two programs
// may both find it missing; the advisory lock lets one create it.
func createSchema(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, `DO $$ BEGIN
		PERFORM pg_advisory_xact_lock(7239408211465);
		IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'vault') THEN CREATE SCHEMA vault; END IF;
	END $$`)
	return err
}

func migrations(db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, err
	}
	versions, err := database.NewStore(database.DialectPostgres, "vault.goose_db_version")
	if err != nil {
		return nil, err
	}
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockID(lockID), lock.WithLockTimeout(1, 120))
	if err != nil {
		return nil, err
	}
	return goose.NewProvider("", db, files, goose.WithStore(versions),
		goose.WithSessionLocker(locker), goose.WithDisableGlobalRegistry(true))
}
