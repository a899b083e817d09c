package guard

import (
	"encoding/json"
	"fmt"
	"reflect"
)

type node interface {
	eval(env func(string) any) any
	kind(c *checker) Kind
	walk(func(node))
	span() (from, to int)
	say(w Words) string
}

type (
	name struct {
		text     string
		from, to int
	}
	literal struct {
		value    any // bool, string or float64
		from, to int
	}
	not   struct{ of node }
	logic struct {
		any   bool // ||, otherwise &&
		parts []node
	}
	compare struct {
		op          string
		left, right node
	}
	count struct {
		of       []name
		from, to int
	}
)

func (n name) eval(env func(string) any) any { return plain(env(n.text)) }

func (l literal) eval(func(string) any) any { return l.value }

func (n not) eval(env func(string) any) any { return !truth(n.of.eval(env)) }

func (l logic) eval(env func(string) any) any {
	for _, p := range l.parts {
		if truth(p.eval(env)) == l.any {
			return l.any
		}
	}
	return !l.any
}

func (c count) eval(env func(string) any) any {
	n := 0.0
	for _, f := range c.of {
		if truth(f.eval(env)) {
			n++
		}
	}
	return n
}

func (c compare) eval(env func(string) any) any {
	order, alike := collate(c.left.eval(env), c.right.eval(env))
	switch c.op {
	case "==":
		return alike && order == 0
	case "!=":
		return !alike || order != 0
	case "<":
		return alike && order < 0
	case "<=":
		return alike && order <= 0
	case ">":
		return alike && order > 0
	}
	return alike && order >= 0
}

func truth(v any) bool {
	b, ok := v.(bool)
	return ok && b
}

// plain turns what a state holds into nil, bool, string or float64.
func plain(v any) any {
	switch v := v.(type) {
	case nil, bool, string, float64:
		return v
	case json.Number:
		f, _ := v.Float64()
		return f
	}
	return plainKind(v)
}

func plainKind(v any) any {
	r := reflect.ValueOf(v)
	switch {
	case r.CanInt():
		return float64(r.Int())
	case r.CanUint():
		return float64(r.Uint())
	case r.CanFloat():
		return r.Float()
	case r.Kind() == reflect.Bool:
		return r.Bool()
	case r.Kind() == reflect.String:
		return r.String()
	case r.Kind() == reflect.Pointer && r.IsNil():
		return nil
	}
	if s, ok := v.(fmt.Stringer); ok {
		return s.String()
	}
	return nil
}

// collate orders two plain values of one sort; a missing one stands for the
// zero of the other's sort.
func collate(a, b any) (order int, alike bool) {
	if a == nil {
		a = zero(b)
	}
	if b == nil {
		b = zero(a)
	}
	switch x := a.(type) {
	case bool:
		y, ok := b.(bool)
		return rank(ok && x != y, x), ok
	case string:
		y, ok := b.(string)
		return rank(x != y, x > y), ok
	case float64:
		y, ok := b.(float64)
		return rank(x != y, x > y), ok
	}
	return 0, a == nil && b == nil
}

func rank(differ, greater bool) int {
	if !differ {
		return 0
	}
	if greater {
		return 1
	}
	return -1
}

func zero(like any) any {
	switch like.(type) {
	case bool:
		return false
	case string:
		return ""
	case float64:
		return 0.0
	}
	return nil
}

func (n name) walk(f func(node))    { f(n) }
func (l literal) walk(f func(node)) { f(l) }
func (n not) walk(f func(node))     { f(n); n.of.walk(f) }
func (c compare) walk(f func(node)) { f(c); c.left.walk(f); c.right.walk(f) }

func (l logic) walk(f func(node)) {
	f(l)
	for _, p := range l.parts {
		p.walk(f)
	}
}

func (c count) walk(f func(node)) {
	f(c)
	for _, n := range c.of {
		n.walk(f)
	}
}

func (n name) span() (int, int)    { return n.from, n.to }
func (l literal) span() (int, int) { return l.from, l.to }
func (c count) span() (int, int)   { return c.from, c.to }
func (n not) span() (int, int)     { return n.of.span() }

func (c compare) span() (int, int) {
	from, _ := c.left.span()
	_, to := c.right.span()
	return from, to
}

func (l logic) span() (int, int) {
	from, _ := l.parts[0].span()
	_, to := l.parts[len(l.parts)-1].span()
	return from, to
}
