package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// NotBegun is how a clock stands that never began.
const NotBegun = "none"

// Standing is how a clock stands: a state, NotBegun, or for one that runs the
// date on which it falls due.
type Standing struct {
	Line  int
	Clock string
	Is    string
}

// Told is whom a clock told something on a date, whatever the rung.
type Told struct {
	Date legaltime.Date
	To   []string // roles
}

// String is "2026-08-14 thu-truong".
func (t Told) String() string { return t.Date.String() + " " + strings.Join(t.To, " + ") }

// Right is everything that the holder of a role may do as a case stands, forms
// aside: what the page offers.
type Right struct {
	Line int
	Role string
	Acts []string
}

// standing is how a clock stands at the end of the day.
func (p *paper) standing(clock string) string {
	for _, c := range machine.Clocks(p.law, p.state, legaltime.Day(p.today)) {
		if c.Name == clock && c.State == machine.Running {
			return c.Due.String()
		} else if c.Name == clock {
			return string(c.State)
		}
	}
	return NotBegun
}

// ladder is whom a clock told something so far, by date.
func (p *paper) ladder(clock string) (all []Told) {
	for _, n := range p.alarms {
		if n.Clock != clock {
			continue
		}
		i := slices.IndexFunc(all, func(t Told) bool { return t.Date == n.Date })
		if i < 0 {
			i = len(all)
			all = append(all, Told{Date: n.Date})
		}
		for _, role := range n.To {
			if !slices.Contains(all[i].To, role) {
				all[i].To = append(all[i].To, role)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Told) int { return a.Date.Compare(b.Date) })
	return all
}

// may is what the holder of a role may do now.
func (p *paper) may(role string) (acts []string) {
	actor := machine.SampleActor(p.actors, p.state, p.actors.Plan().Acts[0].Name, role)
	if actor.Unit == "" {
		return nil
	}
	for _, o := range machine.Next(p.law, p.state, actor, legaltime.Day(p.today)) {
		if o.Refusal == nil {
			acts = append(acts, o.Act)
		}
	}
	return acts
}

// lacks is what stands in the way of an act that was refused: acts that must
// come first, or the fields in which something is wrong.
func (p *paper) lacks(act string, r *machine.Refusal) (names []string) {
	switch {
	case r == nil:
	case r.Code == machine.Requires:
		return machine.Lacking(p.law, p.state, act)
	case r.Code == machine.BadForm:
		for _, f := range r.Fields {
			names = append(names, f.Field)
		}
	}
	return names
}

// exactly holds what an expectation says in full against the case.
func (p *paper) exactly(x *Expect) (found []finding) {
	hold := func(line int, what, want, got string) {
		if want != got {
			found = append(found, finding{line, what + " " + want, what + " " + got})
		}
	}
	for _, s := range x.Clocks {
		hold(s.Line, p.clockCalled(s.Clock)+":", s.Is, p.standing(s.Clock))
	}
	if x.Ladder != nil {
		hold(x.Line, p.clockCalled(x.Clock)+": các lần báo", rungs(x.Ladder), rungs(p.ladder(x.Clock)))
	}
	if x.Carried != nil {
		hold(x.Line, "lấy sang", values(x.Carried), values(p.carried))
	}
	for _, r := range x.May {
		hold(r.Line, p.roleCalled(r.Role)+" được làm", names(r.Acts), names(p.may(r.Role)))
	}
	return found
}

// names are names in a list, in whatever order they came.
func names(all []string) string {
	all = slices.Clone(all)
	slices.Sort(all)
	return orNone(strings.Join(all, ", "))
}

// values are fields with what is in them, in the order of the alphabet.
func values(all map[string]any) string {
	var text []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		text = append(text, fmt.Sprintf("%s: %v", name, all[name]))
	}
	return orNone(strings.Join(text, ", "))
}

func rungs(all []Told) string {
	var text []string
	for _, t := range all {
		t.To = slices.Sorted(slices.Values(t.To))
		text = append(text, t.String())
	}
	return orNone(strings.Join(text, "; "))
}

// lacking says where an act was refused for something else than the line says.
func (p *paper) lacking(l *Line, r *machine.Refusal) (expected, got string) {
	if l.Lacks == nil {
		return "", ""
	}
	if want, is := names(l.Lacks), names(p.lacks(l.Act, r)); want != is {
		return p.actCalled(l.Act) + " thiếu " + want, p.actCalled(l.Act) + " thiếu " + is
	}
	return "", ""
}
