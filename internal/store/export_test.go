package store

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// TasksQuery and CasesQuery let a test look at their plans.
func TasksQuery() string { return tasksQuery }
func CasesQuery() string { return casesQuery }

// MigrateTo brings the database at url up or down to a migration.
func MigrateTo(ctx context.Context, url string, version int64) error {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return err
	}
	db := stdlib.OpenDB(*config)
	defer db.Close()
	provider, err := migrations(db)
	if err != nil {
		return err
	}
	if _, err = provider.UpTo(ctx, version); err != nil {
		return err
	}
	_, err = provider.DownTo(ctx, version)
	return err
}
