package year

import (
	"slices"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// period is from a day to a day, both counted; a zero end: still so.
type period struct{ first, last legaltime.Date }

func (p period) on(d legaltime.Date) bool {
	return !d.Before(p.first) && (p.last.IsZero() || !d.After(p.last))
}

// register is the organisation as its tables say it at the end of the year, with
// the days on which accounts were closed.
type register struct {
	parent   map[string]string
	inspects map[string]string // body -> its inspectorate
	held     []held
	away     []replaced
	left     map[string]legaltime.Date
}

type held struct {
	user, unit, role string
	charge           []string
	period
}

type replaced struct {
	user, by, unit, role string
	period
}

// question is who is told of a rung in place of one role.
type question struct {
	p      *plan.Plan
	day    legaltime.Date
	barred map[string]bool
	reg    *register
}

// found is where somebody was found.
type found struct {
	unit, reached, role string
	people              []string
	levels              int
}

func (q question) there(user string) bool {
	left, gone := q.reg.left[user]
	return !q.barred[user] && (!gone || q.day.Before(left))
}

func (q question) absent(user string) bool {
	return slices.ContainsFunc(q.reg.away, func(x replaced) bool { return x.user == user && x.role == "" && x.on(q.day) })
}

// answers are those who answer for a post of a holder.
func (q question) answers(h held) (out []string) {
	if !q.there(h.user) {
		return nil
	}
	for _, x := range q.reg.away {
		if x.user == h.user && x.unit == h.unit && x.role == h.role && x.on(q.day) && q.there(x.by) && !q.absent(x.by) {
			out = append(out, x.by)
		}
	}
	if len(out) > 0 {
		return out
	}
	seen := map[string]bool{h.user: true}
	if !q.absent(h.user) {
		return []string{h.user}
	}
	for at := []string{h.user}; len(at) > 0; {
		user := at[0]
		at = at[1:]
		for _, x := range q.reg.away {
			if x.user != user || x.role != "" || x.by == "" || !x.on(q.day) || !q.there(x.by) || seen[x.by] {
				continue
			}
			if seen[x.by] = true; q.absent(x.by) {
				at = append(at, x.by)
			} else {
				out = append(out, x.by)
			}
		}
	}
	return out
}

// at are those who answer for roles in a body.
func (q question) at(unit string, roles ...string) []string {
	people := map[string]bool{}
	for _, h := range q.reg.held {
		if h.unit != unit || !slices.Contains(roles, h.role) || !h.on(q.day) {
			continue
		}
		for _, u := range q.answers(h) {
			people[u] = true
		}
	}
	return sorted(people)
}

// deputies are those in charge of the procedure, else of the kind, else of all;
// none in the name of a head who is barred.
func (q question) deputies(unit string) []string {
	for _, h := range q.reg.held {
		if h.unit == unit && h.role == access.Heads && h.on(q.day) && q.barred[h.user] {
			return nil
		}
	}
	for _, of := range []string{q.p.Procedure, string(q.p.Kind), ""} {
		people := map[string]bool{}
		for _, h := range q.reg.held {
			if h.unit == unit && h.role == access.Deputises && h.on(q.day) && (of == "" && len(h.charge) == 0 || of != "" && slices.Contains(h.charge, of)) {
				for _, u := range q.answers(h) {
					people[u] = true
				}
			}
		}
		if len(people) > 0 {
			return sorted(people)
		}
	}
	return nil
}

// who is told in place of a role of the procedure.
func (q question) who(role string, at posts) found {
	unit, roles := at.unit, []string{role}
	if r := q.p.Role(role); r != nil {
		if len(r.HeldBy) > 0 {
			roles = r.HeldBy
		}
		switch {
		case r.At == plan.Superior && at.superior != "":
			unit = at.superior
		case r.At == plan.Receiver && at.receiver != "":
			unit = at.receiver
		case r.At == plan.Inspectors:
			for up := unit; up != ""; up = q.reg.parent[up] {
				if own := q.reg.inspects[up]; own != "" {
					unit = own
					break
				}
			}
		}
	}
	if people := q.at(unit, roles...); len(people) > 0 {
		return found{unit: unit, reached: unit, people: people}
	}
	levels := 0
	for up := unit; up != ""; up = q.reg.parent[up] {
		if people := q.at(up, access.Heads); len(people) > 0 {
			return found{unit, up, access.Heads, people, levels}
		}
		if people := q.deputies(up); len(people) > 0 {
			return found{unit, up, access.Deputises, people, levels}
		}
		levels++
	}
	return found{unit: unit}
}

func sorted(set map[string]bool) (out []string) {
	for name := range set {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
