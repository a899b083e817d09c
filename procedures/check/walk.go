package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

// A walk gives up after so many standings; all walks over one file together
// after so many acts tried.
const (
	most  = 20000
	tries = 1000000
)

// standing is where a case can be, as far as a walk looks: its stage, the
// stages to go back to, which of the tracked clocks are owed, which of them
// are paused, which required acts were done in this round and still matter,
// and whether an offer waits for an answer.
type standing struct {
	spot         int // index into walk.spots
	live, paused set
	done         set
	offered      bool
}

// spot is a stage together with the spot it was entered from, where the stage
// has a way back; otherwise under is -1.
type spot struct {
	stage string
	under int
}

// visit is a standing with the shortest story that leads there.
type visit struct {
	standing
	from  int    // visit before; -1 for the first
	by    string // act, or clock that lapsed
	lapse bool
	next  []int
}

// walk is everything that can come of a procedure, seen through some of its
// clocks. Conditions are taken to be true and false alike, days to pass or not.
type walk struct {
	*actions
	tracked  set
	visits   []visit
	seen     map[standing]int
	spots    []spot
	spotOf   map[spot]int
	possible map[string]bool // "stage act": done in some story
	complete bool
}

// explore walks breadth first, so that the first story to a standing is a
// shortest one. Clocks whose lapse moves a case are always tracked.
func explore(t *actions, clocks set) *walk {
	w := &walk{actions: t, tracked: clocks | t.movers, seen: map[standing]int{}, spotOf: map[spot]int{}, possible: map[string]bool{}}
	s := standing{spot: w.spotAt(t.x.opening().Name.V, -1)}
	for _, v := range w.start(w.received(s), t.effects[reception]) {
		w.reach(v, -1, reception, false)
	}
	for i := 0; i < len(w.visits) && w.within(); i++ {
		w.expand(i)
	}
	w.complete = w.within()
	return w
}

func (w *walk) within() bool { return len(w.visits) <= most && w.tried <= tries }

// reach notes a standing and how it was come to.
func (w *walk) reach(s standing, from int, by string, lapse bool) {
	s.done &= w.matters[w.spots[s.spot].stage]
	i, known := w.seen[s]
	if !known {
		i = len(w.visits)
		w.seen[s] = i
		w.visits = append(w.visits, visit{standing: s, from: from, by: by, lapse: lapse})
	}
	if from >= 0 && !slices.Contains(w.visits[from].next, i) {
		w.visits[from].next = append(w.visits[from].next, i)
	}
}

func (w *walk) stage(s standing) *source.Stage { return w.x.stages.get(w.spots[s.spot].stage) }

// expand does everything that can be done in a standing.
func (w *walk) expand(i int) {
	s := w.visits[i].standing
	stage := w.stage(s)
	if stage.Outcome.IsSet() {
		return
	}
	w.lapses(i, s)
	for _, t := range stage.Tasks {
		w.act(i, s, t.V, stays)
	}
	for _, m := range stage.Moves {
		w.act(i, s, m.Act.V, m.Then)
	}
}

// lapses lets each tracked clock that lapses and runs do so.
func (w *walk) lapses(i int, s standing) {
	for n := range w.x.Clocks {
		c := &w.x.Clocks[n]
		if c.Lapse == nil || !(s.live &^ s.paused).has(n) {
			continue
		}
		to := s
		to.live = to.live.without(n)
		if c.Lapse.In.IsSet() && c.Lapse.In.V == w.spots[s.spot].stage {
			to.spot = w.enter(s.spot, c.Lapse.To.V)
		}
		w.reach(to, i, c.Name.V, true)
	}
}

// stays is where a task leads.
var stays = []source.Branch{{To: source.Text{V: "stay"}}}

