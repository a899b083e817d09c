package watch_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/watch"
)

// guards are the last words of the guards.
type guards struct {
	mu   sync.Mutex
	rows []store.Heartbeat
}

func (g *guards) Heartbeats(context.Context) ([]store.Heartbeat, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.rows, nil
}

// post is an ear with a clock of its own, and what it cried.
type post struct {
	*watch.Ear
	cries []string
	deaf  error
	ahead time.Duration
}

func listen() *post {
	p := &post{}
	p.Ear = &watch.Ear{Token: "secret", Silence: 90 * time.Second, Late: 2 * time.Minute, Again: time.Hour, Log: zerolog.Nop(),
		Now: func() time.Time { return time.Now().Add(p.ahead) },
		Cry: func(_ context.Context, text string) error {
			p.cries = append(p.cries, text)
			return p.deaf
		}}
	return p
}

// beat lets the worker speak once.
func (p *post) beat(t *testing.T, token string, rows ...store.Heartbeat) {
	t.Helper()
	server := httptest.NewServer(p.Ear)
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	watch.Send(ctx, &guards{rows: rows}, server.URL, token, watch.Every, zerolog.Nop())
}

func (p *post) look(t *testing.T, want ...string) {
	t.Helper()
	p.cries = nil
	p.Look(t.Context())
	if strings.Join(p.cries, "; ") != strings.Join(want, "; ") {
		t.Errorf("cries %q, want %q", p.cries, want)
	}
}

func sweep(ago, late time.Duration) store.Heartbeat {
	return store.Heartbeat{Part: "sweep", At: time.Now().Add(-ago), Open: 3, Waiting: 1, Lateness: late}
}

func TestSilenceIsCriedOnceThenEveryHourThenTheEnd(t *testing.T) {
	p := listen()
	p.beat(t, "secret", sweep(0, 0))
	p.look(t)
	p.ahead = 91 * time.Second
	p.look(t, "no word from the worker, nor from the sweep")
	p.look(t)
	p.ahead += time.Hour
	p.look(t, "no word from the worker, nor from the sweep")
	p.beat(t, "secret", sweep(0, 0))
	p.look(t, "all is well again")
	p.look(t)
}

// TestABeatWhoseSweepIsStuckIsNotLife: the process lives, its guard does not.
func TestABeatWhoseSweepIsStuckIsNotLife(t *testing.T) {
	p := listen()
	p.beat(t, "secret", sweep(2*time.Minute, 0))
	p.look(t, "beats come, but stopped: sweep")
	p.beat(t, "secret")
	p.look(t, "beats come, but no guard has done its work yet")
}

func TestLatenessIsCried(t *testing.T) {
	p := listen()
	p.beat(t, "secret", sweep(0, 119*time.Second))
	p.look(t)
	p.beat(t, "secret", sweep(0, 121*time.Second))
	p.look(t, "alarms wait longer than they may")
}

func TestNobodyUpToTheTopIsCriedUnlessAlarmsAreLate(t *testing.T) {
	p := listen()
	vacant := sweep(0, 0)
	vacant.Unreached = 2
	p.beat(t, "secret", vacant)
	p.look(t, "alarms reach nobody: a body and all above it are vacant")
	vacant.Unreached = 3
	p.beat(t, "secret", vacant)
	p.look(t) // the same, not worse
	vacant.Lateness = time.Hour
	p.beat(t, "secret", vacant)
	p.look(t, "alarms wait longer than they may")
}

func TestABeatWithoutTheTokenIsNoBeat(t *testing.T) {
	p := listen()
	p.beat(t, "secret", sweep(0, 0))
	p.ahead = 2 * time.Minute
	p.beat(t, "guess", sweep(0, 0))
	p.look(t, "no word from the worker, nor from the sweep")
}

func TestACryThatNobodyTakesIsRepeated(t *testing.T) {
	p := listen()
	p.beat(t, "secret", sweep(0, time.Hour))
	p.deaf = errors.New("no mail server")
	p.look(t, "alarms wait longer than they may")
	p.look(t, "alarms wait longer than they may")
	p.deaf = nil
	p.look(t, "alarms wait longer than they may")
	p.look(t)
}
