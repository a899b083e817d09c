package access

import (
	"context"
	"fmt"

	"github.com/donthu/donthu/internal/recall"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// remembering reads each chain and each roster once.
type remembering struct {
	Register
	chains  recall.Cache[string, []store.UnitRow]
	rosters recall.Cache[string, store.Roster]
}

// Remember is a register that reads each thing once: for one batch of questions,
// in which most are asked again and again. What changes meanwhile it does not see.
func Remember(r Register) Register { return &remembering{Register: r} }

func (r *remembering) UnitChain(ctx context.Context, unit string) ([]store.UnitRow, error) {
	return r.chains.Get(unit, func() ([]store.UnitRow, error) { return r.Register.UnitChain(ctx, unit) })
}

func (r *remembering) Roster(ctx context.Context, posts []store.Post, day legaltime.Date) (store.Roster, error) {
	return r.rosters.Get(fmt.Sprintf("%s %q", day, posts), func() (store.Roster, error) { return r.Register.Roster(ctx, posts, day) })
}
