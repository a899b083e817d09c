package check

import (
	"strings"

	"github.com/donthu/donthu/procedures/source"
)

// A walk gives up after so many standings, or so many acts tried.
const (
	most  = 20000
	tries = 500000
)

// standing is where a case can be, as far as the rules care: its stage, the
// stages to go back to, which clocks are owed, which of them are paused, and
// which of the acts that others require were done. Conditions are taken to be
// true and false alike, days to pass or not.
type standing struct {
	spot         int // index into walk.spots
	live, paused set // of clocks
	done         set // of required acts, in this round
	offered      bool
}

// set is a set of up to 64 things by their number.
type set uint64

func (s set) has(i int) bool    { return s&(1<<i) != 0 }
func (s set) with(i int) set    { return s | 1<<i }
func (s set) without(i int) set { return s &^ (1 << i) }

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

// walk is everything that can come of a procedure.
type walk struct {
	x        *index
	visits   []visit
	seen     map[standing]int
	spots    []spot
	spotOf   map[spot]int
	required []string
	number   map[string]int  // of required acts
	possible map[string]bool // "stage act": done in some story
	tried    int
	complete bool
}

// explore walks breadth first, so that the first story to a standing is a
// shortest one.
func explore(x *index) *walk {
	w := &walk{x: x, seen: map[standing]int{}, spotOf: map[spot]int{}, number: map[string]int{}, possible: map[string]bool{}}
	for _, a := range x.Acts {
		for _, r := range a.Requires {
			if _, known := w.number[r.V]; !known {
				w.number[r.V] = len(w.required)
				w.required = append(w.required, r.V)
			}
		}
	}
	first := x.opening()
	if len(x.Clocks) > 64 || len(w.required) > 64 {
		return w
	}
	s := standing{spot: w.spotAt(first.Name.V, -1)}
	if i, tracked := w.number[reception]; tracked {
		s.done = s.done.with(i)
	}
	for _, v := range w.start(s, reception) {
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
	i, known := w.seen[s]
	if !known {
		i = len(w.visits)
		w.seen[s] = i
		w.visits = append(w.visits, visit{standing: s, from: from, by: by, lapse: lapse})
	}
	if from >= 0 {
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
		w.act(i, s, t.V, nil)
	}
	for _, m := range stage.Moves {
		w.act(i, s, m.Act.V, m.Then)
	}
}

// lapses lets each running clock that lapses do so.
func (w *walk) lapses(i int, s standing) {
	for n := range w.x.Clocks {
		c := &w.x.Clocks[n]
		if c.Lapse == nil || !s.live.has(n) || s.paused.has(n) {
			continue
		}
		to := s
		to.live = to.live.without(n)
		if c.Lapse.In.IsSet() && c.Lapse.In.V == w.spots[s.spot].stage {
			if !w.x.stages.has(c.Lapse.To.V) {
				continue
			}
			to.spot = w.enter(s.spot, c.Lapse.To.V)
		}
		w.reach(to, i, c.Name.V, true)
	}
}

// act does an act in a standing if what it requires was done.
func (w *walk) act(i int, s standing, name string, then []source.Branch) {
	a := w.x.acts.get(name)
	w.tried++
	if a == nil || !w.ready(s, a) {
		return
	}
	w.possible[w.spots[s.spot].stage+" "+name] = true
	after := w.wind(s, name)
	after = w.hand(after, a)
	if n, tracked := w.number[name]; tracked {
		after.done = after.done.with(n)
	}
	for _, to := range w.targets(s.spot, a, then) {
		moved := after
		moved.spot = to
		for _, v := range w.start(moved, name) {
			w.reach(v, i, name, false)
		}
	}
}

// ready says whether the acts required were done, apart from those that are
// not always needed, and whether there is an offer to answer.
func (w *walk) ready(s standing, a *source.Act) bool {
	switch a.Handoff.V {
	case "offer":
		if s.offered {
			return false
		}
	case "accept", "decline", "withdraw":
		if !s.offered {
			return false
		}
	}
	for _, r := range a.Requires {
		b := w.x.acts.get(r.V)
		optional := b != nil && b.Needed.IsSet()
		if !s.done.has(w.number[r.V]) && !optional {
			return false
		}
	}
	return true
}

// wind lets an act meet, stop, pause and resume clocks.
func (w *walk) wind(s standing, act string) standing {
	for n := range w.x.Clocks {
		c := &w.x.Clocks[n]
		if !s.live.has(n) {
			continue
		}
		if contains(c.Met, act) || contains(c.Stops, act) {
			s.live, s.paused = s.live.without(n), s.paused.without(n)
			continue
		}
		for _, p := range c.Pauses {
			if p.From.V == act {
				s.paused = s.paused.with(n)
			}
			if p.Until.V == act {
				s.paused = s.paused.without(n)
			}
		}
	}
	return s
}

// hand moves responsibility: another body begins afresh.
func (w *walk) hand(s standing, a *source.Act) standing {
	switch a.Handoff.V {
	case "offer":
		s.offered = true
	case "decline", "withdraw":
		s.offered = false
	case "accept", "take-over":
		s.live, s.paused, s.done, s.offered = 0, 0, 0, false
		if n, tracked := w.number[reception]; tracked {
			s.done = s.done.with(n)
		}
		for n := range w.x.Clocks {
			if startsAt(&w.x.Clocks[n], reception) && sure(&w.x.Clocks[n]) {
				s.live = s.live.with(n)
			}
		}
	}
	return s
}

// start sets the clocks going that begin with an act. One whose table may have
// no line that holds both begins and does not.
func (w *walk) start(s standing, act string) []standing {
	all := []standing{s}
	for n := range w.x.Clocks {
		c := &w.x.Clocks[n]
		if !startsAt(c, act) {
			continue
		}
		if !sure(c) && len(all) < 8 {
			all = append(all, all...)
		}
		from := 0
		if !sure(c) {
			from = len(all) / 2
		}
		for k := from; k < len(all); k++ {
			all[k].live, all[k].paused = all[k].live.with(n), all[k].paused.without(n)
		}
	}
	return all
}

func startsAt(c *source.Clock, act string) bool {
	for _, s := range c.Starts {
		if s.Act.V == act {
			return true
		}
	}
	return false
}

// sure says that some line of a clock's table always holds.
func sure(c *source.Clock) bool {
	for _, t := range c.Terms {
		if !t.When.IsSet() {
			return true
		}
	}
	return false
}

// targets are the spots that an act may lead to.
func (w *walk) targets(from int, a *source.Act, then []source.Branch) (all []int) {
	if then == nil {
		return []int{from}
	}
	back := w.spots[from].under
	for _, b := range then {
		switch {
		case returns(a, b):
			if back >= 0 {
				all = append(all, back)
			}
		case b.To.V == "stay" || b.To.V == w.spots[from].stage:
			all = append(all, from)
		case w.x.stages.has(b.To.V):
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

func (w *walk) enter(from int, stage string) int {
	if !w.hasWayBack(stage) {
		from = -1
	}
	depth := 0
	for i := from; i >= 0; i = w.spots[i].under {
		if depth++; depth > 8 {
			from = -1
			break
		}
	}
	return w.spotAt(stage, from)
}

func (w *walk) hasWayBack(stage string) bool {
	for _, m := range w.x.stages.get(stage).Moves {
		a := w.x.acts.get(m.Act.V)
		for _, b := range m.Then {
			if a != nil && returns(a, b) {
				return true
			}
		}
	}
	return false
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

// story is the shortest way to a visit, for a person to read.
func (w *walk) story(i int) string {
	var steps []string
	for ; i >= 0; i = w.visits[i].from {
		step := w.visits[i].by
		if w.visits[i].lapse {
			step = "[" + step + "]"
		}
		steps = append([]string{step}, steps...)
	}
	return strings.Join(steps, " → ")
}
