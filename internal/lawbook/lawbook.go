// Package lawbook hands out the law of a case by the content hashes of its
// plan and calendar, and says which version of a procedure a receipt chooses.
// What it reads is immutable under its hash, so it never forgets and never
// asks twice.
package lawbook

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Source is where plans and calendars are kept: the record.
type Source interface {
	Plan(ctx context.Context, hash string) (store.PlanRow, error)
	Calendar(ctx context.Context, hash string) (store.CalendarRow, error)
}

// patience is how long a look-up waits for the record: well under Temporal's
// one second for a workflow task that does not yield.
const patience = 600 * time.Millisecond

// Book caches laws. It is safe for concurrent use.
type Book struct {
	source Source
	mu     sync.Mutex
	plans  map[string]*plan.Plan
	days   map[string]*legaltime.Calendar
	laws   map[[2]string]*machine.Law
}

// New returns an empty book over a source.
func New(source Source) *Book {
	return &Book{source: source, plans: map[string]*plan.Plan{}, days: map[string]*legaltime.Calendar{}, laws: map[[2]string]*machine.Law{}}
}

// Law is the law made of the plan and the calendar with these hashes. It fails
// when the record does not hand them over in time, or hands over something
// with another hash.
func (b *Book) Law(planHash, calendarHash string) (*machine.Law, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	key := [2]string{planHash, calendarHash}
	if law := b.laws[key]; law != nil {
		return law, nil
	}
	p, err := b.plan(planHash)
	if err != nil {
		return nil, err
	}
	cal, err := b.calendar(calendarHash)
	if err != nil {
		return nil, err
	}
	law, err := machine.NewLaw(p, cal)
	if err != nil {
		return nil, fmt.Errorf("plan %s: %w", planHash, err)
	}
	b.laws[key] = law
	return law, nil
}

// Plan is the plan with that hash.
func (b *Book) Plan(hash string) (*plan.Plan, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.plan(hash)
}

// Calendar is the calendar with that hash.
func (b *Book) Calendar(hash string) (*legaltime.Calendar, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.calendar(hash)
}

func (b *Book) plan(hash string) (*plan.Plan, error) {
	if p := b.plans[hash]; p != nil {
		return p, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	row, err := b.source.Plan(ctx, hash)
	if err != nil {
		return nil, fmt.Errorf("plan %s: %w", hash, err)
	}
	p := &plan.Plan{}
	if err := json.Unmarshal(row.JSON, p); err != nil {
		return nil, fmt.Errorf("plan %s: %w", hash, err)
	}
	if got := p.Hash(); got != hash {
		return nil, fmt.Errorf("plan %s: the record hands over %s under this hash", hash, got)
	}
	b.plans[hash] = p
	return p, nil
}

func (b *Book) calendar(hash string) (*legaltime.Calendar, error) {
	if c := b.days[hash]; c != nil {
		return c, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	row, err := b.source.Calendar(ctx, hash)
	if err != nil {
		return nil, fmt.Errorf("calendar %s: %w", hash, err)
	}
	c, err := legaltime.ParseCalendar(row.Name, []byte(row.CSV))
	if err != nil {
		return nil, fmt.Errorf("calendar %s: %w", hash, err)
	}
	if c.Hash() != hash {
		return nil, fmt.Errorf("calendar %s: the record hands over %s under this hash", hash, c.Hash())
	}
	b.days[hash] = c
	return c, nil
}
