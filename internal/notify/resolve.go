package notify

import (
	"context"
	"errors"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Problems for which a notice waits.
const (
	noLaw    = "plan"   // the plan or the calendar of the case cannot be read
	noPerson = "nobody" // the whole chain up to the top is vacant; in which bodies, stands beside it
)

// post is a role to be told, with the body in which the law looks for it.
type post struct {
	role  plan.Role
	unit  string
	roles []string // of the organisation
	legal string   // of a step up the chart: the body in which the law looks for the role
}

// reader is somebody who is told of a notice.
type reader struct {
	store.UserRow
	hours   store.Hours // of the body in which they were found
	side    string      // body in which the law looked for them
	other   string      // name of the other body of a hand-over
	instead string      // why they are told in place of another; empty: they are meant
}

// resolve finds who holds the roles of a notice today. Where one role of several
// has nobody in its whole chain (or its unit is unknown), the others are told,
// and the record shows the gap.
func (r *round) resolve(ctx context.Context, p *plan.Plan, n store.NoticeRow) (rows []store.AddresseeRow, people []reader, err error) {
	other, err := r.unitName(ctx, n.By)
	if err != nil {
		return nil, nil, err
	}
	today := legaltime.DateOf(r.o.Now())
	posts, err := r.posts(ctx, p, n, today)
	if err != nil {
		return nil, nil, err
	}
	for _, post := range posts {
		if post.legal == "" && post.role.At == plan.Inspectors {
			if err := r.inspectors(ctx, &post, today); err != nil {
				return nil, nil, err
			}
		}
		a, err := access.Holders(ctx, r.register, access.Call{Unit: post.unit, Roles: post.roles, Day: today, Excluded: n.Excluded, Procedure: p.Procedure, Kind: string(p.Kind)})
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return nil, nil, err
		}
		row := post.row(a)
		row.Notice = n.ID
		hours, err := r.hoursOf(ctx, a.Reached)
		if err != nil {
			return nil, nil, err
		}
		for _, u := range a.People {
			instead, err := r.instead(ctx, post, a, u)
			if err != nil {
				return nil, nil, err
			}
			row.People, row.Instead = append(row.People, u.ID), append(row.Instead, u.For)
			people = append(people, reader{u.UserRow, hours, a.Unit, other, instead})
		}
		rows = append(rows, row)
	}
	return rows, people, nil
}

// instead says why somebody is told who is not meant; empty: they are.
func (r *round) instead(ctx context.Context, p post, a access.Addressees, u access.Told) (string, error) {
	if !a.Vacant() && u.For == "" && p.legal == "" {
		return "", nil
	}
	if p.legal != "" {
		unit, err := r.unitName(ctx, p.legal)
		return silence(p.role.Title, unit), err
	}
	unit, err := r.unitName(ctx, a.Unit)
	if a.Vacant() {
		return vacancy(p.role.Title, unit), err
	}
	return absence(p.role.Title, unit), err
}

// row records who was found for a post. One step up the chart the legal addressee
// stays who it was.
func (p post) row(a access.Addressees) store.AddresseeRow {
	row := store.AddresseeRow{Role: p.role.Name, Unit: a.Unit, Reached: a.Reached, AsRole: a.Role, Held: a.Roles}
	if p.legal != "" {
		row.Unit = p.legal
		if row.AsRole == "" {
			row.AsRole = access.Heads
		}
	}
	return row
}

// posts lists the roles to be told, today where they were not told before.
func (r *round) posts(ctx context.Context, p *plan.Plan, n store.NoticeRow, today legaltime.Date) ([]post, error) {
	if n.Again == 0 {
		return posts(p, n), nil
	}
	told, err := r.store.Addressed(ctx, n.Case, n.Clock, n.Run, n.Rung, n.Due.String(), n.Again-1)
	if err != nil {
		return nil, err
	}
	return above(ctx, r.register, p, told, today)
}

// posts lists the roles to be told. A rung names them; a hand-over is told to
// whoever must answer it (the body to which the case is offered), then to both
// bodies; an end to the body that answered.
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
		if moved(p, n) == plan.Accept && n.Sender != "" && n.Sender != n.Unit {
			list = append(list, own(n.Sender, access.Handles), own(n.Sender, access.Heads))
		}
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
