package drawing

import (
	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/plan"
)

// Readings gives the lines of a table of terms in the order in which people look for
// them: those of the readings that hold unless a body chooses otherwise, as they
// stand; then, as other, those that hold only under another reading.
func Readings(p *plan.Plan, terms []plan.TermRule) (usual, other []plan.TermRule) {
	for _, t := range terms {
		if switched(p, t.When) {
			other = append(other, t)
		} else {
			usual = append(usual, t)
		}
	}
	if len(usual) == 0 { // the whole clock is one of another reading
		return other, nil
	}
	return usual, other
}

// mostTried bounds the cases in which a condition is tried; one with more is
// taken to hold in some of them.
const mostTried = 1 << 12

// switched says that a condition never holds as long as every policy has its
// default.
func switched(p *plan.Plan, when plan.Guard) bool {
	e, err := guard.Parse(string(when))
	if when == "" || err != nil || e.Relates() {
		return false
	}
	values := map[string][]any{}
	names := e.Names()
	for _, name := range names {
		values[name] = []any{nil, true}
	}
	for _, c := range e.Compared() {
		values[c.Name] = append(values[c.Name], c.Literal)
	}
	cases := 1
	for _, y := range p.Policies {
		if values[y.Name] != nil {
			values[y.Name] = []any{y.Default}
		}
	}
	for _, name := range names {
		if cases *= len(values[name]); cases > mostTried {
			return false
		}
	}
	for n := range cases {
		if e.Eval(nth(names, values, n)) {
			return false
		}
	}
	return true
}

// nth is one of the ways to give each name one of its values.
func nth(names []string, values map[string][]any, n int) func(string) any {
	chosen := make(map[string]any, len(names))
	for _, name := range names {
		chosen[name] = values[name][n%len(values[name])]
		n /= len(values[name])
	}
	return func(name string) any { return chosen[name] }
}
