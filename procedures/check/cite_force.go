package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/source"
)

var citeForce = Rule{"cite_force", diag.Error, func(p *pass) {
	dated := map[string]bool{}
	eachUse(p.index, func(cite source.Text, c *source.Citation, from, to legaltime.Date) {
		switch {
		case !c.From.IsSet():
			if !dated[c.Name.V] {
				p.say(c.Name.At, words{"%q needs the date from which it is in force", "%q cần ngày bắt đầu có hiệu lực"}, c.Name.V)
			}
			dated[c.Name.V] = true
		case !to.IsZero() && c.From.V.After(to):
			p.say(cite.At, words{"%q is in force only from %s, after this ends (%s)", "%q chỉ có hiệu lực từ %s, sau khi quy định này hết áp dụng (%s)"}, c.Name.V, c.From.V, to)
		case c.To.IsSet() && c.To.V.Before(from):
			p.say(cite.At, words{"%q was in force only until %s, before this begins (%s)", "%q chỉ có hiệu lực đến %s, trước khi quy định này bắt đầu áp dụng (%s)"}, c.Name.V, c.To.V, from)
		}
	})
}}

// internal is the key for the rules of the body itself, which need no dates.
const internal = "NB"

// eachUse visits every cite of a declared instrument with the days on which
// what cites it applies: from the version's first day, or that of the act, form
// or clock.
// Cases outlive the last day on which their version receives petitions, so
// that day is no bound: a zero to is open. Transitional provisions are left
// out, for they speak across versions.
func eachUse(x *index, visit func(cite source.Text, c *source.Citation, from, to legaltime.Date)) {
	transitional := map[diag.Span]bool{}
	for _, a := range x.Applies {
		transitional[a.Cite.At] = true
	}
	until := map[diag.Span]legaltime.Date{}
	for _, a := range x.Acts {
		until[a.Cite.At] = a.Until.V
	}
	for _, cite := range cites(x) {
		c := x.citations.get(x.instrument(cite.V))
		if c == nil || c.Name.V == internal || transitional[cite.At] {
			continue
		}
		visit(cite, c, x.since(cite), until[cite.At])
	}
}
