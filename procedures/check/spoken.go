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
func titled(name string, title source.Text) spoken {
	quoted := strconv.Quote(name)
	if title.V == "" {
		return spoken{quoted, quoted}
	}
	return spoken{quoted, "«" + title.V + "» (" + name + ")"}
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
		return spoken{strconv.Quote(name), "«Tiếp nhận» (" + name + ")"}
	}
	if a := x.acts.get(name); a != nil {
		return titled(name, a.Title)
	}
	return titled(name, source.Text{})
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
				return titled(name, f.Title)
			}
		}
	}
	return titled(name, source.Text{})
}

func (x *index) clock(name string) spoken {
	if c := x.clocks.get(name); c != nil {
		return titled(name, c.Title)
	}
	return titled(name, source.Text{})
}
