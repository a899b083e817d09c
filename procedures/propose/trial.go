package propose

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
)

// point is one thing that a story can say at the end of a line; line -1 is the
// reception.
type point struct {
	line int
	what string // one of the kinds below
	name string // of the clock, the role, or the act that is tried
}

// What a story can say.
const (
	saysAct    = "act"    // how its act came out: said with every act
	saysStage  = "stage"  // where the case stands though nobody acted
	saysClock  = "clock"  // how a clock stands
	saysNamed  = "named"  // the nominal date of a clock, before it rolls
	saysMay    = "may"    // what a role may do
	saysLadder = "ladder" // whom a clock told
	saysTry    = "try"    // how an act is refused
)

// trial is a story that might be proposed, with all that is true in it.
type trial struct {
	story   scenario.Case
	truth   map[point]string
	lacks   map[point][]string
	ladders map[point][]scenario.Told
	tries   map[string]bool // acts whose tries are in truth
	stages  map[string]bool
	clocks  map[string]bool
	acts    map[string]bool // done
	open    map[string]bool // offered where the case stood
	marks   map[string]bool // what happens in it, to choose among trials
	says    map[point]bool  // what the proposed story says besides its acts
	until   int             // last line that it needs
	broken  bool
}

func (p *proposer) runner(law *machine.Law) scenario.Runner {
	return scenario.Runner{Calendar: p.law.Calendar(), Actors: p.law,
		Load: func(string, string, legaltime.Date) (*plan.Plan, error) { return law.Plan(), nil },
		Law:  func(*plan.Plan) (*machine.Law, error) { return law, nil }}
}

// trial plays a story by the law as it is. Fields that would be filled in just
// so are left out of it, and at its end the case is left lying.
func (p *proposer) trial(c scenario.Case) *trial {
	c.Story = slices.Clone(c.Story)
	t := &trial{story: c, truth: map[point]string{}, lacks: map[point][]string{}, ladders: map[point][]scenario.Told{}, tries: map[string]bool{}, stages: map[string]bool{}, clocks: map[string]bool{},
		acts: map[string]bool{}, open: map[string]bool{}, marks: map[string]bool{}, says: map[point]bool{}, until: -1}
	var end legaltime.Date
	err := p.runner(p.law).Trace(t.story, func(i int, v scenario.View) bool {
		p.note(t, i, v)
		if i+1 < len(t.story.Story) {
			t.story.Story[i+1] = lean(v, t.story.Story[i+1])
		} else if s := v.State(); s.Outcome == "" {
			end = v.Quiet(c.Received.Date.AddDays(mostDays))
		}
		return !t.broken
	})
	if t.broken = t.broken || err != nil; t.broken {
		return t
	}
	if n := len(t.story.Story); n == 0 && !end.IsZero() || n > 0 && end.After(t.story.Story[n-1].Date.Date) {
		t.story.Story = append(t.story.Story, scenario.Line{Date: legaltime.Day(end)})
		_ = p.runner(p.law).Trace(t.story, func(i int, v scenario.View) bool { // it was received once already
			if i == n {
				p.note(t, i, v)
			}
			return true
		})
	}
	return t
}

// lean leaves out what would be filled in all the same.
func lean(v scenario.View, l scenario.Line) scenario.Line {
	if l.Act == "" || len(l.With) == 0 {
		return l
	}
	short := l
	short.With = nil
	for range 2 { // what is said of some fields may change the sample of others
		with := maps.Clone(short.With)
		sample := v.Sample(&short)
		for name, want := range l.With {
			if got, ok := sample[name]; !ok || got != want {
				if with == nil {
					with = map[string]any{}
				}
				with[name] = want
			}
		}
		short.With = with
	}
	return short
}

