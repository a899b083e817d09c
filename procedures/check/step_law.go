package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/source"
	"github.com/donthu/donthu/procedures/statute"
)

// stepLaw: what the law says of an act beside its time. Nobody decides to whom
// the law does not give it, nothing is decided before what has to come first,
// and what the law opens to people up to a step is open in every stage before.
var stepLaw = Rule{"step_law", diag.Error, func(p *pass) {
	if p.law.Empty() {
		return
	}
	for _, s := range p.law.StepsOf(p.Procedure.V) {
		a := p.acts.get(s.Act)
		switch {
		case a == nil && s.Lives(p.From.V):
			p.say(p.Procedure.At, words{"%s gives this procedure the act %q, which it lacks: %s", "theo %s quy trình này phải có việc %q: %s"}, s.Cites[0], s.Act, s.What)
		case a != nil && s.Lives(p.since(a.Cite)):
			p.reserved(a, s)
			p.preceded(a, s)
			p.kept(a, s)
		}
	}
}}

// reserved reports a role that the law does not give the act. A role that
// nobody knows is told once, by name_role.
func (p *pass) reserved(a *source.Act, s *statute.Step) {
	for _, r := range a.Roles {
		if len(s.By) > 0 && p.roles.has(r.V) && !slices.Contains(s.By, r.V) {
			p.say(r.At, words{"%s gives %s to %s, not to %s", "theo %s, %s thuộc về %s, không giao cho %s"}, s.Cites[0], p.act(a.Name.V), p.rolesOf(s.By), p.role(r.V))
		}
	}
}

// rolesOf speaks of several roles.
func (p *pass) rolesOf(names []string) spoken {
	var all []spoken
	for _, n := range names {
		all = append(all, p.role(n))
	}
	return listed(all, spoken{})
}

// preceded reports what the law wants done first, where the act can be done
// without: everywhere, or in a stage where it waits for other acts.
func (p *pass) preceded(a *source.Act, s *statute.Step) {
	for _, first := range s.After {
		if p.passedOver(a.Name, a.Requires, s, first) {
			continue
		}
		for _, stage := range p.Stages {
			for _, m := range stage.Moves {
				for _, b := range m.Then {
					if m.Act.V == a.Name.V && b.Requires != nil {
						p.passedOver(m.Act, b.Requires, s, first)
					}
				}
			}
		}
	}
}

// passedOver reports an act that waits for a list of others without that making
// sure of the first one.
func (p *pass) passedOver(a source.Text, waits []source.Text, s *statute.Step, first string) (told bool) {
	chain := p.chain(waits)
	if p.misnamed(append(chain, a.V), waits) {
		return false
	}
	var all []*guard.Expr
	for _, name := range chain {
		if e := p.parsed(p.acts.get(name).Needed); e != nil {
			all = append(all, e)
		}
	}
	if s.Condition() != nil {
		all = append(all, s.Condition())
	}
	doing := p.doing(a.V)
	if e := p.allowed(a.V); e != nil {
		all = append(all, e)
	}
	p.worlds(all, func(w world) bool {
		if !holds(s.Condition(), w) || !doing.admits(w) || p.sure(waits, first, w) {
			return true
		}
		where := p.standing(w)
		if where.en == "" {
			where = spoken{"whatever is recorded", "khi chưa ghi nhận gì"}
		}
		p.say(a.At, words{"%s wants %s done before %s, which does not wait for it (%s): see `requires`, and `needed` there", "theo %s, %s phải xong trước %s mà ở đây không phải chờ (%s): hãy xem lại `requires`, và `needed` của việc ấy"},
			s.Cites[0], p.act(first), p.act(a.V), where)
		told = true
		return false
	})
	return told
}

// misnamed says that a list, or what acts of it require, names an act that nobody
// knows: that is told by name_act, and whom it stands for is open.
func (p *pass) misnamed(chain []string, list []source.Text) bool {
	unknown := func(r source.Text) bool { return !p.acts.has(r.V) }
	return slices.ContainsFunc(list, unknown) || slices.ContainsFunc(chain, func(name string) bool {
		return slices.ContainsFunc(p.acts.get(name).Requires, unknown)
	})
}

// chain are the acts that stand in a list or are required by one that does.
func (p *pass) chain(list []source.Text) (all []string) {
	var add func([]source.Text)
	add = func(some []source.Text) {
		for _, r := range some {
			if a := p.acts.get(r.V); a != nil && !slices.Contains(all, r.V) {
				all = append(all, r.V)
				add(a.Requires)
			}
		}
	}
	add(list)
	return all
}

// sure says that whoever waits for a list has seen an act done, as things stand
// in a world: an act that is not needed there is not waited for.
func (p *pass) sure(list []source.Text, act string, w world) bool {
	return slices.ContainsFunc(p.neededIn(list, w, nil), func(name string) bool { return name == act })
}

// neededIn are the acts of a chain that have to be done in a world.
func (p *pass) neededIn(list []source.Text, w world, all []string) []string {
	for _, r := range list {
		if a := p.acts.get(r.V); a != nil && !slices.Contains(all, r.V) && holds(p.parsed(a.Needed), w) {
			all = p.neededIn(a.Requires, w, append(all, r.V))
		}
	}
	return all
}

// kept reports a stage that lies before the step up to which an act is a right,
// and does not offer the act. While a case is being handed over it rests.
func (p *pass) kept(a *source.Act, s *statute.Step) {
	if s.Until == "" || p.opening() == nil {
		return
	}
	for _, name := range p.reachedBefore(s.Until) {
		stage := p.stages.get(name)
		if p.onlyAnswers(stage) || slices.Contains(s.Apart, name) || slices.ContainsFunc(offers(stage), func(o source.Text) bool { return o.V == a.Name.V }) {
			continue
		}
		p.say(stage.Name.At, words{"%s opens %s until %s, and the stage %s does not offer it", "theo %s, %s làm được cho đến %s, mà giai đoạn %s không có việc ấy"}, s.Cites[0], p.act(a.Name.V), p.act(s.Until), p.stage(name))
	}
}

// done is no name of a stage: an act that ends a search leads there.
const done = "!"

// reachedBefore are the stages that a case can stand in before an act is done,
// and from which it can still come to that.
func (p *pass) reachedBefore(act string) (all []string) {
	first := p.opening().Name.V
	ways, queue := map[string][]string{}, []string{first}
	for n := 0; n < len(queue); n++ {
		for _, to := range p.leadsTo(queue[n], act) {
			ways[queue[n]] = append(ways[queue[n]], to)
			if p.stages.has(to) && !slices.Contains(queue, to) {
				queue = append(queue, to)
			}
		}
	}
	ahead := map[string]bool{done: true, "back": true}
	for changed := true; changed; {
		changed = false
		for _, name := range queue {
			if !ahead[name] && slices.ContainsFunc(ways[name], func(to string) bool { return ahead[to] }) {
				ahead[name], changed = true, true
			}
		}
	}
	return slices.DeleteFunc(queue, func(name string) bool { return !ahead[name] })
}

// leadsTo are the stages to which a stage leads, "back" among them, without an
// act, whose moves lead to done.
func (p *pass) leadsTo(name, act string) (all []string) {
	s := p.stages.get(name)
	if contains(s.Tasks, act) {
		all = append(all, done)
	}
	for _, m := range s.Moves {
		for _, b := range m.Then {
			if m.Act.V == act {
				all = append(all, done)
			} else {
				all = append(all, b.To.V)
			}
		}
	}
	return all
}
