package access

import (
	"cmp"
	"maps"
	"slices"

	"github.com/donthu/donthu/internal/store"
)

// bench answers who sits on a post on one day: the one place that knows absence,
// substitution, delegation and disabled accounts. Whom a procedure tells, what an
// officer sees and what they may do all come from here.
type bench struct {
	roster   store.Roster
	excluded map[string]bool
	away     map[string]bool
}

func newBench(r store.Roster, excluded []string) *bench {
	b := &bench{roster: r, excluded: map[string]bool{}, away: map[string]bool{}}
	for _, id := range excluded {
		b.excluded[id] = true
	}
	for _, x := range r.Replacements {
		b.away[x.User] = b.away[x.User] || x.Absence()
	}
	return b
}

// stand is an officer who answers for a post. via names those in whose place:
// the holder first; empty: it is their own.
type stand struct {
	user string
	via  []string
}

// counts tells whether an officer may act at all in the case that is asked about.
func (b *bench) counts(user string) bool {
	u, known := b.roster.Users[user]
	return known && !u.Disabled && !b.excluded[user]
}

// reach finds who answers for the post of a holder.
func (b *bench) reach(h store.HolderRow) []stand {
	if !b.counts(h.User) {
		return nil
	}
	if delegates := b.delegates(h); len(delegates) > 0 {
		return delegates
	}
	if !b.away[h.User] {
		return []stand{{user: h.User}}
	}
	return b.substitutes(h.User, []string{h.User})
}

// delegates are those to whom a holder delegated the post and who are there.
func (b *bench) delegates(h store.HolderRow) (out []stand) {
	for _, x := range b.roster.Replacements {
		if x.User == h.User && x.Unit == h.Unit && x.Role == h.Role && b.counts(x.Substitute) && !b.away[x.Substitute] {
			out = append(out, stand{x.Substitute, []string{h.User}})
		}
	}
	return out
}

// substitutes follows the substitutes of somebody who is away to the first who
// is there. A circle ends where it began.
func (b *bench) substitutes(user string, via []string) (out []stand) {
	for _, x := range b.roster.Replacements {
		switch {
		case x.User != user || !x.Absence() || !b.counts(x.Substitute) || slices.Contains(via, x.Substitute):
		case !b.away[x.Substitute]:
			out = append(out, stand{x.Substitute, via})
		default:
			out = append(out, b.substitutes(x.Substitute, append(slices.Clip(via), x.Substitute))...)
		}
	}
	return out
}

// holders are the appointed holders of a role in a unit.
func (b *bench) holders(unit string, role string) []store.HolderRow {
	var out []store.HolderRow
	for _, h := range b.roster.Holders {
		if h.Unit == unit && h.Role == role {
			out = append(out, h)
		}
	}
	return out
}

// told are the people whom an ask reaches.
func (b *bench) told(a ask, c Call) []Told {
	found := map[string]stand{}
	for _, role := range a.roles {
		for _, h := range b.called(a.unit, role, c) {
			for _, s := range b.reach(h) {
				if had, there := found[s.user]; !there || len(s.via) < len(had.via) {
					found[s.user] = s
				}
			}
		}
	}
	var out []Told
	for _, id := range slices.Sorted(maps.Keys(found)) {
		t := Told{UserRow: b.roster.Users[id]}
		if via := found[id].via; len(via) > 0 {
			t.For = via[0]
		}
		out = append(out, t)
	}
	return out
}

// called are the holders of a role whom a call means. Of deputies, those in charge
// of the procedure, else of the kind, else of the whole; none where a head of the
// unit is excluded: deputies work in the head's name.
func (b *bench) called(unit, role string, c Call) []store.HolderRow {
	all := b.holders(unit, role)
	if role != Deputises {
		return all
	}
	if b.headExcluded(unit) {
		return nil
	}
	for _, meant := range []func(store.HolderRow) bool{
		func(h store.HolderRow) bool { return slices.Contains(h.Charge, c.Procedure) },
		func(h store.HolderRow) bool { return slices.Contains(h.Charge, c.Kind) },
		inChargeOfAll,
	} {
		some := slices.DeleteFunc(slices.Clone(all), func(h store.HolderRow) bool { return !meant(h) || len(b.reach(h)) == 0 })
		if len(some) > 0 {
			return some
		}
	}
	return nil
}

func inChargeOfAll(h store.HolderRow) bool { return len(h.Charge) == 0 }

func (b *bench) headExcluded(unit string) bool {
	return slices.ContainsFunc(b.holders(unit, Heads), func(h store.HolderRow) bool { return b.excluded[h.User] })
}

// held lists what an officer holds in place of others. Who might be told in their
// place in some case may act in any: a delegate does not keep a substitute out.
func (b *bench) held(user string, behind []store.Post) []store.HoldingRow {
	var out []store.HoldingRow
	for _, p := range behind {
		if !onCases(p.Role) {
			continue
		}
		for _, h := range b.holders(p.Unit, p.Role) {
			for _, s := range b.mayStand(h) {
				if s.user == user {
					out = append(out, store.HoldingRow{User: user, Unit: p.Unit, UnitName: p.UnitName, Role: p.Role, Charge: h.Charge, For: s.via})
				}
			}
		}
		if p.Role == Deputises {
			out = append(out, b.headship(user, p)...)
		}
	}
	slices.SortStableFunc(out, func(x, y store.HoldingRow) int {
		return cmp.Or(cmp.Compare(x.Unit, y.Unit), cmp.Compare(x.Role, y.Role), slices.Compare(x.For, y.For))
	})
	return out
}

// mayStand are all who stand in for a holder, beside each other.
func (b *bench) mayStand(h store.HolderRow) []stand {
	if !b.counts(h.User) {
		return nil
	}
	out := b.delegates(h)
	if b.away[h.User] {
		out = append(out, b.substitutes(h.User, []string{h.User})...)
	}
	return out
}

// headship is what a deputy in charge of the whole holds while nobody heads the
// unit: the post is vacant, or its holder is away and nobody was named.
func (b *bench) headship(user string, p store.Post) []store.HoldingRow {
	var heads []string
	for _, h := range b.holders(p.Unit, Heads) {
		if len(b.reach(h)) > 0 {
			return nil
		}
		heads = append(heads, h.User)
	}
	var out []store.HoldingRow
	for _, h := range b.holders(p.Unit, Deputises) {
		for _, s := range b.reach(h) {
			if s.user == user && inChargeOfAll(h) {
				out = append(out, store.HoldingRow{User: user, Unit: p.Unit, UnitName: p.UnitName, Role: Heads, For: slices.Concat(heads, s.via)})
			}
		}
	}
	return out
}
