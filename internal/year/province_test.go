package year

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/demo"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// people change at the first minute of a day, before anybody is told of anything.
type people struct {
	y      *year
	dice   *rand.Rand
	units  []store.UnitRow
	hired  int
	posts  []*chair
	closed map[string]legaltime.Date // accounts of those who left -> first day without
	away   map[string]legaltime.Date // -> last day
}

// chair is a post and who sits on it; nobody: the post is vacant until a day.
type chair struct {
	store.HoldingRow
	vacant legaltime.Date
}

// last tells the heads of bodies with nobody above them: they stay, and no case
// is about them, so that a chain has an end.
func (p *people) last(c *chair) bool {
	return c.Role == access.Heads && slices.ContainsFunc(p.units, func(u store.UnitRow) bool { return u.ID == c.Unit && u.Parent == "" })
}

func (p *people) found() {
	units, err := demo.Units()
	p.y.must(err)
	for _, u := range units {
		if u.ID == "thanh-tra-tinh" {
			u.Inspects = "ubnd-tinh"
		}
		u.FirstDay = founded
		p.y.must(p.y.records.PutUnit(p.y.ctx, u))
		p.units = append(p.units, u)
	}
	for i, u := range p.units {
		for _, role := range []string{access.Receives, access.Handles, access.Handles, access.Verifies, access.Heads} {
			p.appoint(u.ID, role, founded, nil)
		}
		if i%3 != 0 {
			p.appoint(u.ID, access.Deputises, founded, nil)
		}
		if i%4 == 0 {
			p.appoint(u.ID, access.Deputises, founded, []string{string(plan.Denunciation)})
		}
	}
	for _, role := range []string{access.Administers, access.Publishes} {
		p.y.must(p.y.records.PutUser(p.y.ctx, store.UserRow{ID: role, Account: role, Name: role}))
		p.y.must(p.y.records.Appoint(p.y.ctx, store.HoldingRow{User: role, Unit: "ubnd-tinh", Role: role, FirstDay: founded}))
	}
}

func (p *people) appoint(unit, role string, day legaltime.Date, charge []string) {
	p.hired++
	id := fmt.Sprintf("nguoi-%d", p.hired)
	p.y.must(p.y.records.PutUser(p.y.ctx, store.UserRow{ID: id, Account: id, Name: "Cán bộ " + id, Email: id + "@tinh.test"}))
	c := &chair{HoldingRow: store.HoldingRow{User: id, Unit: unit, Role: role, FirstDay: day, Charge: charge}}
	p.y.must(p.y.records.Appoint(p.y.ctx, c.HoldingRow))
	p.posts = append(p.posts, c)
}

// change is what a day brings: some fall ill, some leave, some come.
func (p *people) change(day legaltime.Date) {
	for range p.dice.IntN(7) {
		p.absence(day)
	}
	if p.dice.IntN(2) == 0 {
		p.delegation(day)
	}
	if p.dice.IntN(3) == 0 {
		p.leave(day)
	}
	for _, c := range p.posts {
		if !c.vacant.IsZero() && !day.Before(c.vacant) {
			c.vacant = legaltime.Date{}
			p.appoint(c.Unit, c.Role, day, c.Charge)
		}
	}
}

// sitting picks somebody in a post who works today.
func (p *people) sitting(day legaltime.Date) *chair {
	for {
		c := p.posts[p.dice.IntN(len(p.posts))]
		if _, gone := p.closed[c.User]; !gone && !p.last(c) && c.LastDay.IsZero() && !day.Before(c.FirstDay) {
			return c
		}
	}
}

func (p *people) absence(day legaltime.Date) {
	c := p.sitting(day)
	if !p.away[c.User].Before(day) && !p.away[c.User].IsZero() {
		return
	}
	r := store.ReplacementRow{ID: uuid.NewString(), User: c.User, FirstDay: day, LastDay: day.AddDays(p.dice.IntN(25)), Entered: p.y.now()}
	if by := p.sitting(day); by.User != c.User && p.dice.IntN(3) > 0 {
		r.Substitute = by.User // perhaps of another body, perhaps away too
	}
	p.away[c.User] = r.LastDay
	p.y.must(p.y.records.PutReplacement(p.y.ctx, r))
	p.y.count("absences")
}

func (p *people) delegation(day legaltime.Date) {
	c, by := p.sitting(day), p.sitting(day)
	if c.User == by.User {
		return
	}
	err := p.y.records.PutReplacement(p.y.ctx, store.ReplacementRow{ID: uuid.NewString(), User: c.User, Substitute: by.User, Unit: c.Unit, Role: c.Role,
		FirstDay: day, LastDay: day.AddDays(5 + p.dice.IntN(40)), Entered: p.y.now()})
	if err != nil && !isConflict(err) {
		p.y.must(err)
	}
	p.y.count("delegations")
}

// leave empties a post: the account is closed, or only the appointment ends.
func (p *people) leave(day legaltime.Date) {
	c := p.sitting(day)
	if p.dice.IntN(2) == 0 {
		u, err := p.y.records.User(p.y.ctx, c.User)
		p.y.must(err)
		u.Disabled = true
		p.y.must(p.y.records.PutUser(p.y.ctx, u))
		p.closed[c.User] = day
	} else if c.LastDay = day.AddDays(-1); c.LastDay.Before(c.FirstDay) {
		c.LastDay = legaltime.Date{}
		return
	} else {
		p.y.must(p.y.records.Appoint(p.y.ctx, c.HoldingRow))
	}
	c.vacant = day.AddDays(10 + p.dice.IntN(60))
	p.y.count("people who left")
}

// holder is somebody whom a case may be about: they hold a role in a body
// today; empty: nobody.
func (p *people) holder(unit, role string, day legaltime.Date) string {
	for _, c := range p.posts {
		if _, gone := p.closed[c.User]; c.Unit == unit && c.Role == role && !gone && !p.last(c) && c.LastDay.IsZero() && !day.Before(c.FirstDay) {
			return c.User
		}
	}
	return ""
}
