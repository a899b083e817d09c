package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/source"
)

// days says from which day on what rests on each cite can matter: the first of
// the version or, for what a transitional rule brings in later, its own.
type days struct {
	x     *index
	first map[diag.Span]legaltime.Date
}

func firstDays(x *index) map[diag.Span]legaltime.Date {
	d := days{x, map[diag.Span]legaltime.Date{}}
	for i := range x.Acts {
		a := &x.Acts[i]
		d.note(d.act(a.Name.V), a.Cite)
		if a.Gap != nil {
			d.note(d.act(a.Name.V), a.Gap.Cite)
		}
	}
	for i := range x.Clocks {
		d.clock(&x.Clocks[i])
	}
	forms := d.forms()
	x.fields(func(form *source.Form, f *source.Field) {
		d.note(forms[form.Name.V], f.Cite)
		d.options(forms[form.Name.V], f.Options)
		d.proposals(forms[form.Name.V], f)
	})
	for _, f := range x.Facts {
		on := d.fact(f.Name.V, forms)
		d.note(on, f.Cite)
		d.options(on, f.Options)
	}
	for _, p := range x.Policies {
		d.options(x.From.V, p.Options)
	}
	return d.first
}

func (d days) note(on legaltime.Date, cites ...source.Text) {
	for _, c := range cites {
		if c.IsSet() {
			d.first[c.At] = on
		}
	}
}

func (d days) options(on legaltime.Date, all []source.Option) {
	for _, o := range all {
		d.note(later(on, o.Since.V), o.Cite)
	}
}

// proposals matter from the day on which their option may be chosen.
func (d days) proposals(on legaltime.Date, f *source.Field) {
	for _, l := range f.Propose {
		first := on
		for _, o := range f.Options {
			if o.Name.V == l.Is.V {
				first = later(on, o.Since.V)
			}
		}
		d.note(first, l.Cite)
	}
}

// act is the first day on which an act can be done.
func (d days) act(name string) legaltime.Date {
	if a := d.x.acts.get(name); a != nil {
		return later(d.x.From.V, a.Since.V)
	}
	return d.x.From.V
}

func (d days) clock(c *source.Clock) {
	var on legaltime.Date
	for _, s := range c.Starts {
		on = earlier(on, d.act(s.Act.V))
	}
	on = later(on, later(d.x.From.V, c.Since.V))
	d.note(on, c.Cite)
	for _, t := range c.Terms {
		d.note(on, t.Cite, t.WarnCite)
	}
	for _, p := range c.Pauses {
		d.note(later(on, d.act(p.From.V)), p.Cite)
	}
	for _, e := range c.Extends {
		d.note(later(on, d.act(e.Act.V)), e.Cite)
		for _, l := range e.Times {
			d.note(later(on, d.act(e.Act.V)), l.Cite)
		}
	}
}

// forms are the first days on which each form can be filled in.
func (d days) forms() map[string]legaltime.Date {
	first := map[string]legaltime.Date{d.x.Intake.V: d.x.From.V}
	for _, a := range d.x.Acts {
		if a.Form.IsSet() {
			first[a.Form.V] = earlier(first[a.Form.V], d.act(a.Name.V))
		}
	}
	return first
}

// fact is the first day on which a form can set a fact.
func (d days) fact(name string, forms map[string]legaltime.Date) (on legaltime.Date) {
	d.x.fields(func(form *source.Form, f *source.Field) {
		if f.Name.V == name {
			on = earlier(on, forms[form.Name.V])
		}
	})
	return later(on, d.x.From.V)
}

func later(a, b legaltime.Date) legaltime.Date {
	if b.After(a) {
		return b
	}
	return a
}

// earlier takes the zero date for none.
func earlier(a, b legaltime.Date) legaltime.Date {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
