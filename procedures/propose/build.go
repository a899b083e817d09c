package propose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/scenario"
)

// build makes the story that a trial proposes: its acts up to the last line
// that it needs, and what it says.
func (p *proposer) build(t *trial) scenario.Case {
	c := t.story
	c.Story = nil
	for i := -1; i <= t.until; i++ {
		l := scenario.Line{Date: t.story.Received}
		if i >= 0 {
			l = t.story.Story[i]
		}
		l.Date = legaltime.Day(l.Date.Date)
		if l.Act != "" {
			l.Then = strings.TrimPrefix(t.truth[point{i, saysAct, ""}], " ")
		}
		if l.Expect = p.expect(t, i, l.Act); l.Act != "" || l.Expect != nil {
			c.Story = append(c.Story, l)
		}
		c.Story = append(c.Story, p.ladders(t, i, l.Date)...)
		c.Story = append(c.Story, p.refused(t, i, l.Date)...)
	}
	if len(c.Story) == 0 {
		c.Story = []scenario.Line{{Date: t.story.Received, Expect: &scenario.Expect{Stage: p.plan.Opening}}}
	}
	return c
}

// expect is what a line expects of the stage, of clocks and of roles.
func (p *proposer) expect(t *trial, i int, act string) *scenario.Expect {
	x, any := scenario.Expect{}, false
	if act == "" && t.says[point{i, saysStage, ""}] {
		x.Stage, any = t.truth[point{i, saysStage, ""}], true
	}
	for _, c := range p.plan.Clocks {
		if at := (point{i, saysClock, c.Name}); t.says[at] {
			is := t.truth[at]
			if is == "" {
				is = scenario.NotBegun
			}
			x.Clocks, any = append(x.Clocks, scenario.Standing{Clock: c.Name, Is: is}), true
		}
	}
	for _, r := range p.plan.Roles {
		if at := (point{i, saysMay, r.Name}); t.says[at] {
			x.May, any = append(x.May, scenario.Right{Role: r.Name, Acts: strings.Fields(t.truth[at])}), true
		}
	}
	if !any {
		return nil
	}
	return &x
}

// ladders are lines for the nominal dates of clocks, and for whom they told
// something.
func (p *proposer) ladders(t *trial, i int, on legaltime.Moment) (lines []scenario.Line) {
	for _, c := range p.plan.Clocks {
		if at := (point{i, saysNamed, c.Name}); t.says[at] {
			nominal, _ := legaltime.ParseMoment(t.truth[at]) // it was written by String
			lines = append(lines, scenario.Line{Date: on, Expect: &scenario.Expect{Clock: c.Name, Nominal: nominal}})
		}
		if t.says[point{i, saysLadder, c.Name}] {
			lines = append(lines, scenario.Line{Date: on, Expect: &scenario.Expect{Clock: c.Name, Ladder: t.ladders[point{i, saysLadder, c.Name}]}})
		}
	}
	return lines
}

// refused are lines for acts that are refused, in the order of the procedure.
func (p *proposer) refused(t *trial, i int, on legaltime.Moment) (lines []scenario.Line) {
	add := func(name string) {
		at := point{i, saysTry, name}
		if !t.says[at] {
			return
		}
		l := p.line(name)
		l.Date = on
		l.Refused, _, _ = strings.Cut(t.truth[at], " ")
		if l.Refused == machine.Requires || l.Refused == machine.BadForm {
			l.Lacks = t.lacks[at]
		}
		lines = append(lines, l)
	}
	add(machine.Reception + " -")
	for _, a := range p.plan.Acts {
		add(a.Name)
		add(a.Name + " -")
		for _, f := range p.answers[a.Name] {
			add(fmt.Sprint(a.Name, " ", f.field, "=", f.value))
		}
	}
	return slices.Clip(lines)
}
