package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var appliesShape = Rule{"applies_shape", diag.Error, func(p *pass) {
	received := 0
	for _, a := range p.Applies {
		switch a.To.V {
		case "received":
			received++
			receivedShape(p, a)
		case "running":
			if len(a.Acts) == 0 || !a.Cite.IsSet() {
				p.say(a.At, words{"`to: running` needs `acts` and the provision that says so (`cite`)", "`to: running` cần `acts` và căn cứ (`cite`)"})
			}
		}
	}
	if received > 1 {
		p.say(p.Applies[len(p.Applies)-1].At, words{"`to: received` is written %d times", "`to: received` được viết %d lần"}, received)
	}
}}

func receivedShape(p *pass, a source.Applies) {
	switch {
	case !a.Since.IsSet():
		p.say(a.At, words{"`to: received` needs `since`", "`to: received` cần `since`"})
	case a.Since.V != p.From.V:
		p.say(a.Since.At, words{"petitions received since %s, but the version is effective from %s", "đơn nhận từ %s, nhưng phiên bản có hiệu lực từ %s"}, a.Since.V, p.From.V)
	case len(a.Acts) > 0:
		p.say(a.At, words{"`to: received` means the whole procedure; `acts` has no place here", "`to: received` là toàn bộ thủ tục; không ghi `acts` ở đây"})
	}
}
