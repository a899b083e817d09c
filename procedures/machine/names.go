package machine

import "github.com/donthu/donthu/procedures/plan"

// check reports every name in the plan that it does not define.
func (b *builder) check() {
	if b.stages[b.plan.Opening] == nil {
		b.bad("no opening stage %q", b.plan.Opening)
	}
	if b.plan.Intake != "" && b.forms[b.plan.Intake] == nil {
		b.bad("no intake form %s", b.plan.Intake)
	}
	for i := range b.plan.Stages {
		b.checkStage(&b.plan.Stages[i])
	}
	for i := range b.plan.Forms {
		for _, f := range b.plan.Forms[i].Fields {
			if f.Bounded != "" && (b.byName[f.Bounded] == nil || f.Type != plan.Day) {
				b.bad("form %s: %s is bounded by %q", b.plan.Forms[i].Name, f.Name, f.Bounded)
			}
		}
	}
	for i := range b.plan.Acts {
		b.checkAct(&b.plan.Acts[i])
	}
	for i := range b.plan.Clocks {
		b.checkClock(&b.plan.Clocks[i])
	}
}

func (b *builder) known(where, name string) {
	if name != Reception && b.acts[name] == nil {
		b.bad("%s: no act %s", where, name)
	}
}

func (b *builder) checkStage(s *plan.Stage) {
	for _, t := range s.Tasks {
		b.known("stage "+s.Name, t)
	}
	for _, m := range s.Moves {
		b.known("stage "+s.Name, m.Act)
		for _, t := range m.Then {
			for _, r := range t.Requires {
				b.known("stage "+s.Name, r)
			}
			if t.To != plan.Stay && t.To != plan.Back && b.stages[t.To] == nil {
				b.bad("stage %s: no stage %s", s.Name, t.To)
			}
		}
	}
}

func (b *builder) checkAct(a *plan.Act) {
	for _, r := range a.Roles {
		if b.roles[r] == nil {
			b.bad("act %s: no role %s", a.Name, r)
		}
	}
	for _, r := range a.Requires {
		b.known("act "+a.Name, r)
	}
	for _, c := range []string{a.Within, a.After} {
		if c != "" && b.byName[c] == nil {
			b.bad("act %s: no clock %s", a.Name, c)
		}
	}
	if a.Gap != nil {
		b.known("act "+a.Name, a.Gap.After)
	}
}

func (b *builder) checkClock(c *plan.Clock) {
	where := "clock " + c.Name
	for _, s := range c.Starts {
		b.known(where, s.Act)
	}
	for _, names := range [][]string{c.Met, c.Stops} {
		for _, n := range names {
			b.known(where, n)
		}
	}
	for _, p := range c.Pauses {
		b.known(where, p.From)
		b.known(where, p.Until)
	}
	for _, e := range c.Extensions {
		b.known(where, e.Act)
	}
	if l := c.Lapse; l != nil && l.In != "" && (b.stages[l.In] == nil || b.stages[l.To] == nil) {
		b.bad("%s: lapse names a stage that is not there", where)
	}
}
