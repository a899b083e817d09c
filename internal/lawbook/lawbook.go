// Package lawbook hands out the law of a case by the content hashes of its
// plan and calendar, and says which version of a procedure a receipt chooses.
// What it reads is immutable under its hash, so it never forgets and never
// asks twice.
package lawbook

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/donthu/donthu/internal/recall"
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

// patience is how long the record may take over one plan or calendar. Where
// nobody may wait so long, as in a workflow, the one who asks goes earlier (see
// package worker); the reading goes on and serves the next.
const patience = 5 * time.Second

// Book is the one cache of laws in a program. It is safe for concurrent use:
// while one asks the record, others find what is known; two that ask for the
// same wait for one reading.
type Book struct {
	source Source
	plans  recall.Cache[string, *plan.Plan]
	days   recall.Cache[string, *legaltime.Calendar]
	laws   recall.Cache[[2]string, *machine.Law]
}

// New returns an empty book over a source.
func New(source Source) *Book { return &Book{source: source} }

// Law is the law made of the plan and the calendar with these hashes. It fails
// when the record does not hand them over in time, or hands over something
// with another hash.
func (b *Book) Law(planHash, calendarHash string) (*machine.Law, error) {
	return b.laws.Get([2]string{planHash, calendarHash}, func() (*machine.Law, error) {
		p, err := b.Plan(planHash)
		if err != nil {
			return nil, err
		}
		cal, err := b.Calendar(calendarHash)
		if err != nil {
			return nil, err
		}
		law, err := machine.NewLaw(p, cal)
		if err != nil {
			return nil, fmt.Errorf("plan %s: %w", planHash, err)
		}
		return law, nil
	})
}

// Plan is the plan with that hash.
func (b *Book) Plan(hash string) (*plan.Plan, error) {
	return b.plans.Get(hash, func() (*plan.Plan, error) {
		p, err := b.readPlan(hash)
		if err != nil {
			return nil, fmt.Errorf("plan %s: %w", hash, err)
		}
		return p, nil
	})
}

// Calendar is the calendar with that hash.
func (b *Book) Calendar(hash string) (*legaltime.Calendar, error) {
	return b.days.Get(hash, func() (*legaltime.Calendar, error) {
		c, err := b.readCalendar(hash)
		if err != nil {
			return nil, fmt.Errorf("calendar %s: %w", hash, err)
		}
		return c, nil
	})
}

func (b *Book) readPlan(hash string) (*plan.Plan, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	row, err := b.source.Plan(ctx, hash)
	if err != nil {
		return nil, err
	}
	p := &plan.Plan{}
	if err := json.Unmarshal(row.JSON, p); err != nil {
		return nil, err
	}
	return p, same(p.Hash(), hash)
}

func (b *Book) readCalendar(hash string) (*legaltime.Calendar, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	row, err := b.source.Calendar(ctx, hash)
	if err != nil {
		return nil, err
	}
	c, err := legaltime.ParseCalendar(row.Name, []byte(row.CSV))
	if err != nil {
		return nil, err
	}
	return c, same(c.Hash(), hash)
}

func same(got, want string) error {
	if got != want {
		return fmt.Errorf("the record hands over %s under this hash", got)
	}
	return nil
}
