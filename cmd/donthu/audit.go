package main

import (
	"context"
	"os"
	"time"

	"github.com/donthu/donthu/internal/audit"
	"github.com/donthu/donthu/internal/lawbook"
	"github.com/donthu/donthu/internal/store"
)

// Audit holds the whole record against itself. It only reads, and may run
// beside everything else.
type Audit struct{}

// Run prints what does not hold together and fails if there is any.
func (Audit) Run() error {
	return withRecords(func(ctx context.Context, records *store.Store) error {
		r, err := audit.Run(ctx, records, lawbook.New(records), time.Now())
		if err != nil {
			return err
		}
		return r.Print(os.Stdout)
	})
}
