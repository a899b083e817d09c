package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var policyCited = Rule{"policy_cited", diag.Error, func(p *pass) {
	for _, y := range p.Policies {
		for i := range y.Options {
			p.ground(&y, &y.Options[i])
		}
		if len(y.Options) == 1 {
			p.say(y.Options[0].Name.At, words{"a doubt has more than one reading", "chỗ luật chưa rõ phải có hơn một cách hiểu"})
		}
	}
}}

// ground reports a reading that rests on nothing, or on the very text on which
// another rests without saying how it comes out of it.
func (p *pass) ground(y *source.Policy, o *source.Option) {
	if !o.Cite.IsSet() {
		p.say(o.Name.At, words{"the reading %q of %q does not say on which provision it rests", "cách hiểu %q của %q chưa ghi dựa vào điều nào"}, titled(o.Name.V, o.Title.V), p.fact(y.Name.V))
		return
	}
	for _, other := range y.Options {
		switch {
		case other.Name.V == o.Name.V || p.place(other.Cite) != p.place(o.Cite):
		case !o.Reading.IsSet():
			p.say(o.Cite.At, words{"%q rests on the same provision as %q: say in `reading` how it is understood", "%q dựa vào cùng một điều với %q: hãy ghi ở `reading` vì sao hiểu như vậy"}, titled(o.Name.V, o.Title.V), titled(other.Name.V, other.Title.V))
			return
		case other.Reading.V == o.Reading.V:
			p.say(o.Reading.At, words{"%q and %q understand the same provision in the same words", "%q và %q hiểu cùng một điều bằng cùng một lời"}, titled(o.Name.V, o.Title.V), titled(other.Name.V, other.Title.V))
			return
		}
	}
}

// place is the one way of writing what a reading cites; "" where the register
// does not tell.
func (p *pass) place(cite source.Text) string {
	if !cite.IsSet() {
		return ""
	}
	if f := p.law.Find(cite.V, p.From.V); f.Instrument != nil {
		return f.Place()
	}
	return cite.V
}
