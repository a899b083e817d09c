package check

import "github.com/donthu/donthu/procedures/source"

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

// cover says what presses a case in a standing: a clock that runs, or only
// clocks that are paused.
func (w *walk) cover(s standing) (running, paused bool) {
	stage := w.spots[s.spot].stage
	for n := range w.x.Clocks {
		if !s.live.has(n) || !w.x.presses(&w.x.Clocks[n], stage) {
			continue
		}
		running = running || !s.paused.has(n)
		paused = paused || s.paused.has(n)
	}
	return running, paused
}

// bare visits, once for each stage, the first standing in which nothing
// presses the case.
func (w *walk) bare(onlyPaused bool, visit func(stage *source.Stage, story string)) {
	told := map[string]bool{}
	for i, v := range w.visits {
		s := w.stage(v.standing)
		if s.Outcome.IsSet() || told[s.Name.V] {
			continue
		}
		running, paused := w.cover(v.standing)
		if !running && paused == onlyPaused {
			told[s.Name.V] = true
			visit(s, w.story(i))
		}
	}
}
