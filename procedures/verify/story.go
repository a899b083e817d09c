package verify

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// scenario writes a story as a scenario that can be run. What follows from it
// stands in a comment at the end. more is what else is seen there.
func (v *verifier) scenario(code, text string, steps []step, settings map[string]string, more ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "case: %s\nprocedure: %s\nversion: %s\nreceived: %s\n", quote(code+": "+text), v.plan.Procedure, v.plan.Version, steps[0].on)
	if facts := v.flow(steps[0]); facts != "" {
		fmt.Fprintf(&b, "facts: %s\n", facts)
	}
	if len(settings) > 0 {
		var all []string
		for _, name := range slices.Sorted(maps.Keys(settings)) {
			all = append(all, name+": "+settings[name])
		}
		fmt.Fprintf(&b, "policies: {%s}\n", strings.Join(all, ", "))
	}
	b.WriteString("story:\n")
	for _, s := range steps[1:] { // days pass by themselves between two lines
		if s.act != "" {
			fmt.Fprintf(&b, "  - {date: %s, act: %s%s}\n", s.on, s.act, v.details(s))
		}
	}
	last := steps[len(steps)-1].on
	fmt.Fprintf(&b, "  - {date: %s, expect: {stage: %s}}\n", last, v.end(steps, settings).Stage)
	for _, line := range more {
		fmt.Fprintf(&b, "  - {date: %s, %s}\n", last, line)
	}
	fmt.Fprintf(&b, "  # %s\n", text)
	return b.String()
}

// details are the role and the fields of an act's line.
func (v *verifier) details(s step) string {
	text := ""
	if s.by != "" {
		text = ", by: " + s.by
	}
	if with := v.flow(s); with != "" {
		text += ", with: " + with
	}
	return text
}

// flow writes what was filled in. At reception a story names facts, and the
// rest of the form is filled for it.
func (v *verifier) flow(s step) string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(s.with)) {
		if s.act == machine.Reception && v.plan.Fact(name) == nil {
			continue
		}
		switch value := s.with[name].(type) {
		case string:
			all = append(all, name+": "+quote(value))
		case float64:
			all = append(all, name+": "+strconv.FormatFloat(value, 'f', -1, 64))
		default:
			all = append(all, fmt.Sprintf("%s: %v", name, value))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return "{" + strings.Join(all, ", ") + "}"
}

// quote puts a text between quotation marks where YAML might read it as
// something else.
func quote(s string) string { return strconv.Quote(s) }

// end plays a story again, day by day as a scenario does, and says how the case
// stands then.
func (v *verifier) end(steps []step, settings map[string]string) machine.State {
	r := &run{w: &walk{lens: &lens{terrain: v.terrain}, v: v}, today: steps[0].on}
	r.advance(machine.Event{Kind: machine.Opens, On: legaltime.Day(r.today), With: steps[0].with, Unit: firstUnit, Superior: firstUnit + superior, Policies: settings})
	for _, s := range steps[1:] {
		r.today = s.on
		r.advance(machine.Event{Kind: machine.Ticks, On: legaltime.Day(s.on)})
		if s.act != "" {
			r.do(s.act, s.with)
		}
	}
	return r.state
}