// act does an act in a standing along the branches whose requirements were done.
func (w *walk) act(i int, s standing, name string, then []source.Branch) {
	w.tried++
	e := w.effects[name]
	then = w.open(s, e, then)
	if !e.ready(s) || len(then) == 0 {
		return
	}
	w.possible[w.spots[s.spot].stage+" "+name] = true
	after := w.hand(e.wind(s), e)
	after.done |= e.does
	for _, to := range w.targets(s.spot, e.act, then) {
		moved := after
		moved.spot = to
		for _, v := range w.start(moved, e) {
			w.reach(v, i, name, false)
		}
	}
}

// open are the branches for which all that is required was done.
func (w *walk) open(s standing, e *effect, then []source.Branch) []source.Branch {
	lacks := func(b source.Branch) bool { return w.needs(e, b)&^s.done != 0 }
	if !slices.ContainsFunc(then, lacks) {
		return then
	}
	return slices.DeleteFunc(slices.Clone(then), lacks)
}

// hand moves responsibility: another body begins afresh.
func (w *walk) hand(s standing, e *effect) standing {
	switch e.act.Handoff.V {
	case "offer":
		s.offered = true
	case "decline", "withdraw":
		s.offered = false
	case "accept", "take-over":
		s.live, s.paused, s.done, s.offered = w.effects[reception].starts&w.tracked, 0, 0, false
		s = w.received(s)
	}
	return s
}

// received notes that the petition was received.
func (w *walk) received(s standing) standing {
	s.done |= w.effects[reception].does
	return s
}

// start sets the clocks going that begin with an act. Those whose table may
// have no line that holds both begin and do not.
func (w *walk) start(s standing, e *effect) []standing {
	s.live |= e.starts & w.tracked
	s.paused &^= e.starts
	may := e.mayStart & w.tracked
	with := s
	with.live |= may
	with.paused &^= may
	switch {
	case may == 0:
		return []standing{s}
	case e.moverStarts:
		return []standing{with}
	}
	return []standing{s, with}
}

// targets are the spots that an act may lead to.
func (w *walk) targets(from int, a *source.Act, then []source.Branch) (all []int) {
	back := w.spots[from].under
	for _, b := range then {
		switch {
		case returns(a, b):
			if back >= 0 {
				all = append(all, back)
			}
		case b.To.V == "stay" || b.To.V == w.spots[from].stage:
			all = append(all, from)
		default:
			all = append(all, w.enter(from, b.To.V))
		}
	}
	return all
}

// returns says that a branch goes back: an offer that is called off does so
// even where it says stay.
func returns(a *source.Act, b source.Branch) bool {
	off := a.Handoff.V == "decline" || a.Handoff.V == "withdraw"
	return b.To.V == "back" || off && b.To.V == "stay"
}

// enter is the spot of a stage entered from another. Ways back nested deeper
// than any procedure needs are forgotten.
func (w *walk) enter(from int, stage string) int {
	depth := 0
	for i := from; i >= 0 && depth <= 8; i = w.spots[i].under {
		depth++
	}
	if !w.wayBack[stage] || depth > 8 {
		from = -1
	}
	return w.spotAt(stage, from)
}

func (w *walk) spotAt(stage string, under int) int {
	s := spot{stage, under}
	i, known := w.spotOf[s]
	if !known {
		i = len(w.spots)
		w.spotOf[s] = i
		w.spots = append(w.spots, s)
	}
	return i
}

// way is the shortest way to a visit.
func (w *walk) way(i int) diag.Way {
	var way diag.Way
	for ; i >= 0; i = w.visits[i].from {
		step := diag.Step{Act: w.visits[i].by, Stage: w.spots[w.visits[i].spot].stage}
		if w.visits[i].lapse {
			step.Act, step.Lapse = "", step.Act
		}
		way.Steps = append(way.Steps, step)
	}
	slices.Reverse(way.Steps)
	return way
}

// chain are the steps of a way: acts, and in brackets the clocks that lapse.
func chain(way diag.Way) (steps []string) {
	for _, s := range way.Steps {
		if s.Act != "" {
			steps = append(steps, s.Act)
		} else {
			steps = append(steps, "["+s.Lapse+"]")
		}
	}
	return steps
}
