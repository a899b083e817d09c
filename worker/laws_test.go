package worker

import (
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/donthu/donthu/procedures/machine"
)

// slow is a source of laws that answers after a while, or not at all.
type slow struct {
	after time.Duration
	fail  error
	asked atomic.Int32
}

func (s *slow) Law(plan, calendar string) (*machine.Law, error) {
	s.asked.Add(1)
	time.Sleep(s.after)
	if s.fail != nil {
		return nil, s.fail
	}
	return &machine.Law{}, nil
}

func TestLawsAskOnceAndRemember(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := &slow{after: 100 * time.Millisecond}
		laws := NewLaws(source)
		for range 20 {
			go laws.Law("p", "c")
		}
		first, err := laws.Law("p", "c")
		if err != nil {
			t.Fatal(err)
		}
		again, _ := laws.Law("p", "c")
		if again != first || source.asked.Load() != 1 {
			t.Errorf("asked %d times, same law: %v", source.asked.Load(), again == first)
		}
	})
}

func TestLawsNeverHoldAWorkflow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		laws := NewLaws(&slow{after: 3 * time.Second})
		began := time.Now()
		if _, err := laws.Law("p", "c"); !errors.Is(err, ErrLoading) {
			t.Fatalf("got %v", err)
		}
		if held := time.Since(began); held >= time.Second {
			t.Errorf("held for %v: Temporal would call it a deadlock", held)
		}
		time.Sleep(3 * time.Second)
		if _, err := laws.Law("p", "c"); err != nil {
			t.Errorf("the load that went on was lost: %v", err)
		}
	})
}

func TestLawsForgetFailures(t *testing.T) {
	source := &slow{fail: errors.New("no database")}
	laws := NewLaws(source)
	laws.Law("p", "c")
	laws.Law("p", "c")
	if source.asked.Load() != 2 {
		t.Errorf("asked %d times: a failure was remembered", source.asked.Load())
	}
}
