package worker

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/donthu/donthu/procedures/machine"
)

// slow is a source of laws that answers after a while, or with a failure.
type slow struct {
	after time.Duration
	fail  error
}

func (s slow) Law(string, string) (*machine.Law, error) {
	time.Sleep(s.after)
	return &machine.Law{}, s.fail
}

func TestLawsNeverHoldAWorkflow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		if _, err := (brief{slow{after: 3 * time.Second}}).Law("p", "c"); !errors.Is(err, ErrLoading) {
			t.Fatalf("got %v", err)
		}
		if held := time.Since(began); held >= time.Second {
			t.Errorf("held for %v: Temporal would call it a deadlock", held)
		}
		time.Sleep(3 * time.Second) // the reading ends by itself
	})
}

func TestLawsHandOnWhatTheSourceSays(t *testing.T) {
	failed := errors.New("no database")
	if _, err := (brief{slow{fail: failed}}).Law("p", "c"); !errors.Is(err, failed) {
		t.Errorf("got %v", err)
	}
	if law, err := (brief{slow{}}).Law("p", "c"); law == nil || err != nil {
		t.Errorf("got %v, %v", law, err)
	}
}
