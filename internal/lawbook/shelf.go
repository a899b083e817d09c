package lawbook

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Shelf is a Book that also knows what was published, so that it can say which
// version a receipt chooses. It asks the record each time, for hashes only: a
// version published a moment ago counts at once, without a restart.
type Shelf struct {
	*Book
	records *store.Store
}

// NewShelf returns a shelf over the record.
func NewShelf(records *store.Store) *Shelf { return &Shelf{New(records), records} }

// ErrNoVersion says that no published version covers a day.
var ErrNoVersion = fmt.Errorf("no published version is in force on that day")

// Choose is the law for a petition received by a body on a day: of the published
// versions in force then, the latest; counted by the body's calendar.
func (s *Shelf) Choose(ctx context.Context, procedure, unit string, received legaltime.Date) (*machine.Law, error) {
	cal, err := s.DaysOf(ctx, unit)
	if err != nil {
		return nil, err
	}
	hash, err := s.records.PlanOn(ctx, procedure, received)
	if errors.Is(err, store.ErrNotFound) {
		return nil, ErrNoVersion
	}
	if err != nil {
		return nil, err
	}
	return s.Law(hash, cal.Hash())
}

// InForce lists the versions that receipts on a day choose, one a procedure, by
// title.
func (s *Shelf) InForce(ctx context.Context, day legaltime.Date) ([]*machine.Law, error) {
	cal, err := s.Days(ctx)
	if err != nil {
		return nil, err
	}
	plans, err := s.records.PlansOn(ctx, day)
	if err != nil {
		return nil, err
	}
	var out []*machine.Law
	for _, hash := range plans {
		law, err := s.Law(hash, cal.Hash())
		if err != nil {
			return nil, err
		}
		out = append(out, law)
	}
	slices.SortFunc(out, func(a, b *machine.Law) int { return cmp.Compare(a.Plan().Title, b.Plan().Title) })
	return out, nil
}

// PlansInForce are the plans of InForce, for who counts no days by them.
func (s *Shelf) PlansInForce(ctx context.Context, day legaltime.Date) ([]*plan.Plan, error) {
	hashes, err := s.records.PlansOn(ctx, day)
	if err != nil {
		return nil, err
	}
	var out []*plan.Plan
	for _, hash := range hashes {
		p, err := s.Plan(hash)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b *plan.Plan) int { return cmp.Compare(a.Title, b.Title) })
	return out, nil
}

// Days is the nation's calendar in force now.
func (s *Shelf) Days(ctx context.Context) (*legaltime.Calendar, error) { return s.DaysOf(ctx, "") }

// DaysOf is the calendar by which a body counts now.
func (s *Shelf) DaysOf(ctx context.Context, unit string) (*legaltime.Calendar, error) {
	hash, err := s.records.CalendarFor(ctx, unit)
	if errors.Is(err, store.ErrNotFound) {
		return nil, fmt.Errorf("no calendar is installed: run donthu migrate")
	}
	if err != nil {
		return nil, err
	}
	return s.Calendar(hash)
}
