package notify

import (
	"context"
	"errors"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/recall"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// round tells one batch of notices. What it reads of the organisation it reads
// once: on one morning, many notices go to the same few people.
type round struct {
	*Dispatcher
	words        templates
	register     access.Register
	units        recall.Cache[string, string]
	hours        recall.Cache[string, store.Hours]
	inspectorate recall.Cache[string, string]
	vacancies    recall.Cache[string, bool] // reported in this round
}

// together is how many groups of notices are written in one transaction: enough
// that waiting for the disk is shared, few enough that one which fails is soon
// tried again alone.
const together = 50

func (d *Dispatcher) newRound(ctx context.Context) *round {
	return &round{Dispatcher: d, words: d.templates(ctx), register: access.Remember(d.store)}
}

// tell finds who is told of each group, and then writes that down, many at a
// time. A group that cannot be told holds up no other.
func (r *round) tell(ctx context.Context, groups [][]store.NoticeRow) error {
	all, failed := make([]store.Telling, len(groups)), make([]error, len(groups))
	var readers errgroup.Group
	readers.SetLimit(hands)
	for i, group := range groups {
		readers.Go(func() error { all[i], failed[i] = r.telling(ctx, group); return nil })
	}
	_ = readers.Wait()
	all = slices.DeleteFunc(all, func(t store.Telling) bool { return len(t.Of) == 0 })
	for some := range slices.Chunk(all, together) {
		failed = append(failed, r.write(ctx, some))
	}
	return errors.Join(failed...)
}

// write writes all in one transaction; where that fails, each in its own: one
// whose claim was lost must not keep back the others.
func (r *round) write(ctx context.Context, some []store.Telling) error {
	err := r.store.Tell(ctx, r.o.Now(), some...)
	if err == nil || len(some) == 1 || ctx.Err() != nil {
		return err
	}
	var failed []error
	for _, one := range some {
		failed = append(failed, r.store.Tell(ctx, r.o.Now(), one))
	}
	return errors.Join(failed...)
}

// telling finds who is told of notices that belong together. One that cannot be
// handled yet (nobody in the whole chain, a law that is not there) is tried again
// for ever, at last once an hour: a rung is never given up. The others are told
// without it.
func (r *round) telling(ctx context.Context, group []store.NoticeRow) (t store.Telling, err error) {
	law, err := r.laws.Law(group[0].Plan, group[0].Calendar)
	if err != nil {
		return t, r.postpone(ctx, noLaw, group...)
	}
	c := &circle{law: law, now: r.o.Now(), anyHour: r.o.AnyHour, link: r.link(group[0].Code)}
	for _, n := range group {
		rows, people, err := r.resolve(ctx, law.Plan(), n)
		if err != nil {
			return store.Telling{}, err
		}
		if len(people) == 0 {
			if err := r.unreached(ctx, n, rows); err != nil {
				return store.Telling{}, err
			}
			continue
		}
		t.Of, t.Places = append(t.Of, n), append(t.Places, rows...)
		c.add(n, people)
	}
	w, err := r.ways(ctx, r.words, c.users())
	if err != nil {
		return store.Telling{}, err
	}
	t.To = c.recipients(w)
	return t, nil
}

func (r *round) hoursOf(ctx context.Context, unit string) (store.Hours, error) {
	return r.hours.Get(unit, func() (store.Hours, error) { return r.store.Hours(ctx, unit) })
}

func (r *round) unitName(ctx context.Context, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	return r.units.Get(id, func() (string, error) {
		u, err := r.store.Unit(ctx, id)
		if errors.Is(err, store.ErrNotFound) {
			return id, nil
		}
		return u.Name, err
	})
}

// inspectors puts a post of the inspectorate where it is: in the body that
// inspects for the one that answers. Where there is none, the search begins at the
// body that answers.
func (r *round) inspectors(ctx context.Context, p *post, day legaltime.Date) error {
	unit, err := r.inspectorate.Get(p.unit, func() (string, error) { return r.store.Inspectorate(ctx, p.unit, day) })
	if unit != "" {
		p.unit = unit
	}
	return err
}
