package statute

import (
	"errors"
	"fmt"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
)

// span is the days on which something is law.
type span struct{ from, to legaltime.Date }

// place finds where a term or pause stands that is law on the days of own, and
// the days of that place.
func (b *Book) place(id, cite string, own span) (Finding, span, error) {
	name := b.name(cite)
	if name == "" {
		return Finding{}, own, fmt.Errorf("law: %s: no instrument is cited as %q", id, cite)
	}
	f := b.Find(cite, b.asked(name, own.from))
	if !f.Known() {
		return f, own, fmt.Errorf("law: %s: there is no %q", id, cite)
	}
	here := span{f.From(), f.To()}
	if !own.from.IsZero() && own.from.Before(here.from) || !here.to.IsZero() && !own.to.IsZero() && own.to.After(here.to) {
		return f, own, fmt.Errorf("law: %s: %q is not law all the time from %s to %s", id, cite, own.from, own.to)
	}
	if len(b.cited[name]) > 1 {
		here.to = own.to // the next instrument of that name may go on with it
	}
	return f, here, nil
}

// places finds all places of a term or pause. Days of its own that it does not
// have are those of the first place.
func (b *Book) places(id string, cites []string, from, to *legaltime.Date) (all []string, err error) {
	own := span{*from, *to}
	var failures []error
	for n, cite := range cites {
		f, here, err := b.place(id, cite, own)
		if err != nil {
			failures = append(failures, err)
			continue
		}
		all = append(all, f.Place())
		if n == 0 && from.IsZero() {
			*from = here.from
		}
		if n == 0 && to.IsZero() {
			*to = here.to
		}
	}
	return all, errors.Join(failures...)
}

// asked is the day on which to look for a place: the first of the term, or of
// the only instrument of that name.
func (b *Book) asked(name string, from legaltime.Date) legaltime.Date {
	if from.IsZero() {
		return b.cited[name][0].From
	}
	return from
}

// parse reads the conditions of the table.
func (t *Term) parse() error {
	for n := range t.Table {
		l := &t.Table[n]
		if l.Exactly.IsZero() == (l.Most.IsZero() && l.Least.IsZero()) {
			return fmt.Errorf("law: %s: a line says exactly, or most and least", t.ID)
		}
		if err := condition(t.ID, l.When, &l.when); err != nil {
			return err
		}
	}
	for n := range t.Extend {
		if err := condition(t.ID, t.Extend[n].When, &t.Extend[n].when); err != nil {
			return err
		}
	}
	return nil
}

func condition(id, text string, into **guard.Expr) error {
	if text == "" {
		return nil
	}
	e, err := guard.Parse(text)
	if err != nil {
		return fmt.Errorf("law: %s: %q: %w", id, text, err)
	}
	*into = e
	return nil
}
