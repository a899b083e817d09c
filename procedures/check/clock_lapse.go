package check

import "github.com/donthu/donthu/procedures/diag"

var clockLapse = Rule{"clock_lapse", diag.Error, func(p *pass) {
	for _, c := range p.Clocks {
		if c.Lapse != nil && len(c.Met) > 0 {
			p.say(c.Lapse.At, words{"the clock %q is met by an act, so it cannot lapse as well", "thời hạn %q đã có việc hoàn thành nên không thể tự hết"}, p.clock(c.Name.V))
		}
		if c.Lapse != nil && len(c.Overdue) > 0 {
			p.say(c.Overdue[0].At, words{"the clock %q lapses, so it is never overdue; use `remind`", "thời hạn %q tự hết nên không bao giờ quá hạn; hãy dùng `remind`"}, p.clock(c.Name.V))
		}
	}
}}
