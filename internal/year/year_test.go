package year

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/casework/caseworktest"
	"github.com/donthu/donthu/internal/lawbook"
	"github.com/donthu/donthu/internal/notify/sink"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/procedures/legaltime"
)

var (
	petitions = flag.Int("petitions", 500, "how many come")
	days      = flag.Int("days", 75, "how many of the year are lived; all that happens in a year happens in them, only more often")
	report    = flag.String("report", "", "file that keeps the report")
	seed      = flag.Uint64("seed", foundSomething, "of everything that happens; 0: another each time")
)

// The simulated year: the versions of 1 July 2026 are in force, New Year's days
// and Tet lie in its middle.
var (
	founded = legaltime.NewDate(2025, time.July, 1)
	first   = legaltime.NewDate(2026, time.August, 3)
)

// foundSomething is the seed of a year in which two runs of a term ended on one
// date and the second was not told. The same sources give the same verdict:
// other years are for `make year`.
const foundSomething = 17939850648818458683

// hands work beside each other: clerks, dispatchers.
const hands = 4

// year is all that the simulation has. Nothing in it reads a clock: now says
// what time it is.
type year struct {
	t         *testing.T
	ctx       context.Context
	petitions int
	seed      uint64
	dice      *rand.Rand
	clock     atomic.Int64 // nanoseconds
	url       string
	records   *store.Store
	laws      *lawbook.Shelf
	direct    *caseworktest.Direct
	people    *people
	clerks    *clerks
	sink      *sink.Sink
	post      string // host:port of the mail server
	mu        sync.Mutex
	barred    map[string][]barredFrom // by case
	counts    map[string]int
	looks     []time.Time // instants at which each open case was looked at
	digests   []digestDay
	mails     map[string]int // by Message-ID
	begun     time.Time
	spent     map[string]time.Duration
}

func (y *year) timed(part string, do func()) {
	begun := time.Now()
	do()
	y.spent[part] += time.Since(begun)
}

type barredFrom struct {
	user string
	at   time.Time
}

func TestAYearInAProvince(t *testing.T) {
	if testing.Short() {
		t.Skip("a year takes its time")
	}
	y := newYear(t)
	y.live()
	y.judge()
}

func newYear(t *testing.T) *year {
	y := &year{t: t, ctx: t.Context(), petitions: *petitions, seed: *seed, url: storetest.URL(t), barred: map[string][]barredFrom{}, counts: map[string]int{}, mails: map[string]int{}, begun: time.Now(), spent: map[string]time.Duration{}}
	if y.seed == 0 {
		y.seed = rand.Uint64()
	}
	t.Logf("seed %d", y.seed)
	y.dice = rand.New(rand.NewPCG(y.seed, 0))
	y.set(first, 0, 0)
	records, err := store.Open(y.ctx, y.url, store.Options{MaxConns: 16, Unsafe: true})
	y.must(err)
	t.Cleanup(records.Close)
	y.records = records
	y.must(casework.Install(y.ctx, records, founded.At(9, 0)))
	y.laws = lawbook.NewShelf(records)
	y.direct = caseworktest.NewDirect(y.laws, records)
	y.people = &people{y: y, dice: rand.New(rand.NewPCG(y.seed, 1<<40)), closed: map[string]legaltime.Date{}, away: map[string]legaltime.Date{}}
	y.people.found()
	y.clerks = &clerks{y: y, waiting: map[legaltime.Date][]*dossier{}}
	box, err := sink.Start(sink.Options{Answer: y.mailCame})
	y.must(err)
	t.Cleanup(func() { _ = box.Close(context.Background()) })
	y.sink, y.post = box, box.Address()
	return y
}

func (y *year) mailCame(m sink.Mail) (int, string) {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.mails[m.MessageID]++
	return 0, ""
}

func (y *year) now() time.Time { return time.Unix(0, y.clock.Load()).UTC() }

func (y *year) set(day legaltime.Date, hour, minute int) {
	y.clock.Store(day.At(hour, minute).UnixNano())
}

func (y *year) pass(d time.Duration) { y.clock.Add(int64(d)) }

func (y *year) count(what string) {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.counts[what]++
}

func (y *year) must(err error) {
	y.t.Helper()
	if err != nil {
		y.t.Fatalf("%s: %v", legaltime.MomentOf(y.now()), err)
	}
}

// keep prints the report, and keeps it where that is asked for.
func (y *year) keep(text string) {
	y.t.Log("\n" + text)
	if *report != "" {
		if err := os.WriteFile(*report, []byte(text), 0o644); err != nil {
			y.t.Error(err)
		}
		fmt.Println(text)
	}
}
