package drawing

import (
	"slices"

	"github.com/donthu/donthu/procedures/plan"
)

// Mark says how a case stands to a stage.
type Mark string

// The marks. Unmarked is every stage of a procedure drawn for no case, and of
// a case the stages that may come later than next.
const (
	Unmarked Mark = ""
	Passed   Mark = "passed"
	Current  Mark = "current"
	Possible Mark = "possible" // a way leads there from the current stage
	Skipped  Mark = "skipped"  // no way leads there any more
)

// word is the mark as it is written in the stage.
var word = map[Mark]string{Passed: "✓ Đã qua", Current: "● Đang ở đây", Possible: "→ Có thể đến", Skipped: "– Không qua"}

// Marks gives the mark of every stage for a case that passed visited, in this
// order, and stands in current; current empty: no case.
func Marks(p *plan.Plan, visited []string, current string) map[string]Mark {
	out := make(map[string]Mark, len(p.Stages))
	if current == "" {
		return out
	}
	within := reach(p, current)
	for _, s := range p.Stages {
		steps, reached := within[s.Name]
		switch {
		case s.Name == current:
			out[s.Name] = Current
		case slices.Contains(visited, s.Name):
			out[s.Name] = Passed
		case !reached:
			out[s.Name] = Skipped
		case steps == 1:
			out[s.Name] = Possible
		}
	}
	return out
}

// reach counts the ways from a stage to every stage that it leads to. An end
// leads nowhere.
func reach(p *plan.Plan, from string) map[string]int {
	steps := map[string]int{from: 0}
	all := Ways(p)
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		for _, w := range all {
			if _, known := steps[w.To]; w.From == queue[0] && !known {
				steps[w.To] = steps[w.From] + 1
				queue = append(queue, w.To)
			}
		}
	}
	return steps
}

// walked are the pairs of stages between which the case went.
func walked(visited []string, current string) map[[2]string]bool {
	path := slices.Clone(visited)
	if current != "" && (len(path) == 0 || path[len(path)-1] != current) {
		path = append(path, current)
	}
	out := map[[2]string]bool{}
	for i := 1; i < len(path); i++ {
		out[[2]string{path[i-1], path[i]}] = true
	}
	return out
}
