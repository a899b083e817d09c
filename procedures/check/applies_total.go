package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/source"
)

// appliesTotal holds a version beside the others of its procedure. A petition
// follows, of the versions in force on the day it is received, the one that
// began last; a running case stays with its own, which therefore carries what a
// later version brings for running cases.
var appliesTotal = Rule{"applies_total", diag.Error, func(p *pass) {
	if p.unclear(p.Procedure.V) {
		return
	}
	before := p.before()
	p.succeeds(before)
	p.superseded()
	for _, a := range p.Applies {
		if a.To.V == "running" {
			p.runs(a, before)
		}
	}
	p.announced(before)
}}

// siblings are the other versions of the procedure.
func (p *pass) siblings() (all []*plan.Plan) {
	for _, v := range p.others {
		if v.Procedure == p.Procedure.V && v.Version != p.Version.V {
			all = append(all, v)
		}
	}
	return all
}

// before is the version that petitions followed until this one began: of those
// that began earlier, the last.
func (p *pass) before() (last *plan.Plan) {
	for _, v := range p.siblings() {
		if v.From.Before(p.From.V) && (last == nil || v.From.After(last.From)) {
			last = v
		}
	}
	return last
}

// succeeds: no day is left between the versions, and none belongs to two of
// them unless the later one says that it takes what is received.
func (p *pass) succeeds(before *plan.Plan) {
	for _, v := range p.siblings() {
		if v.From == p.From.V {
			p.say(p.From.At, words{"%s begins on the same day: which of the two a petition follows is not said", "%s cũng bắt đầu ngày này: không rõ đơn nhận từ đó theo phiên bản nào"}, named(v))
		}
	}
	switch {
	case before == nil:
	case !slices.ContainsFunc(p.siblings(), func(v *plan.Plan) bool { return takes(v, p.From.V.AddDays(-1)) }):
		p.say(p.From.At, words{"no version takes a petition received from %s to %s", "không phiên bản nào nhận đơn từ %s đến %s"}, before.To.AddDays(1), p.From.V.AddDays(-1))
	case takes(before, p.From.V) && !p.receives():
		p.say(p.From.At, words{"%s still takes petitions on this day: say `applies: {to: received, since: %s}`", "%s vẫn nhận đơn ngày này: hãy ghi `applies: {to: received, since: %s}`"}, named(before), p.From.V)
	}
}

// takes says that a petition received on a day may follow a version.
func takes(v *plan.Plan, on legaltime.Date) bool {
	return !v.From.After(on) && (v.To.IsZero() || !v.To.Before(on))
}

func (p *pass) receives() bool {
	return slices.ContainsFunc(p.Applies, func(a source.Applies) bool { return a.To.V == "received" })
}

// superseded: the last day of the version is one on which it is still chosen.
func (p *pass) superseded() {
	for _, v := range p.siblings() {
		if p.To.IsSet() && v.From.After(p.From.V) && !v.From.After(p.To.V) {
			p.say(p.To.At, words{"petitions follow %s from %s on, before this version ends", "đơn nhận từ %[2]s theo %[1]s, trước khi phiên bản này kết thúc"}, named(v), v.From)
		}
	}
}

// runs: what reaches running cases is in both versions, and the earlier one
// lets it be done from the day on which this one begins.
func (p *pass) runs(a source.Applies, before *plan.Plan) {
	if before == nil {
		p.say(a.At, words{"there is no earlier version that cases could be running under", "không có phiên bản trước để có vụ việc đang giải quyết"})
		return
	}
	acts := namesIn(before.Acts, func(a plan.Act) string { return a.Name })
	for _, name := range a.Acts {
		old := before.Act(name.V)
		switch {
		case old == nil:
			p.suggest(name.At, diag.Suggest(name.V, acts), words{"%s has no act %q, so its cases cannot follow the new rule", "%s không có việc %q nên vụ việc của nó không theo được quy định mới"}, named(before), p.act(name.V))
		case old.Since.After(p.From.V):
			p.say(name.At, words{"%s allows %q only from %s, after this version begins", "%s chỉ cho làm %q từ %s, sau ngày phiên bản này bắt đầu"}, named(before), p.act(name.V), old.Since)
		case !old.Until.IsZero() && old.Until.Before(p.From.V) && !standsIn(before, old, old.Until.AddDays(1), p.From.V):
			p.say(name.At, words{"%s allows %q only until %s, and nothing takes its place", "%s chỉ cho làm %q đến %s và không có việc nào thay nó"}, named(before), p.act(name.V), old.Until)
		}
	}
}

// standsIn says that, wherever an act was offered, another one is that may be
// done from a day on, or from one between that day and a last.
func standsIn(v *plan.Plan, old *plan.Act, first, last legaltime.Date) bool {
	for i := range v.Stages {
		offered := offeredIn(&v.Stages[i])
		if !slices.Contains(offered, old.Name) {
			continue
		}
		if !slices.ContainsFunc(offered, func(name string) bool {
			a := v.Act(name)
			return a != nil && !a.Since.Before(first) && !a.Since.After(last)
		}) {
			return false
		}
	}
	return true
}

func offeredIn(s *plan.Stage) []string {
	all := slices.Clone(s.Tasks)
	for _, m := range s.Moves {
		all = append(all, m.Act)
	}
	return all
}

// announced: where the earlier version has acts or terms that begin on the very
// day of this one, running cases are reached, and this version says on what
// ground.
func (p *pass) announced(before *plan.Plan) {
	if before == nil || slices.ContainsFunc(p.Applies, func(a source.Applies) bool { return a.To.V == "running" }) {
		return
	}
	for _, a := range before.Acts {
		if a.Since == p.From.V {
			p.say(p.From.At, words{"%s has the act %q from this day on: say under `applies` that running cases are reached", "%s có việc %q từ ngày này: hãy ghi ở `applies` việc nào áp dụng cho vụ việc đang giải quyết"}, named(before), titled(a.Name, a.Title))
			return
		}
	}
}

func named(v *plan.Plan) string { return v.Procedure + "@" + v.Version }
