package check

import "github.com/donthu/donthu/procedures/diag"

var handoffUnit = Rule{"handoff_unit", diag.Error, func(p *pass) {
	for _, a := range p.Acts {
		if a.Handoff.V != "offer" {
			continue
		}
		units := 0
		if form := p.formOf(a.Name.V); form != nil {
			for _, f := range form.Fields {
				if f.Type.V == "unit" && f.Required {
					units++
				}
			}
		}
		if units != 1 {
			p.say(a.Name.At, words{"%q offers the case to another body, so its form needs one required field of type unit, not %d", "%q chuyển vụ việc cho cơ quan khác nên biểu mẫu cần đúng một ô bắt buộc kiểu unit, hiện có %d"}, p.act(a.Name.V), units)
		}
	}
}}
