package statute

import (
	"slices"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Term is a length of time that the law sets for a duty, or a right.
type Term struct {
	ID    string   `yaml:"id"`
	Cites []string `yaml:"cites"` // the provisions it stands in
	What  string   `yaml:"what"`
	// In names the procedures that have to carry it, Clocks the clocks by which
	// (or, with Gap, the acts that keep the distance). Empty In: no procedure
	// carries it, and the list of gaps says why.
	In     []string `yaml:"in"`
	Clocks []string `yaml:"clocks"`
	Gap    bool     `yaml:"gap"`
	// Starts are the acts with which the law lets it begin: "thu-ly", or
	// "tiep-nhan.ngay-nhan" for a date in the form of an act. Empty: not judged.
	Starts []string `yaml:"starts"`
	// Met are the acts that perform the duty, Stops those after which nothing is
	// owed any more: "dinh-chi", or "thong-bao-huy.tam-dinh-chi" where that holds
	// of one clock only. They are judged of terms that name their clocks.
	Met   []string       `yaml:"met"`
	Stops []string       `yaml:"stops"`
	From  legaltime.Date `yaml:"from"` // first day on which it is law; zero: as the provision
	To    legaltime.Date `yaml:"to"`
	Mark  Mark           `yaml:"mark"`
	// Word stands where the law sets no number ("ngay", or a length that
	// somebody decides): any length will do.
	Word   string  `yaml:"word"`
	Table  []Bound `yaml:"table"` // the first whose condition holds
	Extend []Limit `yaml:"extend"`
	// Longer are the acts by which it may be lengthened.
	Longer []string `yaml:"longer"`
	Note   string   `yaml:"note"`
}

// Bound is one line of a term's table: what the length may be while When holds.
type Bound struct {
	When    string         `yaml:"when"`
	Most    legaltime.Term `yaml:"most"`    // a duty: no longer than this
	Least   legaltime.Term `yaml:"least"`   // no shorter
	Exactly legaltime.Term `yaml:"exactly"` // a right: neither shorter nor longer

	when *guard.Expr
}

// Limit is how much a term may be lengthened while When holds: Times times By.
// The first whose condition holds; none: not at all.
type Limit struct {
	When  string         `yaml:"when"`
	By    legaltime.Term `yaml:"by"`
	Times int            `yaml:"times"`

	when *guard.Expr
}

// Pause is a ground on which the law lets a clock stand still.
type Pause struct {
	ID     string         `yaml:"id"`
	Cites  []string       `yaml:"cites"`
	What   string         `yaml:"what"`
	In     []string       `yaml:"in"`     // the procedures that have to carry it
	Terms  []string       `yaml:"terms"`  // the terms that it lets stand still; empty: not judged
	Starts []string       `yaml:"starts"` // the acts with which they do; empty: not judged
	Ends   []string       `yaml:"ends"`   // the acts after which they run on; empty: not judged
	From   legaltime.Date `yaml:"from"`
	To     legaltime.Date `yaml:"to"`
	Mark   Mark           `yaml:"mark"`
	Fresh  legaltime.Term `yaml:"fresh"` // the new term on resumption is at most this; zero: the old one runs on
	Note   string         `yaml:"note"`
}

// Holds says that the ground lets one of some terms stand still.
func (p *Pause) Holds(terms []*Term) bool {
	return len(p.Terms) == 0 || slices.ContainsFunc(terms, func(t *Term) bool { return slices.Contains(p.Terms, t.ID) })
}

// TermsAt are the terms that a clock carries whose length rests on a citation: of
// those that stand there on that day, the ones meant for a clock of that name
// in that procedure; if none is, for a clock of that name; if none is, all.
func (b *Book) TermsAt(procedure, clock, cite string, on legaltime.Date) []*Term {
	f := b.Find(cite, on)
	if !f.Known() {
		return nil
	}
	on = later(on, f.From()) // a place to come is asked for its first day
	here := keep(b.terms[f.Place()], func(t *Term) bool { return lives(t.From, t.To, on) })
	named := keep(here, func(t *Term) bool { return slices.Contains(t.Clocks, clock) })
	if meant := keep(named, func(t *Term) bool { return slices.Contains(t.In, procedure) }); len(meant) > 0 {
		return meant
	}
	if len(named) > 0 {
		return named
	}
	return keep(here, func(t *Term) bool { return t.Word == "" || len(t.Clocks) > 0 })
}

// PauseAt is the ground that stands at a citation on a day, nil for none. One
// that rests on a rule of the house serves only the procedures it is meant for.
func (b *Book) PauseAt(cite, procedure string, on legaltime.Date) *Pause {
	f := b.Find(cite, on)
	if !f.Known() {
		return nil
	}
	on = later(on, f.From())
	for _, p := range b.stops[f.Place()] {
		house := f.Instrument.Cited[0] == House && !slices.Contains(p.In, procedure)
		if lives(p.From, p.To, on) && !house {
			return p
		}
	}
	return nil
}

// House is how the rules of the body itself are cited; they are no law.
const House = "NB"

// AllowsFresh says that the term may begin afresh with a length.
func (p *Pause) AllowsFresh(is legaltime.Term) bool {
	return !p.Fresh.IsZero() && !longer(is, p.Fresh)
}

func later(a, b legaltime.Date) legaltime.Date {
	if b.After(a) {
		return b
	}
	return a
}

func lives(from, to, on legaltime.Date) bool {
	return !from.After(on) && (to.IsZero() || !to.Before(on))
}

func keep[T any](all []T, wanted func(T) bool) (kept []T) {
	for _, x := range all {
		if wanted(x) {
			kept = append(kept, x)
		}
	}
	return kept
}

// Conditions are those of all lines of the term.
func (t *Term) Conditions() (all []*guard.Expr) {
	for _, b := range t.Table {
		if b.when != nil {
			all = append(all, b.when)
		}
	}
	for _, l := range t.Extend {
		if l.when != nil {
			all = append(all, l.when)
		}
	}
	return all
}

// Bound is the line of the table that holds; nil: the law sets no length then.
func (t *Term) Bound(env func(string) any) *Bound {
	for i := range t.Table {
		if b := &t.Table[i]; b.when == nil || b.when.Eval(env) {
			return b
		}
	}
	return nil
}

// Longest is by how much the term may be lengthened in all.
func (t *Term) Longest(env func(string) any) (by legaltime.Term) {
	for _, l := range t.Extend {
		if l.when == nil || l.when.Eval(env) {
			by = l.By
			by.N *= l.Times
			return by
		}
	}
	return by
}

// By is by how much the term may be lengthened each time; zero: not at all.
func (t *Term) By(env func(string) any) (by legaltime.Term) {
	for _, l := range t.Extend {
		if l.when == nil || l.when.Eval(env) {
			return l.By
		}
	}
	return by
}

// AllowsLonger says that the law lets the term be lengthened by so much in all.
func (t *Term) AllowsLonger(by legaltime.Term, env func(string) any) bool {
	most := t.Longest(env)
	return by.N == 0 || most.N > 0 && !longer(by, most)
}

// BeginsAt says that the law lets the term begin with an act, or with a date in
// its form. A duty may begin earlier, with the receipt of the petition.
func (t *Term) BeginsAt(act, field string) bool {
	if len(t.Starts) == 0 || field == "" && act == "tiep-nhan" && t.Duty() {
		return true
	}
	if field != "" {
		return slices.Contains(t.Starts, act+"."+field)
	}
	return slices.Contains(t.Starts, act)
}

// MetBy says that an act performs the duty, as a clock of a name carries it.
func (t *Term) MetBy(clock, act string) bool { return t.names(t.Met, clock, act) }

// StoppedBy says that nothing is owed any more after an act.
func (t *Term) StoppedBy(clock, act string) bool {
	return t.MetBy(clock, act) || t.names(t.Stops, clock, act)
}

// names says that an act stands in a list, for all clocks or for one of a name.
// A term that no clock carries lists none: whatever rests on it is not judged.
func (t *Term) names(acts []string, clock, act string) bool {
	return len(t.Clocks) == 0 || slices.Contains(acts, act) || slices.Contains(acts, clock+"."+act)
}

// Duty says that the term only bounds from above: something is to be done by
// then, and does not become right by waiting.
func (t *Term) Duty() bool {
	return !slices.ContainsFunc(t.Table, func(b Bound) bool { return b.Most.IsZero() || !b.Least.IsZero() })
}
