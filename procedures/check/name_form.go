package check

import "github.com/donthu/donthu/procedures/diag"

var nameForm = Rule{"name_form", diag.Error, func(p *pass) {
	w := words{"no form is called %q", "không có biểu mẫu nào tên %q"}
	known(p, p.forms, w, p.Intake)
	for _, a := range p.Acts {
		known(p, p.forms, w, a.Form)
	}
}}
