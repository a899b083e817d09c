package lawbook_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/donthu/donthu/internal/lawbook"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/plan"
)

// record is a source with one plan and the calendar; every other plan hangs.
type record struct {
	t     *testing.T
	known *plan.Plan
	under string // hash under which the plan is handed over
	takes time.Duration

	mu    sync.Mutex
	asked int
}

func (r *record) Plan(ctx context.Context, hash string) (store.PlanRow, error) {
	r.mu.Lock()
	r.asked++
	r.mu.Unlock()
	time.Sleep(r.takes)
	if hash == r.under {
		return store.PlanRow{Hash: hash, JSON: r.known.Canonical()}, nil
	}
	<-ctx.Done()
	return store.PlanRow{}, ctx.Err()
}

func (r *record) Calendar(context.Context, string) (store.CalendarRow, error) {
	name, csv, err := library.CalendarFile()
	return store.CalendarRow{Name: name, CSV: string(csv)}, err
}

func source(t *testing.T) (*record, string) {
	t.Helper()
	shelf, err := procedures.Library()
	if err != nil {
		t.Fatal(err)
	}
	p := shelf.All()[0]
	return &record{t: t, known: p, under: p.Hash()}, shelf.Calendar().Hash()
}

func TestALawIsReadOnce(t *testing.T) {
	r, days := source(t)
	book := lawbook.New(r)
	for range 3 {
		if law, err := book.Law(r.under, days); err != nil || law.Hash() != r.under {
			t.Fatal(err)
		}
	}
	if r.asked != 1 {
		t.Errorf("asked %d times", r.asked)
	}
}

func TestManyWhoAskAtOnceWaitForOneReading(t *testing.T) {
	r, days := source(t)
	r.takes = 2 * time.Second
	synctest.Test(t, func(t *testing.T) {
		book := lawbook.New(r)
		for range 20 {
			go book.Law(r.under, days)
		}
		first, err := book.Law(r.under, days)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := book.Law(r.under, days); again != first || r.asked != 1 {
			t.Errorf("asked %d times, the same law: %v", r.asked, again == first)
		}
	})
}

func TestWhatHangsHoldsUpNobodyElse(t *testing.T) {
	r, days := source(t)
	synctest.Test(t, func(t *testing.T) {
		book := lawbook.New(r)
		hangs := make(chan error)
		go func() {
			_, err := book.Law("another", days)
			hangs <- err
		}()
		synctest.Wait() // it waits for the record now
		began := time.Now()
		if _, err := book.Law(r.under, days); err != nil || time.Since(began) != 0 {
			t.Errorf("%v after %s", err, time.Since(began))
		}
		if err := <-hangs; !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
	})
}

func TestAFailureIsForgotten(t *testing.T) {
	r, days := source(t)
	under := r.under
	synctest.Test(t, func(t *testing.T) {
		book := lawbook.New(r)
		r.under = "elsewhere"
		if _, err := book.Law(under, days); err == nil {
			t.Fatal("read what is not there")
		}
		r.under = under
		if _, err := book.Law(under, days); err != nil {
			t.Error(err)
		}
	})
}

func TestAnotherTextUnderAHashIsRefused(t *testing.T) {
	r, days := source(t)
	r.under = "forged"
	for range 2 {
		if _, err := lawbook.New(r).Law("forged", days); err == nil {
			t.Error("taken")
		}
	}
}
