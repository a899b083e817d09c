package activities

import (
	"context"

	"go.temporal.io/sdk/temporal"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Digester writes the digests of a day and says how many. It must be safe to
// repeat: nobody gets one twice.
type Digester interface {
	Day(ctx context.Context, day legaltime.Date) (int, error)
}

// Morning has digests written.
type Morning struct {
	Digests Digester
}

// Digest is the activity contract.DigestName, for a civil date at +07:00.
func (m Morning) Digest(ctx context.Context, day string) (int, error) {
	on, err := legaltime.ParseDate(day)
	if err != nil {
		return 0, temporal.NewNonRetryableApplicationError("not a date", contract.BrokenType, nil)
	}
	n, err := m.Digests.Day(ctx, on)
	if err != nil {
		return n, temporal.NewApplicationError("the digests were not written: "+reason(err), "digest")
	}
	return n, nil
}
