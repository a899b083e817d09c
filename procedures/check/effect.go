package check

import "github.com/donthu/donthu/procedures/source"

// set is a set of up to 64 things by their number.
type set uint64

func (s set) has(i int) bool    { return s&(1<<i) != 0 }
func (s set) with(i int) set    { return s | 1<<i }
func (s set) without(i int) set { return s &^ (1 << i) }

// effect is what an act does to clocks and to the record, as sets.
type effect struct {
	act              *source.Act
	ends             set  // clocks it meets or stops
	holds, releases  set  // clocks it pauses, resumes
	starts, mayStart set  // clocks it starts, starts if a line of their table holds
	needs, does      set  // required acts
	moverStarts      bool // one of the movers that it may start always starts
}

// actions are the effects of all acts of a file.
type actions struct {
	x       *index
	effects map[string]*effect
	number  map[string]int // of required acts
	movers  set            // clocks whose lapse moves the case
	matters map[string]set // required acts that something may still ask for, by stage
	wayBack map[string]bool
	tried   int // acts tried by all walks
}

// tooLarge says that a file has more clocks or required acts than a set holds.
func tooLarge(x *index) bool { return len(x.Clocks) > 64 || len(required(x)) > 64 }

// required numbers the acts that others require.
func required(x *index) map[string]int {
	number := map[string]int{}
	count := func(names []source.Text) {
		for _, r := range names {
			if _, known := number[r.V]; !known {
				number[r.V] = len(number)
			}
		}
	}
	for _, a := range x.Acts {
		count(a.Requires)
	}
	x.branches(func(b *source.Branch) { count(b.Requires) })
	return number
}

func effectsOf(x *index) *actions {
	t := &actions{x: x, effects: map[string]*effect{}, number: required(x), wayBack: map[string]bool{}}
	t.effects[reception] = t.effect(&source.Act{Name: source.Text{V: reception}})
	for i := range x.Acts {
		t.effects[x.Acts[i].Name.V] = t.effect(&x.Acts[i])
	}
	for n := range x.Clocks {
		if l := x.Clocks[n].Lapse; l != nil && l.In.IsSet() {
			t.movers = t.movers.with(n)
		}
	}
	for _, e := range t.effects {
		e.moverStarts = t.always(e.mayStart & t.movers)
	}
	for _, s := range x.Stages {
		for _, m := range s.Moves {
			for _, b := range m.Then {
				t.wayBack[s.Name.V] = t.wayBack[s.Name.V] || returns(x.acts.get(m.Act.V), b)
			}
		}
	}
	t.matters = t.asked()
	return t
}

func (t *actions) effect(a *source.Act) *effect {
	e := &effect{act: a}
	if n, asked := t.number[a.Name.V]; asked {
		e.does = e.does.with(n)
	}
	e.needs = t.sureNeeds(a.Requires)
	for n := range t.x.Clocks {
		e.clock(n, &t.x.Clocks[n])
	}
	return e
}

// sureNeeds are the required acts that are always needed; others may be missing.
func (t *actions) sureNeeds(names []source.Text) (needs set) {
	for _, r := range names {
		if b := t.x.acts.get(r.V); b == nil || !b.Needed.IsSet() {
			needs = needs.with(t.number[r.V])
		}
	}
	return needs
}

// needs are what an act needs on a branch: those of the branch, if it names
// any, or its own.
func (t *actions) needs(e *effect, b source.Branch) set {
	if b.Requires != nil {
		return t.sureNeeds(b.Requires)
	}
	return e.needs
}

// clock notes what the act does to clock number n.
func (e *effect) clock(n int, c *source.Clock) {
	name := e.act.Name.V
	if contains(c.Met, name) || contains(c.Stops, name) {
		e.ends = e.ends.with(n)
	}
	for _, p := range c.Pauses {
		if p.From.V == name {
			e.holds = e.holds.with(n)
		}
		if p.Until.V == name {
			e.releases = e.releases.with(n)
		}
	}
	switch {
	case !startsAt(c, name):
	case sure(c):
		e.starts = e.starts.with(n)
	default:
		e.mayStart = e.mayStart.with(n)
	}
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

// always says that in every case some line of the tables of these clocks holds:
// two clocks for two readings of one term leave no case without a term.
func (t *actions) always(clocks set) bool {
	var all lines
	for n := range t.x.Clocks {
		if clocks.has(n) {
			for _, l := range t.x.Clocks[n].Terms {
				all = append(all, line{l.When, l.At, t.x.parsed(l.When)})
			}
		}
	}
	if len(all) == 0 || all.closed() {
		return false // a condition that cannot be read
	}
	holds := true
	tried := occasion{x: t.x}.try(all, func(w world) bool {
		holds = all.holding(w) >= 0
		return holds
	})
	return tried && holds
}

// ready says whether there is an offer to answer, or room for one.
func (e *effect) ready(s standing) bool {
	switch e.act.Handoff.V {
	case "offer":
		return !s.offered
	case "accept", "decline", "withdraw":
		return s.offered
	}
	return true
}

// wind lets the act meet, stop, pause and resume clocks.
func (e *effect) wind(s standing) standing {
	s.live &^= e.ends
	s.paused = (s.paused | e.holds) &^ e.releases & s.live
	return s
}

// asked says for each stage which required acts an act offered there or later
// asks for. A way back is taken to lead to every stage before.
func (t *actions) asked() map[string]set {
	asks, leads := map[string]set{}, map[string][]string{}
	link := func(from, to string) {
		leads[from] = append(leads[from], to)
		if t.wayBack[to] {
			leads[to] = append(leads[to], from)
		}
	}
	for i := range t.x.Stages {
		s := &t.x.Stages[i]
		for _, o := range offers(s) {
			asks[s.Name.V] |= t.effects[o.V].needs
		}
		for _, m := range s.Moves {
			for _, b := range m.Then {
				asks[s.Name.V] |= t.needs(t.effects[m.Act.V], b)
				if b.To.V != "stay" && b.To.V != "back" {
					link(s.Name.V, b.To.V)
				}
			}
		}
	}
	for _, c := range t.x.Clocks {
		if c.Lapse != nil && c.Lapse.In.IsSet() {
			link(c.Lapse.In.V, c.Lapse.To.V)
		}
	}
	for changed := true; changed; {
		changed = false
		for _, s := range t.x.stages.names {
			for _, to := range leads[s] {
				if asks[s]|asks[to] != asks[s] {
					asks[s] |= asks[to]
					changed = true
				}
			}
		}
	}
	return asks
}
