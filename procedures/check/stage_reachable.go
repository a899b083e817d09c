package check

import "github.com/donthu/donthu/procedures/diag"

var stageReachable = Rule{"stage_reachable", diag.Error, func(p *pass) {
	reached := linked(p.index)
	for _, s := range p.Stages {
		if !reached[s.Name.V] {
			p.say(s.Name.At, words{"no act and no lapse leads from the opening to the stage %q", "không việc hay việc hết thời hạn nào dẫn từ giai đoạn đầu đến giai đoạn %q"}, p.stage(s.Name.V))
		}
	}
}}

// linked are the stages that moves and lapses connect with the opening,
// whether or not the acts can be done.
func linked(x *index) map[string]bool {
	first := x.opening().Name.V
	reached, queue := map[string]bool{first: true}, []string{first}
	visit := func(name string) {
		if x.stages.has(name) && !reached[name] {
			reached[name] = true
			queue = append(queue, name)
		}
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, m := range x.stages.get(at).Moves {
			for _, b := range m.Then {
				visit(b.To.V)
			}
		}
		for _, c := range x.Clocks {
			if c.Lapse != nil && c.Lapse.In.V == at {
				visit(c.Lapse.To.V)
			}
		}
	}
	return reached
}
