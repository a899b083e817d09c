package verify

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// mostCombinations bounds the values of other names under which two values of
// one name are compared.
const mostCombinations = 256

// domain is what a fact or a policy can be, as far as conditions can tell: one
// value for each class of values that no condition tells apart. The first
// class is that of a fact not known, or of a policy's default.
type domain struct {
	name    string
	values  []any // one for each class; nil where only the unknown is of it
	classes map[any]int
	guards  []*guard.Expr            // those that read the name
	signs   map[*guard.Expr][]string // how each of them comes out, by class
}

// kinds are the classes of a domain that some of the conditions tell apart.
type kinds struct {
	values []any // one for each kind
	of     []int // kind, by class
}

// kinds puts classes together that the given conditions do not tell apart.
func (x *domain) kinds(guards []*guard.Expr) (k kinds) {
	var signs []string
	for class, v := range x.values {
		var sign string
		for _, g := range guards {
			if by := x.signs[g]; by != nil {
				sign += by[class] + "/"
			}
		}
		at := slices.Index(signs, sign)
		if at < 0 {
			at = len(signs)
			signs, k.values = append(signs, sign), append(k.values, v)
		}
		if k.values[at] == nil {
			k.values[at] = v
		}
		k.of = append(k.of, at)
	}
	return k
}

// domains are the domains of all names that conditions read, in the order of
// the plan.
type domains struct {
	all    []*domain
	byName map[string]*domain
	raw    map[string][]any // values before they are put into classes
}

var digits = regexp.MustCompile(`\d+`)

func domainsOf(p *plan.Plan, guards map[plan.Guard]*guard.Expr) *domains {
	d := &domains{byName: map[string]*domain{}, raw: map[string][]any{}}
	readers := map[string][]*guard.Expr{}
	for _, text := range slices.Sorted(maps.Keys(guards)) {
		for _, n := range guards[text].Names() {
			readers[n] = append(readers[n], guards[text])
		}
	}
	for i := range p.Facts {
		f := &p.Facts[i]
		d.raw[f.Name] = append([]any{nil}, factValues(f, readers[f.Name])...)
	}
	for i := range p.Policies {
		y := &p.Policies[i]
		d.raw[y.Name] = []any{y.Default}
		for _, o := range y.Options {
			if o.Value != y.Default {
				d.raw[y.Name] = append(d.raw[y.Name], o.Value)
			}
		}
	}
	for i := range p.Facts {
		d.add(p.Facts[i].Name, readers)
	}
	for i := range p.Policies {
		d.add(p.Policies[i].Name, readers)
	}
	return d
}

// factValues are values enough to make every comparison come out both ways.
func factValues(f *plan.Fact, readers []*guard.Expr) (values []any) {
	switch f.Type {
	case plan.Flag:
		return []any{false, true}
	case plan.Choice:
		for _, o := range f.Options {
			values = append(values, o.Value)
		}
		return values
	case plan.Number:
		for _, g := range readers {
			for _, text := range digits.FindAllString(g.String(), -1) {
				n, _ := strconv.ParseFloat(text, 64)
				values = append(values, n-1, n, n+1)
			}
		}
		return append(values, 1.0)
	}
	for _, g := range readers {
		for _, c := range g.Compared() {
			if c.Name == f.Name {
				values = append(values, around(f.Type, c.Literal)...)
			}
		}
	}
	if f.Type != plan.Day {
		values = append(values, "mau-"+f.Name)
	}
	return values
}

// around are a text and, of a date, the days beside it.
func around(t plan.Type, literal string) []any {
	on, err := legaltime.ParseDate(literal)
	if t != plan.Day || err != nil {
		return []any{literal}
	}
	return []any{literal, on.AddDays(-1).String(), on.AddDays(1).String()}
}

func (d *domains) add(name string, readers map[string][]*guard.Expr) {
	if len(readers[name]) == 0 {
		return
	}
	x := &domain{name: name, classes: map[any]int{}, guards: readers[name], signs: map[*guard.Expr][]string{}}
	signs := []string{}
	for _, v := range d.raw[name] {
		sign := d.sign(x, v)
		at := slices.Index(signs, sign)
		if at < 0 {
			at = len(signs)
			signs, x.values = append(signs, sign), append(x.values, v)
		}
		if x.values[at] == nil {
			x.values[at] = v
		}
		x.classes[v] = at
	}
	for _, g := range x.guards {
		for _, v := range x.values {
			x.signs[g] = append(x.signs[g], string(d.outcomes(nil, x, g, v)))
		}
	}
	d.all, d.byName[name] = append(d.all, x), x
}

// sign tells how every condition comes out for one value of a name, whatever
// the other names are.
func (d *domains) sign(x *domain, v any) string {
	var sign []byte
	for _, g := range x.guards {
		sign = d.outcomes(sign, x, g, v)
	}
	return string(sign)
}

// outcomes tells how one condition comes out.
func (d *domains) outcomes(sign []byte, x *domain, g *guard.Expr, v any) []byte {
	others := slices.DeleteFunc(g.Names(), func(n string) bool { return n == x.name })
	env := map[string]any{x.name: v}
	before := len(sign)
	d.each(others, env, func() bool {
		sign = append(sign, truth(g.Eval(func(n string) any { return env[n] })))
		return len(sign)-before < mostCombinations
	})
	if len(sign)-before >= mostCombinations { // too many to compare
		sign = fmt.Append(sign, named(x.name, g, v))
	}
	return sign
}

// named is a value, or one for all texts that a condition does not compare the
// name with.
func named(name string, g *guard.Expr, v any) any {
	text, is := v.(string)
	if !is || slices.ContainsFunc(g.Compared(), func(c guard.Compared) bool { return c.Name == name && c.Literal == text }) {
		return v
	}
	return "~"
}

func truth(b bool) byte {
	if b {
		return '1'
	}
	return '0'
}

// each puts every combination of values of names into env, until f says stop.
func (d *domains) each(names []string, env map[string]any, f func() bool) bool {
	if len(names) == 0 {
		return f()
	}
	values := d.raw[names[0]]
	if len(values) == 0 {
		values = []any{nil}
	}
	for _, v := range values {
		env[names[0]] = v
		if !d.each(names[1:], env, f) {
			return false
		}
	}
	return true
}

// class is the number of the class of a value. Values that come from elsewhere,
// such as dates, are put into the class whose comparisons they share.
func (d *domains) class(x *domain, v any) int {
	if at, known := x.classes[v]; known {
		return at
	}
	at := 0
	sign := d.sign(x, v)
	for i, w := range x.values {
		if d.sign(x, w) == sign {
			at = i
		}
	}
	x.classes[v] = at
	return at
}
