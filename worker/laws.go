package worker

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Library hands out plans and calendars by their content hash.
type Library interface {
	PlanByHash(ctx context.Context, hash string) (*plan.Plan, error)
	CalendarByHash(ctx context.Context, hash string) (*legaltime.Calendar, error)
}

// ErrLoading says that a law is still being loaded. The workflow task that
// asked fails and is tried again; by then the law is there.
var ErrLoading = errors.New("the law is still being loaded")

// briefly is how long a workflow may wait for a law: well under Temporal's
// deadlock limit of one second. loadLimit is how long the loading itself may
// take; it goes on when the workflow has stopped waiting.
const (
	briefly   = 500 * time.Millisecond
	loadLimit = 10 * time.Second
)

// Laws is the registry of laws that workflows read: content-addressed, in
// memory, filled from the record on the first use of a hash. It is safe for
// concurrent use. What it once gave out it never changes or forgets; a
// province has some dozens of laws, not thousands.
type Laws struct {
	library Library
	mu      sync.RWMutex
	known   map[lawKey]*machine.Law
	loading map[lawKey]*loading
}

type lawKey struct{ plan, calendar string }

// loading is one load in flight; done is closed when err is set.
type loading struct {
	done chan struct{}
	err  error
}

// NewLaws makes an empty registry over a library.
func NewLaws(library Library) *Laws {
	return &Laws{library: library, known: map[lawKey]*machine.Law{}, loading: map[lawKey]*loading{}}
}

// Law finds the law of a plan and a calendar, both by content hash. On a miss
// it waits up to half a second for the library; ErrLoading after that.
func (l *Laws) Law(plan, calendar string) (*machine.Law, error) {
	key := lawKey{plan, calendar}
	if law := l.find(key); law != nil {
		return law, nil
	}
	load := l.begin(key)
	select {
	case <-load.done:
	case <-time.After(briefly):
		return nil, ErrLoading
	}
	if load.err != nil {
		return nil, load.err
	}
	return l.find(key), nil
}

// Put adds a law that is at hand already, so that no workflow has to wait for
// it.
func (l *Laws) Put(plan, calendar string, law *machine.Law) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.known[lawKey{plan, calendar}] = law
}

func (l *Laws) find(key lawKey) *machine.Law {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.known[key]
}

// begin joins the load of a key that is in flight or starts one.
func (l *Laws) begin(key lawKey) *loading {
	l.mu.Lock()
	defer l.mu.Unlock()
	if load := l.loading[key]; load != nil {
		return load
	}
	load := &loading{done: make(chan struct{})}
	l.loading[key] = load
	go l.load(key, load)
	return load
}

func (l *Laws) load(key lawKey, load *loading) {
	ctx, cancel := context.WithTimeout(context.Background(), loadLimit)
	defer cancel()
	law, err := l.read(ctx, key)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil {
		l.known[key] = law
	}
	load.err = err
	delete(l.loading, key)
	close(load.done)
}

func (l *Laws) read(ctx context.Context, key lawKey) (*machine.Law, error) {
	p, err := l.library.PlanByHash(ctx, key.plan)
	if err != nil {
		return nil, fmt.Errorf("load plan %s: %w", key.plan, err)
	}
	cal, err := l.library.CalendarByHash(ctx, key.calendar)
	if err != nil {
		return nil, fmt.Errorf("load calendar %s: %w", key.calendar, err)
	}
	return machine.NewLaw(p, cal)
}
