package lawbook

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// Shelf is a Book that also knows what was published, so that it can say which
// version a receipt chooses. It asks the record each time: a version published
// a moment ago counts at once, without a restart.
type Shelf struct {
	*Book
	records *store.Store
}

// NewShelf returns a shelf over the record.
func NewShelf(records *store.Store) *Shelf { return &Shelf{New(records), records} }

// ErrNoVersion says that no published version covers a day.
var ErrNoVersion = fmt.Errorf("no published version is in force on that day")

// Choose is the law for a petition received on a day: of the published versions
// in force then, the latest; counted by the current calendar.
func (s *Shelf) Choose(ctx context.Context, procedure string, received legaltime.Date) (*machine.Law, error) {
	rows, err := s.records.Procedures(ctx)
	if err != nil {
		return nil, err
	}
	row := chosen(rows, procedure, received)
	if row == nil {
		return nil, ErrNoVersion
	}
	return s.current(ctx, row.Plan)
}

// InForce lists the versions that receipts on a day choose, one a procedure, by
// title.
func (s *Shelf) InForce(ctx context.Context, day legaltime.Date) ([]*machine.Law, error) {
	rows, err := s.records.Procedures(ctx)
	if err != nil {
		return nil, err
	}
	var out []*machine.Law
	for _, name := range names(rows) {
		row := chosen(rows, name, day)
		if row == nil {
			continue
		}
		law, err := s.current(ctx, row.Plan)
		if err != nil {
			return nil, err
		}
		out = append(out, law)
	}
	slices.SortFunc(out, func(a, b *machine.Law) int { return cmp.Compare(a.Plan().Title, b.Plan().Title) })
	return out, nil
}

func names(rows []store.ProcedureRow) (out []string) {
	for _, r := range rows {
		out = append(out, r.Name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func chosen(rows []store.ProcedureRow, name string, day legaltime.Date) (best *store.ProcedureRow) {
	for i, r := range rows {
		in := r.Name == name && !day.Before(r.From) && (r.To.IsZero() || !day.After(r.To))
		if in && (best == nil || best.From.Before(r.From)) {
			best = &rows[i]
		}
	}
	return best
}

// current is a plan counted by the calendar in use now.
func (s *Shelf) current(ctx context.Context, planHash string) (*machine.Law, error) {
	cal, err := s.Days(ctx)
	if err != nil {
		return nil, err
	}
	return s.Law(planHash, cal.Hash())
}

// Days is the calendar in use now: the one that was put last.
func (s *Shelf) Days(ctx context.Context) (*legaltime.Calendar, error) {
	rows, err := s.records.AllCalendars(ctx)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("no calendar is installed: run donthu migrate")
	}
	return s.Calendar(rows[len(rows)-1].Hash)
}
