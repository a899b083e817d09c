// Package digest tells leaders, on every working morning, what in their bodies
// is overdue, is due today, and will be due within some working days; and once a
// week the head of the province how all bodies stand.
//
// It is complete: every open case that a clock presses is in the digest of
// whoever heads the body that answers for it, exactly once, whether or not
// anybody handles it. Where that post is vacant, or its holder must not know of
// a case, the case is in the digest of the next above. It says codes, titles of
// terms and dates, and nothing of what a petition says.
package digest

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// Laws hands out the law of a case, and the calendar of today.
type Laws interface {
	Law(plan, calendar string) (*machine.Law, error)
	Days(ctx context.Context) (*legaltime.Calendar, error)
}

// Soon is how many working days ahead a digest looks.
const Soon = 5

// Desk writes digests.
type Desk struct {
	Store     *store.Store
	Laws      Laws
	PublicURL string           // of the page
	AnyHour   bool             // mails do not wait for offices to open: for demonstrations
	Now       func() time.Time // nil: time.Now
}

// Day writes the digests of a day: of a working day the daily ones, of the first
// of a week the weekly ones too. It may be repeated: nobody gets one twice. It
// says how many it wrote.
func (d Desk) Day(ctx context.Context, day legaltime.Date) (int, error) {
	cal, err := d.Laws.Days(ctx)
	if err != nil || !cal.Working(day) {
		return 0, err
	}
	m, err := d.gather(ctx, cal, day)
	if err != nil {
		return 0, err
	}
	n, err := d.send(ctx, "digest/"+day.String(), m.daily())
	if err != nil || !firstOfWeek(cal, day) {
		return n, err
	}
	pages, err := m.weekly(ctx)
	if err != nil {
		return n, err
	}
	more, err := d.send(ctx, "digest-week/"+day.String(), pages)
	return n + more, err
}

// firstOfWeek tells whether no day of the week before this one was worked.
func firstOfWeek(cal *legaltime.Calendar, day legaltime.Date) bool {
	for on := day.AddDays(-1); on.AddDays(1).Weekday() != time.Monday; on = on.AddDays(-1) {
		if cal.Working(on) {
			return false
		}
	}
	return true
}

func (d Desk) send(ctx context.Context, key string, pages []page) (int, error) {
	if len(pages) == 0 {
		return 0, nil
	}
	now, link := d.now(), strings.TrimSuffix(d.PublicURL, "/")+"/ho-so?trang-thai=tre-han"
	var to []store.Recipient
	for _, p := range pages {
		r := store.Recipient{User: p.to.ID, Kind: "digest", Title: p.title(), Body: p.body()}
		if p.to.Email != "" {
			r.Address, r.Subject, r.Text = p.to.Email, p.title(), p.text(link)
			r.NotBefore = d.opens(ctx, p, now)
		}
		to = append(to, r)
	}
	return d.Store.Announce(ctx, key, to, now)
}

// gather reads every pressed case and finds who must hear of it.
func (d Desk) gather(ctx context.Context, cal *legaltime.Calendar, day legaltime.Date) (*morning, error) {
	m := &morning{desk: d, cal: cal, day: day, soon: cal.AddWorkingDays(day, Soon), names: map[string]string{}, heads: map[string][]store.UserRow{}, pages: map[string]*page{}, register: access.Remember(d.Store)}
	for last := (store.PressedRow{}); ; {
		rows, err := d.Store.Pressed(ctx, m.soon, last, 500)
		if err != nil || len(rows) == 0 {
			return m, err
		}
		last = rows[len(rows)-1]
		for _, row := range rows {
			if err := m.take(ctx, row); err != nil {
				return nil, err
			}
		}
	}
}

func (d Desk) now() time.Time {
	if d.Now == nil {
		return time.Now()
	}
	return d.Now()
}

// headsOf are the people who are told in place of the head of a unit.
func headsOf(ctx context.Context, r access.Register, c access.Call) ([]store.UserRow, error) {
	a, err := access.Holders(ctx, r, c)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil // the unit is not in the register: nobody heads it
	}
	var people []store.UserRow
	for _, p := range a.People {
		people = append(people, p.UserRow)
	}
	return people, err
}
