package check

import "github.com/donthu/donthu/procedures/diag"

var termUnknown = Rule{"term_unknown", diag.Warning, func(p *pass) {
	if p.law.Empty() || len(p.law.Terms) == 0 {
		return
	}
	for i := range p.Clocks {
		d := p.duty(&p.Clocks[i])
		for j := range d.Terms {
			cite := citeOf(d.Clock, &d.Terms[j])
			if name := p.instrument(cite.V); name == "" || name == internal || len(d.terms[j]) > 0 {
				continue
			}
			if p.law.Find(cite.V, p.since(cite)).Known() {
				p.say(d.Terms[j].Is.At, words{"the table of terms has none at %q", "bảng thời hạn luật định không có thời hạn nào ở %q"}, cite.V)
			}
		}
	}
}}
