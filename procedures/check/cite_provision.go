package check

import (
	"fmt"
	"strings"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/source"
)

var citeProvision = Rule{"cite_provision", diag.Error, func(p *pass) {
	if p.law.Empty() {
		return
	}
	for i := range p.Citations {
		declared(p, &p.Citations[i])
	}
	told := map[string]bool{}
	for _, c := range cites(p.index) {
		if name := p.instrument(c.V); name != "" && name != internal && !told[c.V] {
			told[c.V] = true
			exists(p, c)
		}
	}
	eachUse(p.index, func(cite source.Text, _ *source.Citation, from, to legaltime.Date) { inForce(p, cite, from, to) })
}}

// declared reports days of force that are not those of the registry.
func declared(p *pass, c *source.Citation) {
	if c.Name.V == internal || !p.law.Names(c.Name.V) {
		return
	}
	if c.From.IsSet() && !p.law.Dated(c.Name.V, c.From.V, c.To.V) {
		en, vi := p.law.Force(c.Name.V)
		p.add(c.From.At, "", fmt.Sprintf("in the registry %s is law %s; that does not fit what is written here", c.Name.V, en),
			fmt.Sprintf("ngày ghi ở đây không khớp sổ đăng ký: %s có hiệu lực %s", c.Name.V, vi))
	}
}

// exists reports an article or a clause that an instrument cannot have: a text
// that rests on it must not be published. One that nobody has entered yet is the matter of
// cite_registry.
func exists(p *pass, c source.Text) {
	f := p.law.Find(c.V, p.since(c))
	n, beyond := f.Clauses()
	switch {
	case beyond && n == 0:
		p.say(c.At, words{"there is no %s: article %s of %s has no clauses", "không có khoản %s: Điều %s của %s không chia khoản"}, strings.TrimPrefix(f.Path, "Đ"), f.Article(), f.Instrument.Number)
	case beyond:
		p.say(c.At, words{"there is no %s: article %s of %s has only %d clauses", "không có khoản %s: Điều %s của %s chỉ có %d khoản"}, strings.TrimPrefix(f.Path, "Đ"), f.Article(), f.Instrument.Number, n)
	case !f.Strange():
	case f.Instrument.Articles == 0:
		p.say(c.At, words{"there is no article %s: %s has fewer than %d", "không có Điều %s: văn bản %s có chưa tới %d điều"}, f.Article(), f.Instrument.Number, f.Instrument.Under)
	default:
		p.say(c.At, words{"there is no article %s: %s has only %d", "không có Điều %s: văn bản %s chỉ có %d điều"}, f.Article(), f.Instrument.Number, f.Instrument.Articles)
	}
}

// inForce reports a provision that is not law on the days it is cited for.
func inForce(p *pass, cite source.Text, from, to legaltime.Date) {
	f := p.law.Find(cite.V, from)
	if !f.Known() {
		return // the matter of cite_registry
	}
	begins, ends := f.From(), f.To()
	switch {
	case !ends.IsZero() && ends.Before(from):
		p.say(cite.At, words{"%q was law only until %s, before this begins (%s)", "%q chỉ có hiệu lực đến %s, trước khi quy định này áp dụng (%s)"}, cite.V, ends, from)
	case !to.IsZero() && begins.After(to):
		p.say(cite.At, words{"%q is law only from %s, after this ends (%s)", "%q chỉ có hiệu lực từ %s, sau khi quy định này hết áp dụng (%s)"}, cite.V, begins, to)
	case begins.After(from) && begins != f.Instrument.From:
		p.say(cite.At, words{"%q is law only from %s: what rests on it needs `since` (now from %s)", "%q chỉ có hiệu lực từ %s: điều dựa vào đó cần `since` (đang áp dụng từ %s)"}, cite.V, begins, from)
	}
}
