package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/source"
	"github.com/donthu/donthu/procedures/statute"
)

var formKnown = Rule{"form_known", diag.Error, func(p *pass) {
	if p.law.Empty() {
		return
	}
	for i := range p.Forms {
		f := &p.Forms[i]
		p.templates([]source.Text{f.Number}, p.filled(f.Name.V))
	}
	for i := range p.Acts {
		p.templates(p.Acts[i].Documents, p.done(&p.Acts[i]))
	}
}}

// stretch is the first and the last day on which a form is used; a zero last is
// open.
type stretch struct{ first, last legaltime.Date }

// done are the days on which an act can be done under the version. What runs
// goes on after the last day on which the version receives petitions, but the
// law of that later time does not say which forms it takes.
func (p *pass) done(a *source.Act) stretch {
	s := stretch{later(p.From.V, a.Since.V), p.To.V}
	if a.Until.IsSet() {
		s.last = a.Until.V
	}
	if !s.last.IsZero() {
		s.last = later(s.last, s.first)
	}
	return s
}

// filled are the days on which a form can be filled in.
func (p *pass) filled(form string) (s stretch) {
	if form == p.Intake.V {
		s = stretch{p.From.V, p.To.V}
	}
	for i := range p.Acts {
		if p.Acts[i].Form.V != form {
			continue
		}
		a := p.done(&p.Acts[i])
		if s.first.IsZero() {
			s = a
			continue
		}
		s.first = earlier(s.first, a.first)
		if s.last.IsZero() || a.last.IsZero() {
			s.last = legaltime.Date{}
		} else {
			s.last = later(s.last, a.last)
		}
	}
	return s
}

// template is a form that is named somewhere in a text.
type template struct {
	statute.Template
	at diag.Span
}

// templates reports names that the register of forms does not have, and forms
// that are not in force all the time that they are used.
func (p *pass) templates(texts []source.Text, used stretch) {
	if used.first.IsZero() {
		return // never filled in: the matter of name_unused
	}
	var all []template
	for _, text := range texts {
		if !text.IsSet() {
			continue
		}
		for _, t := range p.law.Templates(text.V, used.first) {
			all = append(all, template{t, source.Part(text, t.Offset, t.Offset+len(t.Number))})
		}
	}
	for _, t := range all {
		p.template(t, all, used)
	}
}

func (p *pass) template(t template, beside []template, used stretch) {
	switch {
	case t.Issuer == "":
		p.suggest(t.at, diag.Suggest(t.Number, p.law.TemplateNames()), words{"%q does not say of which instrument it is", "%q chưa ghi là mẫu của văn bản nào"}, t.Number)
	case t.Instrument == nil:
		p.say(t.at, words{"no instrument is called %q", "không có văn bản nào tên %q"}, t.Issuer)
	case t.Form == nil:
		p.suggest(t.at, diag.Suggest(t.String(), p.law.TemplateNames()), words{"there is no form %q", "không có biểu mẫu %q"}, t.String())
	case p.stray(t, beside):
		p.say(t.at, words{"%q is of another instrument than the forms beside it, and the procedure does not cite that one", "%q là mẫu của văn bản khác với các mẫu bên cạnh, mà quy trình không viện dẫn văn bản đó"}, t.String())
	case t.From.After(used.first) && !slices.ContainsFunc(beside, func(old template) bool { return p.follows(t, old) }):
		p.say(t.at, words{"%q is in force only from %s, and is used from %s", "%q chỉ có hiệu lực từ %s mà được dùng từ %s"}, t.String(), t.From, used.first)
	case !t.To.IsZero() && (used.last.IsZero() || used.last.After(t.To)) && !slices.ContainsFunc(beside, func(u template) bool { return p.follows(u, t) }):
		p.say(t.at, words{"%q was in force only until %s", "%q chỉ có hiệu lực đến %s"}, t.String(), t.To)
	}
}

// follows says that a form took the place of another; of one of the house, that
// of any instrument that the procedure cites.
func (p *pass) follows(t, old template) bool {
	return old.House() && p.citations.has(t.Issuer) || t.Succeeds(old.Template)
}

// stray says that a form stands beside others with which its instrument has
// nothing to do, nor with the procedure.
func (p *pass) stray(t template, beside []template) bool {
	if t.House() || p.citations.has(t.Issuer) {
		return false
	}
	apart := func(u template) bool {
		return u.Instrument != nil && !u.House() && !u.Instrument.GivesWay(t.Instrument) && !t.Instrument.GivesWay(u.Instrument)
	}
	return slices.ContainsFunc(beside, apart)
}