// note writes down what is true at the end of a line.
func (p *proposer) note(t *trial, i int, v scenario.View) {
	s := v.State()
	if i >= 0 && t.story.Story[i].Act != "" {
		code, _ := v.Refused()
		t.broken = t.broken || code != ""
		t.truth[point{i, saysAct, ""}] = code + " " + s.Stage
		t.acts[t.story.Story[i].Act] = true
		t.marks["do "+t.story.Story[i].Act+" "+s.Stage] = true
	}
	t.truth[point{i, saysStage, ""}] = s.Stage
	t.stages[s.Stage] = true
	for _, act := range p.offers[s.Stage] {
		t.open[act] = true
	}
	for k := range s.Clocks {
		c := &s.Clocks[k]
		t.clocks[c.Name] = true
		t.truth[point{i, saysClock, c.Name}] = v.Clock(c.Name)
		t.truth[point{i, saysNamed, c.Name}] = c.Nominal.String()
		ladder := v.Ladder(c.Name)
		t.truth[point{i, saysLadder, c.Name}] = fmt.Sprint(ladder)
		t.ladders[point{i, saysLadder, c.Name}] = append([]scenario.Told{}, ladder...)
		t.marks[fmt.Sprint("runs ", c.Name, " ", c.Term)] = true
		t.marks[fmt.Sprint("clock ", c.Name, " ", c.State, " ", c.Term, " ", len(c.Extensions), " ", len(c.Pauses), " ", len(ladder))] = true
	}
	for _, role := range p.plan.Roles {
		acts := v.May(role.Name)
		t.truth[point{i, saysMay, role.Name}] = strings.Join(acts, " ")
		for _, act := range acts {
			t.marks["may "+s.Stage+" "+act+" "+role.Name] = true
		}
	}
}

// tried answers, for acts, how every attempt at them is answered after each line
// of a trial.
func (p *proposer) tried(t *trial, acts []string) {
	acts = slices.DeleteFunc(slices.Clone(acts), func(act string) bool { return t.tries[act] })
	if len(acts) == 0 {
		return
	}
	_ = p.runner(p.law).Trace(t.story, func(i int, v scenario.View) bool { // it was received once already
		for _, act := range acts {
			for _, a := range p.attempts(act, i, v) {
				code, lacks := v.Try(a.line)
				if at := (point{i, saysTry, a.name}); a.line.Refused == "" || a.line.Refused == code {
					t.truth[at], t.lacks[at] = told(code, lacks), lacks
				}
			}
		}
		return true
	})
	for _, act := range acts {
		t.tries[act] = true
	}
}

func told(code string, lacks []string) string { return code + " " + strings.Join(lacks, " ") }

// attempt is one way to try an act.
type attempt struct {
	name string
	line scenario.Line
}

// attempts are the ways in which an act can be tried where a case stands: with
// what a sample says, with nothing, and with each answer that conditions read.
func (p *proposer) attempts(act string, i int, v scenario.View) (all []attempt) {
	if act == machine.Reception {
		if i < 0 {
			all = append(all, attempt{act + " -", scenario.Line{Act: act, Refused: machine.BadForm}})
		}
		return all
	}
	s := v.State()
	if s.Outcome != "" || !slices.Contains(p.offers[s.Stage], act) {
		return nil
	}
	all = append(all, attempt{act, scenario.Line{Act: act}}, attempt{act + " -", scenario.Line{Act: act, Refused: machine.BadForm}})
	for _, f := range p.answers[act] {
		all = append(all, attempt{fmt.Sprint(act, " ", f.field, "=", f.value), scenario.Line{Act: act, With: map[string]any{f.field: f.value}}})
	}
	return all
}

// line is the attempt that a name stands for.
func (p *proposer) line(name string) scenario.Line {
	act, rest, _ := strings.Cut(name, " ")
	l := scenario.Line{Act: act}
	if rest == "-" {
		l.Refused = machine.BadForm
		return l
	}
	for _, f := range p.answers[act] {
		if name == fmt.Sprint(act, " ", f.field, "=", f.value) {
			l.With = map[string]any{f.field: f.value}
		}
	}
	return l
}
