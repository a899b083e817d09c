package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var citeRegistry = Rule{"cite_registry", diag.Warning, func(p *pass) {
	if p.law.Empty() {
		return
	}
	told := map[string]bool{}
	for _, c := range cites(p.index) {
		name := p.instrument(c.V)
		if name == "" || name == internal || told[c.V] {
			continue
		}
		told[c.V] = true
		registered(p, c)
	}
}}

// registered reports a cite that the registry of the law cannot tell a
// provision for.
func registered(p *pass, c source.Text) {
	f := p.law.Find(c.V, p.since(c))
	switch {
	case f.Instrument == nil:
		p.say(c.At, words{"%q is of no instrument in the registry of the law", "%q không thuộc văn bản nào trong sổ đăng ký văn bản"}, c.V)
	case f.Strange(): // the matter of cite_provision
	case !f.Known():
		p.say(c.At, words{"the registry has no %q of %s", "sổ đăng ký không có %q của %s"}, f.Path, f.Instrument.Number)
	case f.Path == "" && f.Instrument.Whole == "" && c.At != p.Cite.At:
		p.say(c.At, words{"cite the article, not the whole of %s", "cần viện dẫn điều, không viện dẫn cả văn bản %s"}, f.Instrument.Number)
	}
}
