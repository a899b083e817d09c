package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/donthu/donthu/procedures/source"
)

// cites are all places where a provision is cited.
func cites(x *index) (all []source.Text) {
	add := func(texts ...source.Text) {
		for _, t := range texts {
			if t.IsSet() {
				all = append(all, t)
			}
		}
	}
	add(x.Cite)
	for _, a := range x.Applies {
		add(a.Cite)
	}
	for _, f := range x.Follows {
		add(f.Cite)
	}
	for _, f := range x.Facts {
		add(f.Cite)
		citesOf(f.Options, add)
	}
	for _, y := range x.Policies {
		citesOf(y.Options, add)
	}
	x.fields(func(_ *source.Form, f *source.Field) {
		add(f.Cite)
		citesOf(f.Options, add)
		for _, l := range f.Propose {
			add(l.Cite)
		}
	})
	for _, c := range x.Clocks {
		clockCites(c, add)
	}
	for _, a := range x.Acts {
		add(a.Cite)
		if a.Gap != nil {
			add(a.Gap.Cite)
		}
	}
	return all
}

func citesOf(options []source.Option, add func(...source.Text)) {
	for _, o := range options {
		add(o.Cite)
	}
}

func clockCites(c source.Clock, add func(...source.Text)) {
	add(c.Cite)
	for _, t := range c.Terms {
		add(t.Cite, t.WarnCite)
	}
	for _, p := range c.Pauses {
		add(p.Cite)
	}
	for _, e := range c.Extends {
		add(e.Cite)
		for _, l := range e.Times {
			add(l.Cite)
		}
	}
}

// instrument is the declared instrument with which a cite begins: the longest
// that fits, "" for none.
func (x *index) instrument(cite string) string {
	best := ""
	for _, name := range x.citations.names {
		rest, fits := strings.CutPrefix(cite, name)
		next, _ := utf8.DecodeRuneInString(rest)
		if fits && len(name) > len(best) && (rest == "" || !unicode.IsLetter(next) && !unicode.IsDigit(next)) {
			best = name
		}
	}
	return best
}
