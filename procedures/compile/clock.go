package compile

import (
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/source"
)

func clock(c source.Clock) plan.Clock {
	p := plan.Clock{Name: c.Name.V, Title: c.Title.V, Cite: c.Cite.V, Confidence: c.Confidence.V, Starts: all(c.Starts, start),
		Met: each(c.Met, plain), Stops: each(c.Stops, plain), Terms: all(c.Terms, term), Pauses: each(c.Pauses, pause),
		Extensions: each(c.Extends, extension), NoRoll: c.NoRoll, Since: c.Since.V, Rungs: []plan.Rung{}}
	if c.Lapse != nil {
		p.Lapse = &plan.Lapse{In: c.Lapse.In.V, To: c.Lapse.To.V}
	}
	for _, r := range c.Remind {
		p.Rungs = append(p.Rungs, rung(r, plan.Remind))
	}
	for _, r := range c.Overdue {
		p.Rungs = append(p.Rungs, rung(r, plan.Escalate))
	}
	return p
}

func start(s source.Start) plan.Start { return plan.Start{Act: s.Act.V, From: s.From.V} }

func term(t source.TermLine) plan.TermRule {
	return plan.TermRule{When: guard(t.When), Is: t.Is.V, Cite: t.Cite.V, Warn: t.Warn.V, WarnCite: t.WarnCite.V}
}

func pause(p source.Pause) plan.Pause {
	return plan.Pause{From: p.From.V, Until: p.Until.V, Fresh: p.Fresh.V, Cite: p.Cite.V}
}

func extension(e source.Extends) plan.Extension {
	return plan.Extension{Act: e.Act.V, By: e.By.V, Limits: all(e.Times, limit), Cite: e.Cite.V}
}

func limit(l source.Limit) plan.Limit {
	return plan.Limit{When: guard(l.When), Times: l.Is.V, Cite: l.Cite.V}
}

// rung is a step of the ladder; on the due date its offset is zero days.
func rung(r source.Rung, does plan.Does) plan.Rung {
	p := plan.Rung{Offset: legaltime.Term{Unit: legaltime.Days}, Share: r.Share.V, To: all(r.To, plain), Does: does, Urgent: r.Urgent, Acknowledge: r.Acknowledge.V}
	if r.Does.IsSet() {
		p.Does = plan.Does(r.Does.V)
	}
	switch {
	case r.Before.IsSet():
		p.Offset = r.Before.V
		p.Offset.Backward = true
	case r.After.IsSet():
		p.Offset = r.After.V
	}
	return p
}
