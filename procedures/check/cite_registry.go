package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
	"github.com/donthu/donthu/procedures/statute"
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
	_, beyond := f.Clauses()
	switch {
	case f.Instrument == nil:
		p.say(c.At, words{"%q is of no instrument in the registry of the law", "%q không thuộc văn bản nào trong sổ đăng ký văn bản"}, c.V)
	case f.Strange() || beyond: // the matter of cite_provision
	case f.Known():
		p.wholly(c, f)
	case f.Article() == "":
		p.say(c.At, words{"the registry has no %q of %s: cite an article, as Đ15 or Đ15.2", "sổ đăng ký không có %q của %s: hãy viện dẫn điều, như Đ15 hoặc Đ15.2"}, f.Path, f.Instrument.Number)
	case !f.Entered():
		p.say(c.At, words{"article %s of %s is not in the registry yet: add {at: Đ%[1]s, what: \"…\", mark: …} to the provisions of %[2]s", "Điều %s của %s chưa ghi trong sổ đăng ký: hãy thêm {at: Đ%[1]s, what: \"…\", mark: …} vào `provisions` của %[2]s"}, f.Article(), f.Instrument.Number)
	default:
		p.say(c.At, words{"%q of %s is not in the registry yet: add the clause to the parts of article %s, if it is there", "%q của %s chưa ghi trong sổ đăng ký: nếu có khoản, điểm này, hãy thêm vào `parts` của Điều %s"}, f.Path, f.Instrument.Number, f.Article())
	}
}

// wholly reports an instrument that is cited as a whole without need.
func (p *pass) wholly(c source.Text, f statute.Finding) {
	if f.Path == "" && f.Instrument.Whole == "" && c.At != p.Cite.At {
		p.say(c.At, words{"cite the article, not the whole of %s", "cần viện dẫn điều, không viện dẫn cả văn bản %s"}, f.Instrument.Number)
	}
}
