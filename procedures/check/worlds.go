package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/source"
)

// world is one way things may stand: a value for each name that conditions
// read. nil: nothing was recorded.
type world struct {
	names  []string
	values []any
}

func (w world) value(name string) any {
	if i := slices.Index(w.names, name); i >= 0 {
		return w.values[i]
	}
	return nil
}

// String tells what holds in the world: flags that are up, choices made.
func (w world) String() string {
	var told []string
	for i, v := range w.values {
		switch v := v.(type) {
		case nil:
		case bool:
			if v {
				told = append(told, w.names[i])
			}
		default:
			told = append(told, fmt.Sprintf("%s = %v", w.names[i], v))
		}
	}
	return strings.Join(told, ", ")
}

// mostWorlds bounds how many are tried for one table, allWorlds for a file: a
// text that somebody sends must not keep the checker busy for long.
const (
	mostWorlds = 20000
	allWorlds  = 300000
)

// worlds visits all ways in which the names that conditions read may stand,
// until visit says stop. It says false where there are too many to try, here or
// in the file so far.
func (x *index) worlds(conditions []*guard.Expr, visit func(world) (more bool)) bool {
	var w world
	for _, e := range conditions {
		for _, n := range e.Names() {
			if !slices.Contains(w.names, n) {
				w.names = append(w.names, n)
			}
		}
	}
	choices, total := make([][]any, len(w.names)), 1
	for i, n := range w.names {
		choices[i] = x.values(n, conditions)
		if total *= len(choices[i]); total > mostWorlds {
			return false
		}
	}
	if x.tried += total; x.tried > allWorlds {
		return false
	}
	w.values = make([]any, len(w.names))
	for n := range total {
		for i, c := range choices {
			w.values[i], n = c[n%len(c)], n/len(c)
		}
		if !visit(w) {
			break
		}
	}
	return true
}

// values are those that a name may take, as far as the conditions can tell them
// apart. A name that the file does not have stands for nothing recorded.
func (x *index) values(name string, conditions []*guard.Expr) []any {
	if y := x.policies.get(name); y != nil {
		return optionNames(y.Options)
	}
	f := x.facts.get(name)
	switch {
	case f == nil:
		return []any{nil}
	case f.Type.V == "flag":
		return []any{false, true}
	case f.Type.V == "choice":
		return append([]any{nil}, optionNames(f.Options)...)
	case f.Type.V == "number":
		return around(conditions)
	}
	return append([]any{nil}, held(name, conditions)...)
}

func optionNames(options []source.Option) (all []any) {
	for _, o := range options {
		all = append(all, o.Name.V)
	}
	return all
}

// around are the numbers of the conditions with their neighbours.
func around(conditions []*guard.Expr) []any {
	all := []any{0.0}
	for _, e := range conditions {
		for _, f := range e.Numbers() {
			all = append(all, f-1, f, f+1)
		}
	}
	return all
}

// something is a day like another, and a text like another.
const something = "2000-01-01"

// held are the texts and dates that conditions hold a name against; of a date
// also the days beside it, and of nothing also something.
func held(name string, conditions []*guard.Expr) (all []any) {
	for _, e := range conditions {
		for _, c := range e.Compared() {
			if c.Name != name {
				continue
			}
			switch d, err := legaltime.ParseDate(c.Literal); {
			case c.Literal == "":
				all = append(all, something)
			case err == nil:
				all = append(all, d.AddDays(-1).String(), d.AddDays(1).String())
			}
			all = append(all, c.Literal)
		}
	}
	return all
}
