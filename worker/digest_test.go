package worker_test

import (
	"context"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
)

// mornings are the days whose digests were asked for.
type mornings chan legaltime.Date

// Day implements activities.Digester.
func (m mornings) Day(_ context.Context, day legaltime.Date) (int, error) {
	m <- day
	return 1, nil
}

// digests: the schedule is made once, however often it is asked for, and has the
// digests of its day written.
func (tr *trial) digests(asked mornings) func(*testing.T) {
	return func(t *testing.T) {
		for range 2 {
			if err := tr.client.EnsureDigests(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if err := tr.client.DigestNow(t.Context()); err != nil {
			t.Fatal(err)
		}
		select {
		case day := <-asked:
			if day != legaltime.DateOf(time.Now()) {
				t.Errorf("the digests of %v", day)
			}
		case <-time.After(time.Minute):
			t.Error("no digest was asked for")
		}
	}
}
