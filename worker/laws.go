package worker

import (
	"errors"
	"sync"
	"time"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/workflows"
)

// ErrLoading says that a law is still being loaded. The workflow task that
// asked fails and is tried again; by then the law is there.
var ErrLoading = errors.New("the law is still being loaded")

// briefly is how long a workflow may wait for a law: well under Temporal's
// deadlock limit of one second.
const briefly = 500 * time.Millisecond

// Laws stands between workflows and a source of laws that may have to ask the
// record (the lawbook). It keeps what it once saw, and never holds a workflow
// for longer than half a second, however long the source takes. It is safe for
// concurrent use. What it gave out it never changes or forgets; a province has
// some dozens of laws, not thousands.
type Laws struct {
	source  workflows.Laws
	mu      sync.RWMutex
	known   map[lawKey]*machine.Law
	loading map[lawKey]*loading
}

type lawKey struct{ plan, calendar string }

// loading is one load in flight; done is closed when law and err are set.
type loading struct {
	done chan struct{}
	law  *machine.Law
	err  error
}

// NewLaws makes an empty registry over a source, e.g. a *lawbook.Book.
func NewLaws(source workflows.Laws) *Laws {
	return &Laws{source: source, known: map[lawKey]*machine.Law{}, loading: map[lawKey]*loading{}}
}

// Law finds the law of a plan and a calendar, both by content hash. On a miss
// it waits up to half a second for the source; ErrLoading after that, while
// the load goes on.
func (l *Laws) Law(plan, calendar string) (*machine.Law, error) {
	key := lawKey{plan, calendar}
	if law := l.find(key); law != nil {
		return law, nil
	}
	load := l.begin(key)
	select {
	case <-load.done:
		return load.law, load.err
	case <-time.After(briefly):
		return nil, ErrLoading
	}
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
	load.law, load.err = l.source.Law(key.plan, key.calendar)
	l.mu.Lock()
	defer l.mu.Unlock()
	if load.err == nil {
		l.known[key] = load.law
	}
	delete(l.loading, key)
	close(load.done)
}
