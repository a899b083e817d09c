package watch

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/rs/zerolog"
)

// Ear listens for beats and cries when something is wrong.
type Ear struct {
	Token   string        // that a beat must bring; empty: any beat counts
	Silence time.Duration // longest time without word of a guard's work
	Late    time.Duration // longest time that an alarm may wait
	Again   time.Duration // how often it cries while nothing gets better
	Cry     func(ctx context.Context, text string) error
	Log     zerolog.Logger
	Now     func() time.Time // nil: time.Now

	mu    sync.Mutex
	last  Beat
	heard time.Time
	state
}

// state is what was cried last.
type state struct {
	text string // empty: all is well
	at   time.Time
}

// ServeHTTP takes a beat.
func (e *Ear) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	given := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if r.Method != http.MethodPost || subtle.ConstantTimeCompare([]byte(given), []byte(e.Token)) != 1 {
		http.Error(w, "not a beat", http.StatusForbidden)
		return
	}
	var beat Beat
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&beat); err != nil {
		http.Error(w, "not a beat", http.StatusBadRequest)
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.last, e.heard = beat, e.now()
}

// Run looks every few seconds until ctx ends. Before the first beat it waits as
// long as for any other.
func (e *Ear) Run(ctx context.Context) {
	e.mu.Lock()
	e.heard = e.now()
	e.mu.Unlock()
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(min(5*time.Second, e.Silence/4)):
			e.Look(ctx)
		}
	}
}

// Look judges what was heard, and cries where that changed, or did not get
// better for long. A cry that nobody takes is repeated at the next look.
func (e *Ear) Look(ctx context.Context) {
	text := e.wrong()
	now := e.now()
	if text == e.text && (text == "" || now.Sub(e.at) < e.Again) {
		return
	}
	words := text
	if words == "" {
		words = "all is well again"
	}
	if err := e.Cry(ctx, words); err != nil {
		e.Log.Error().Err(err).Str("text", words).Msg("a cry that nobody took")
		return
	}
	e.state = state{text, now}
}

// wrong says what is wrong; empty: nothing. How old a word is, is counted
// between two instants of one machine each: the clocks need not agree.
func (e *Ear) wrong() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	quiet := e.now().Sub(e.heard)
	if quiet > e.Silence {
		return "no word from the worker, nor from the sweep"
	}
	if e.last.Sent.IsZero() {
		return ""
	}
	if len(e.last.Parts) == 0 {
		return "beats come, but no guard has done its work yet"
	}
	var stopped []string
	late, nobody := false, false
	for _, p := range e.last.Parts {
		if e.last.Sent.Sub(p.At)+quiet > e.Silence {
			stopped = append(stopped, p.Name)
		}
		late = late || time.Duration(p.Lateness)*time.Second > e.Late
		nobody = nobody || p.Unreached > 0
	}
	switch {
	case len(stopped) > 0:
		return "beats come, but stopped: " + strings.Join(stopped, ", ")
	case late:
		return "alarms wait longer than they may"
	case nobody:
		return "alarms reach nobody: a body and all above it are vacant"
	}
	return ""
}

func (e *Ear) now() time.Time {
	if e.Now == nil {
		return time.Now()
	}
	return e.Now()
}
