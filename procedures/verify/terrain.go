package verify

import (
	"slices"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// terrain is a plan as a walker needs it: what leads where, what reads what.
type terrain struct {
	law      *machine.Law
	plan     *plan.Plan
	domains  *domains
	parsed   map[plan.Guard]*guard.Expr
	later    map[string][]string      // stage: itself and the stages that can follow
	round    map[string][]string      // stage: itself and those that can follow before another body begins afresh
	wayBack  map[string]bool          // stage: has a way back
	offers   map[string][]string      // stage: its acts, tasks first
	gapped   map[string][]string      // stage: those of its acts that have a gap
	bounds   map[string]bool          // clocks within whose term some act must be done, though they be met
	actors   map[string]machine.Actor // by role: who acts, apart from the body
	defaults map[string]any           // of the policies
	setting  map[string][]plan.Field  // by act, or the reception: fields that set what conditions read
	needs    map[string][]string      // act: those that it requires, or counts days from
	tasks    map[string]bool          // acts that some stage or some clock asks for
	steers   map[string]bool          // acts that a case's way depends on
}

func survey(law *machine.Law) *terrain {
	t := &terrain{law: law, plan: law.Plan(), wayBack: map[string]bool{}, offers: map[string][]string{}, later: map[string][]string{}, round: map[string][]string{}, steers: map[string]bool{},
		needs: map[string][]string{}, bounds: map[string]bool{}, tasks: map[string]bool{}, gapped: map[string][]string{}, actors: map[string]machine.Actor{}, defaults: map[string]any{}, setting: map[string][]plan.Field{}}
	t.parsed = t.guards()
	t.domains = domainsOf(t.plan, t.parsed)
	t.note()
	for i := range t.plan.Stages {
		s := &t.plan.Stages[i]
		t.offers[s.Name] = slices.Clone(s.Tasks)
		for _, m := range s.Moves {
			if !slices.Contains(s.Tasks, m.Act) {
				t.offers[s.Name] = append(t.offers[s.Name], m.Act)
			}
		}
		for _, act := range t.offers[s.Name] {
			if t.law.Act(act).Gap != nil {
				t.gapped[s.Name] = append(t.gapped[s.Name], act)
			}
		}
	}
	t.follow()
	for changed := true; changed; {
		changed = false
		for i := range t.plan.Acts {
			a := &t.plan.Acts[i]
			if !t.steers[a.Name] && t.steersNow(a) {
				t.steers[a.Name], changed = true, true
			}
		}
	}
	return t
}

// note looks up what every step of a walk asks for.
func (t *terrain) note() {
	t.setting[machine.Reception] = t.sets(t.plan.Intake)
	for _, a := range t.plan.Acts {
		if a.Name != machine.Reception {
			t.setting[a.Name] = t.sets(a.Form)
		}
		t.needs[a.Name] = t.needed(&a)
		t.bounds[a.Within] = true
		t.tasks[a.Name] = slices.ContainsFunc(t.plan.Stages, func(s plan.Stage) bool { return slices.Contains(s.Tasks, a.Name) }) ||
			slices.ContainsFunc(t.plan.Clocks, func(c plan.Clock) bool { return slices.Contains(c.Met, a.Name) })
	}
	for _, y := range t.plan.Policies {
		t.defaults[y.Name] = y.Default
	}
	for _, r := range t.plan.Roles {
		t.actors[r.Name] = machine.Actor{User: "user-" + r.Name, Roles: append([]string{r.Name}, r.HeldBy...)}
	}
}

// guards are all conditions of the plan.
func (t *terrain) guards() map[plan.Guard]*guard.Expr {
	all := map[plan.Guard]*guard.Expr{}
	add := func(g plan.Guard) {
		if e, err := guard.Parse(string(g)); g != "" && err == nil { // the machine refuses a plan whose guards do not parse
			all[g] = e
		}
	}
	for _, a := range t.plan.Acts {
		add(a.When)
		add(a.Needed)
		if a.Gap != nil {
			add(a.Gap.When)
		}
	}
	for i := range t.plan.Clocks {
		tables(&t.plan.Clocks[i], add)
	}
	for _, s := range t.plan.Stages {
		for _, m := range s.Moves {
			for _, b := range m.Then {
				add(b.When)
			}
		}
	}
	return all
}

// follow finds which stages can come after which. A way back is taken to lead
// to every stage before.
func (t *terrain) follow() {
	leads, within := map[string][]string{}, map[string][]string{}
	link := func(from, to string, afresh bool) {
		leads[from] = append(leads[from], to)
		if !afresh {
			within[from] = append(within[from], to)
		}
	}
	for _, s := range t.plan.Stages {
		for _, m := range s.Moves {
			a := t.law.Act(m.Act)
			for _, b := range m.Then {
				t.wayBack[s.Name] = t.wayBack[s.Name] || b.To == plan.Back || callsOff(a)
				if b.To != plan.Stay && b.To != plan.Back {
					link(s.Name, b.To, a.Handoff == plan.Accept || a.Handoff == plan.TakeOver)
				}
			}
		}
	}
	for _, c := range t.plan.Clocks {
		if c.Lapse != nil && c.Lapse.In != "" {
			link(c.Lapse.In, c.Lapse.To, false)
		}
	}
	for _, s := range t.plan.Stages {
		for _, to := range leads[s.Name] {
			if t.wayBack[to] {
				link(to, s.Name, false)
			}
		}
	}
	for _, s := range t.plan.Stages {
		t.later[s.Name], t.round[s.Name] = closure(leads, s.Name), closure(within, s.Name)
	}
}

// closure is everything that can be come to from a stage.
func closure(leads map[string][]string, from string) []string {
	all := []string{from}
	for i := 0; i < len(all); i++ {
		for _, to := range leads[all[i]] {
			if !slices.Contains(all, to) {
				all = append(all, to)
			}
		}
	}
	return all
}

// callsOff says that an act takes an offer back or turns it down.
func callsOff(a *plan.Act) bool { return a.Handoff == plan.Decline || a.Handoff == plan.Withdraw }

// steersNow says whether an act leads on, is required by one that does so or is
// asked for, or sets what such an act reads.
func (t *terrain) steersNow(a *plan.Act) bool {
	if a.Handoff != "" || t.required(a.Name) {
		return true
	}
	for _, s := range t.plan.Stages {
		if m := s.Move(a.Name); m != nil && slices.ContainsFunc(m.Then, func(b plan.Branch) bool { return b.To != plan.Stay }) {
			return true
		}
	}
	read := t.steeringFacts()
	return slices.ContainsFunc(t.fields(a.Name), func(f plan.Field) bool { return read[f.Name] })
}

// required says that an act on which the way depends, or that is asked for,
// requires this one, or counts days from it.
func (t *terrain) required(act string) bool {
	return slices.ContainsFunc(t.plan.Acts, func(b plan.Act) bool { return t.counts(b.Name) && slices.Contains(t.needs[b.Name], act) })
}

// counts says that it matters to the way of a case whether an act can be done:
// the way depends on it, or somebody is told to do it. Of every other act it is
// only asked whether some story does it.
func (t *terrain) counts(act string) bool { return t.steers[act] || t.tasks[act] }

// needed are the acts that an act requires, in whatever stage, and the one its
// gap counts from.
func (t *terrain) needed(a *plan.Act) []string {
	all := slices.Clone(a.Requires)
	if a.Gap != nil {
		all = append(all, a.Gap.After)
	}
	for i := range t.plan.Stages {
		if m := t.plan.Stages[i].Move(a.Name); m != nil {
			for _, b := range m.Then {
				all = append(all, b.Requires...)
			}
		}
	}
	return all
}

// steeringFacts are the names that the conditions of steering acts read.
func (t *terrain) steeringFacts() map[string]bool {
	read := map[string]bool{}
	for i := range t.plan.Acts {
		a := &t.plan.Acts[i]
		if t.steers[a.Name] {
			readers(read, a.When)
			if a.Gap != nil {
				readers(read, a.Gap.When)
			}
		}
		if t.required(a.Name) {
			readers(read, a.Needed)
		}
	}
	for _, s := range t.plan.Stages {
		for _, m := range s.Moves {
			for _, b := range m.Then {
				readers(read, b.When)
			}
		}
	}
	return read
}

// readers notes the names that conditions read.
func readers(into map[string]bool, guards ...plan.Guard) {
	for _, g := range guards {
		if e, err := guard.Parse(string(g)); g != "" && err == nil {
			for _, n := range e.Names() {
				into[n] = true
			}
		}
	}
}

// fields are the fields of an act's form that set a fact which conditions
// read; those of the intake form for the reception.
func (t *terrain) fields(act string) []plan.Field { return t.setting[act] }

// sets are the fields of a form that set a fact which conditions read.
func (t *terrain) sets(name string) (found []plan.Field) {
	if f := t.plan.Form(name); f != nil {
		for _, x := range f.Fields {
			if t.domains.byName[x.Name] != nil && t.plan.Fact(x.Name) != nil {
				found = append(found, x)
			}
		}
	}
	return found
}

// touches says that an act starts, ends, pauses or lengthens a clock.
func touches(c *plan.Clock, act string) bool {
	return starts(c, act) || slices.Contains(c.Met, act) || slices.Contains(c.Stops, act) ||
		slices.ContainsFunc(c.Pauses, func(p plan.Pause) bool { return p.From == act || p.Until == act }) ||
		slices.ContainsFunc(c.Extensions, func(x plan.Extension) bool { return x.Act == act })
}

func starts(c *plan.Clock, act string) bool {
	return slices.ContainsFunc(c.Starts, func(s plan.Start) bool { return s.Act == act })
}
