package check

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/donthu/donthu/procedures/source"
)

// spoken is an argument of a message that reads otherwise to a jurist: the
// English names a thing as it is written in the text, the Vietnamese by its title
// with that name beside it.
type spoken struct{ en, vi string }

// plain is printed as it is, whatever the verb.
type plain string

// Format prints the text.
func (t plain) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, string(t)) }

// titled speaks of a thing by its name and title. One that the file does not
// have, or that has no title, is only named.
func titled(name, title string) spoken {
	quoted := strconv.Quote(name)
	if title == "" {
		return spoken{quoted, quoted}
	}
	return spoken{quoted, "«" + title + "» (" + name + ")"}
}

// of speaks of what a table has by a name.
func of[T any](t table[T], name string, title func(*T) source.Text) spoken {
	if x := t.get(name); x != nil {
		return titled(name, title(x).V)
	}
	return titled(name, "")
}

// listed speaks of several things.
func listed(all []spoken, none spoken) (s spoken) {
	if len(all) == 0 {
		return none
	}
	var en, vi []string
	for _, a := range all {
		en, vi = append(en, a.en), append(vi, a.vi)
	}
	return spoken{strings.Join(en, ", "), strings.Join(vi, ", ")}
}

func (x *index) act(name string) spoken {
	if name == reception {
		return titled(name, "Tiếp nhận")
	}
	return of(x.acts, name, func(a *source.Act) source.Text { return a.Title })
}

func (x *index) clock(name string) spoken {
	return of(x.clocks, name, func(c *source.Clock) source.Text { return c.Title })
}

func (x *index) stage(name string) spoken {
	return of(x.stages, name, func(s *source.Stage) source.Text { return s.Title })
}

func (x *index) role(name string) spoken {
	return of(x.roles, name, func(r *source.Role) source.Text { return r.Title })
}

func (x *index) form(name string) spoken {
	return of(x.forms, name, func(f *source.Form) source.Text { return f.Title })
}

// fact speaks of a fact or of a policy.
func (x *index) fact(name string) spoken {
	if x.policies.has(name) {
		return of(x.policies, name, func(y *source.Policy) source.Text { return y.Title })
	}
	return of(x.facts, name, func(f *source.Fact) source.Text { return f.Title })
}

// way speaks of the steps of a way, one after the other.
func (x *index) way(steps []string) spoken {
	var vi []string
	for _, s := range steps {
		if clock, lapse := strings.CutPrefix(s, "["); lapse {
			vi = append(vi, "[hết "+x.clock(strings.TrimSuffix(clock, "]")).vi+"]")
		} else {
			vi = append(vi, x.act(s).vi)
		}
	}
	return spoken{strings.Join(steps, " → "), strings.Join(vi, " → ")}
}

// standing speaks of what holds in a world; empty where nothing was recorded.
func (x *index) standing(w world) spoken {
	var vi []string
	for i, name := range w.names {
		switch v := w.values[i].(type) {
		case nil:
		case bool:
			if v {
				vi = append(vi, x.fact(name).vi)
			}
		default:
			vi = append(vi, x.fact(name).vi+" = "+x.option(name, fmt.Sprint(v)))
		}
	}
	return spoken{w.String(), strings.Join(vi, ", ")}
}

// option is a value as a jurist reads it: by the title of the option that it is.
func (x *index) option(name, value string) string {
	if options, known := x.optionsOf(name); known && options.has(value) {
		return titled(value, options.get(value).Title.V).vi
	}
	return value
}

// actsOf speaks of several acts.
func (x *index) actsOf(names []string) spoken {
	var all []spoken
	for _, n := range names {
		all = append(all, x.act(n))
	}
	return listed(all, spoken{"no act", "không việc nào"})
}

// field speaks of a field in the form of an act.
func (x *index) field(act, name string) spoken {
	if form := x.formOf(act); form != nil {
		for _, f := range form.Fields {
			if f.Name.V == name {
				return titled(name, f.Title.V)
			}
		}
	}
	return titled(name, "")
}
