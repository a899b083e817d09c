package check

import "github.com/donthu/donthu/procedures/diag"

var nameStage = Rule{"name_stage", diag.Error, func(p *pass) {
	w := words{"no stage is called %q", "không có giai đoạn nào tên %q"}
	known(p, p.stages, w, p.Opening)
	for _, s := range p.Stages {
		for _, m := range s.Moves {
			for _, b := range m.Then {
				if b.To.V != "stay" && b.To.V != "back" {
					known(p, p.stages, w, b.To)
				}
			}
		}
	}
	for _, c := range p.Clocks {
		if c.Lapse != nil {
			known(p, p.stages, w, c.Lapse.In, c.Lapse.To)
		}
	}
}}
