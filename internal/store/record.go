package store

import (
	"context"

	"github.com/donthu/donthu/internal/contract"
)

// Record writes one step of a case and all that follows from it, in one
// transaction.
func (s *Store) Record(ctx context.Context, in contract.RecordInput) (contract.RecordOutput, error) {
	return contract.RecordOutput{}, nil
}
