package check

import (
	"strings"

	"github.com/donthu/donthu/procedures/diag"
)

var citeKnown = Rule{"cite_known", diag.Error, func(p *pass) {
	for _, c := range cites(p.index) {
		if p.instrument(c.V) == "" && !p.full() {
			head, _, _ := strings.Cut(c.V, " ")
			p.suggest(c.At, diag.Suggest(head, p.citations.names), words{"%q does not begin with an instrument named in `citations`", "%q không bắt đầu bằng văn bản nào khai ở `citations`"}, c.V)
		}
	}
}}
