package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

// outlook is what can come of a file: a walk that looks at no clock but those
// that move the case, and one for each clock.
type outlook struct {
	*actions
	base     *walk
	alone    []*walk
	complete bool
	bare     []bareStage
	circles  map[string][]string // by act that can never be done: see doable.circles
}

// bareStage is a stage in which nothing presses the case, with the way that leads
// there. paused: there are clocks, but all are paused.
type bareStage struct {
	stage  *source.Stage
	way    diag.Way
	paused bool
}

func look(x *index) *outlook {
	o := &outlook{circles: x.doable().circles()}
	if tooLarge(x) {
		return o
	}
	o.actions = effectsOf(x)
	o.base = explore(o.actions, 0)
	o.complete = o.base.complete
	for n := range x.Clocks {
		w := explore(o.actions, set(0).with(n))
		o.alone = append(o.alone, w)
		o.complete = o.complete && w.complete
	}
	for i := range x.Stages {
		if !x.Stages[i].Outcome.IsSet() && o.complete {
			o.findBare(&x.Stages[i])
		}
	}
	return o
}

// presses says that a clock, while it runs in a stage, keeps the case from
// lying forgotten: somebody is reminded before and told after, or time itself
// moves the case on.
func (x *index) presses(c *source.Clock, stage string) bool {
	if c.Lapse != nil {
		return c.Lapse.In.V == stage
	}
	return x.tells(c.Remind) && x.tells(c.Overdue)
}

// tells says that some rung names a role that exists.
func (x *index) tells(rungs []source.Rung) bool {
	for _, r := range rungs {
		for _, to := range r.To {
			if x.roles.has(to.V) {
				return true
			}
		}
	}
	return false
}

// findBare looks for stories after which no clock presses in a stage. Where
// one clock always does, that is enough; otherwise those that may are walked
// with together, for one may take over from another.
func (o *outlook) findBare(s *source.Stage) {
	together := set(0)
	for n, w := range o.alone {
		if !o.x.presses(&o.x.Clocks[n], s.Name.V) {
			continue
		}
		always, ever := w.runs(n, s.Name.V)
		if always {
			return
		}
		if ever {
			together = together.with(n)
		}
	}
	w := o.base
	if together != 0 {
		w = explore(o.actions, together)
		o.complete = o.complete && w.complete
	}
	told := map[bool]bool{}
	for i, v := range w.visits {
		paused := v.live&v.paused&together != 0
		if w.stage(v.standing) == s && v.live&^v.paused&together == 0 && !told[paused] {
			told[paused] = true
			way := w.way(i)
			way.Bare = true
			o.bare = append(o.bare, bareStage{s, way, paused})
		}
	}
}

// runs says whether a clock runs, or is at least owed, in a stage after every
// story, and after some.
func (w *walk) runs(n int, stage string) (always, ever bool) {
	always = true
	for _, v := range w.visits {
		if w.spots[v.spot].stage == stage {
			always = always && v.live.has(n) && !v.paused.has(n)
			ever = ever || v.live.has(n)
		}
	}
	return always, ever
}
