package check

import "github.com/donthu/donthu/procedures/diag"

var walkBound = Rule{"walk_bound", diag.Warning, func(p *pass) {
	if !p.ahead.complete {
		p.say(p.Procedure.At, words{"too many ways to go through them all: more than %d standings; the rules on paths are only partly asked", "quá nhiều diễn biến để kiểm hết: hơn %d tình huống; các quy tắc về đường đi mới được kiểm một phần"}, most)
	}
}}
