package casework

import (
	"context"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// load reads a case that the officer may see, its state and its law.
func (s *Service) load(ctx context.Context, scope access.Scope, id string) (store.CaseRow, machine.State, *machine.Law, error) {
	row, st, err := s.Records.Case(ctx, scopeOf(scope), id)
	if err != nil {
		return row, st, nil, known(err)
	}
	law, err := s.Laws.Law(row.Plan, row.Calendar)
	return row, st, law, err
}

// scopeOf is what the store asks of an officer.
func scopeOf(scope access.Scope) store.Scope { return scope.Reading() }

// now is the moment at +07:00.
func (s *Service) now() legaltime.Moment { return legaltime.MomentOf(s.Now()) }

// deadlines shows the clocks of a case: open ones first, by due date, then
// those that are over.
func (s *Service) deadlines(law *machine.Law, st machine.State, why bool) []Deadline {
	return deadlinesAt(law, st, s.now(), why)
}
