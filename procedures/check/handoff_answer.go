package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var handoffAnswer = Rule{"handoff_answer", diag.Error, func(p *pass) {
	told := map[string]bool{}
	for _, s := range p.Stages {
		for _, o := range offers(&s) {
			if a := p.acts.get(o.V); a == nil || a.Handoff.V != "offer" {
				continue
			}
			for _, to := range reachedBy(p.index, &s, o.V) {
				if !told[to.Name.V] && !to.Outcome.IsSet() {
					told[to.Name.V] = true
					answered(p, o, to)
				}
			}
		}
	}
}}

// reachedBy are the stages in which a case stands after an act of a stage.
func reachedBy(x *index, s *source.Stage, act string) (all []*source.Stage) {
	if contains(s.Tasks, act) {
		return []*source.Stage{s}
	}
	for _, m := range s.Moves {
		if m.Act.V != act {
			continue
		}
		for _, b := range m.Then {
			if b.To.V == "stay" {
				all = append(all, s)
			} else if to := x.stages.get(b.To.V); to != nil {
				all = append(all, to)
			}
		}
	}
	return all
}

// answered reports a stage with an offer that the receiver cannot accept or
// decline, or to which no clock holds them.
func answered(p *pass, offer source.Text, to *source.Stage) {
	for _, kind := range []string{"accept", "decline"} {
		if !p.offersHandoff(to, kind) {
			p.say(to.Name.At, words{"after %q the stage %q must offer the receiver an act with `handoff: %s`", "sau %q, giai đoạn %q phải cho bên nhận một việc có `handoff: %s`"}, p.act(offer.V), p.stage(to.Name.V), kind)
		}
	}
	for i := range p.Clocks {
		c := &p.Clocks[i]
		if startsAt(c, offer.V) && c.Lapse == nil && p.presses(c, to.Name.V) {
			return
		}
	}
	p.say(offer.At, words{"no clock with a reminder and an escalation starts at %q, so the receiver may leave the offer unanswered", "không có thời hạn nào (có nhắc việc và báo quá hạn) bắt đầu từ %q nên bên nhận có thể không trả lời"}, p.act(offer.V))
}

func (x *index) offersHandoff(s *source.Stage, kind string) bool {
	for _, o := range offers(s) {
		if a := x.acts.get(o.V); a != nil && a.Handoff.V == kind {
			return true
		}
	}
	return false
}
