package notify

import (
	"context"
	"errors"
	"slices"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Problems for which a notice waits.
const (
	noPlan   = "plan"   // the plan of the case cannot be read
	noPerson = "nobody" // the whole chain up to the top is vacant
)

// found is who is told of a notice.
type found struct {
	rows       []store.AddresseeRow
	recipients []store.Recipient
}

// post is a role to be told, with the body in which the law looks for it.
type post struct {
	role  plan.Role
	unit  string
	roles []string // of the organisation
}

// resolve finds who holds the roles of a notice today. A person who holds two
// of them is told once. Where one role of several has nobody in its whole chain
// (or its unit is unknown), the others are told, and the record shows the gap.
func (d *Dispatcher) resolve(ctx context.Context, n store.NoticeRow) (f found, problem string, err error) {
	p, err := d.laws.Plan(n.Plan)
	if err != nil {
		return f, noPlan, nil
	}
	for _, post := range posts(p, n) {
		a, err := access.Holders(ctx, d.store, post.unit, post.roles, legaltime.DateOf(d.o.Now()), n.Excluded)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return f, "", err
		}
		if err := d.add(ctx, &f, p, n, post, a); err != nil {
			return f, "", err
		}
	}
	if len(f.recipients) == 0 {
		return f, noPerson, nil
	}
	return f, "", nil
}

func (d *Dispatcher) add(ctx context.Context, f *found, p *plan.Plan, n store.NoticeRow, post post, a access.Addressees) error {
	row := store.AddresseeRow{Role: post.role.Name, Unit: a.Unit, Reached: a.Reached, AsRole: a.Role}
	instead := ""
	if len(a.People) > 0 && a.Vacant() {
		unit, err := d.store.Unit(ctx, a.Unit)
		if err != nil {
			return err
		}
		instead = vacancy(post.role.Title, unit.Name)
	}
	l := letter{plan: p, notice: n, instead: instead, link: d.link(n.Code)}
	for _, u := range a.People {
		row.People = append(row.People, u.ID)
		if !slices.ContainsFunc(f.recipients, func(r store.Recipient) bool { return r.User == u.ID }) {
			f.recipients = append(f.recipients, d.recipient(u, a.Reached, l))
		}
	}
	f.rows = append(f.rows, row)
	return nil
}

func (d *Dispatcher) recipient(u store.UserRow, unit string, l letter) store.Recipient {
	r := store.Recipient{User: u.ID, Unit: unit, Kind: l.kind(), Title: l.title(), Body: l.body()}
	if d.o.Mailer != nil && u.Email != "" && l.notice.Kind != machine.End {
		r.Address, r.Subject, r.Text = u.Email, l.subject(), l.text()
	}
	return r
}

// posts lists the roles to be told. A rung names them; a hand-over is told to
// whoever must answer it (the body to which the case is offered) or has got the
// case; an end to the body that answered.
func posts(p *plan.Plan, n store.NoticeRow) (list []post) {
	switch {
	case n.Kind == machine.Notify:
		for _, name := range n.Roles {
			list = append(list, postOf(p, n, name))
		}
	case n.Kind == machine.HandOver && n.Receiver != "":
		for _, r := range p.Roles {
			if r.At == plan.Receiver {
				list = append(list, postOf(p, n, r.Name))
			}
		}
		if len(list) == 0 {
			list = []post{own(n.Receiver, access.Receives)}
		}
	case n.Kind == machine.HandOver:
		list = []post{own(n.Unit, access.Handles), own(n.Unit, access.Heads)}
	default:
		list = []post{own(n.Unit, access.Handles)}
	}
	return list
}

// own is a role that the organisation itself knows.
func own(unit, role string) post {
	return post{role: plan.Role{Name: role, Title: access.RoleTitle(role)}, unit: unit, roles: []string{role}}
}

// postOf finds the body in which the law looks for a role. Where there is none
// (nobody above the body that answers; an offer that is over), the search
// begins at the body that answers, and climbs from there.
func postOf(p *plan.Plan, n store.NoticeRow, name string) post {
	role := own("", name).role
	if r := p.Role(name); r != nil {
		role = *r
	}
	unit := n.Unit
	if role.At == plan.Superior && n.Superior != "" {
		unit = n.Superior
	}
	if role.At == plan.Receiver && n.Receiver != "" {
		unit = n.Receiver
	}
	return post{role: role, unit: unit, roles: role.Holders()}
}
