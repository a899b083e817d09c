package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

// responsibleOne: after each act exactly one body answers for the case. An offer
// leaves it with the sender until it is answered, so an offer must not outlive
// the place where it can be answered, nor an answer stand where nothing was
// offered. Whether the receiver can answer where the offer is made is the matter
// of handoff_answer.
var responsibleOne = Rule{"responsible_one", diag.Error, func(p *pass) {
	if p.ahead.base == nil {
		return
	}
	offered := p.pending()
	p.hanging(offered)
	if p.ahead.complete {
		for i := range p.Stages {
			if s := &p.Stages[i]; !s.Outcome.IsSet() && (offered.with[s.Name.V] || offered.without[s.Name.V]) {
				p.idle(s, offered)
			}
		}
	}
}}

// pending says in which stages an offer may be open, and in which there may be
// none.
type pending struct{ with, without map[string]bool }

func (p *pass) pending() pending {
	o := pending{map[string]bool{}, map[string]bool{}}
	w := p.ahead.base
	for _, v := range w.visits {
		if stage := w.spots[v.spot].stage; v.offered {
			o.with[stage] = true
		} else {
			o.without[stage] = true
		}
	}
	return o
}

// hanging reports stages to which a case comes with an offer that nobody can
// answer there any more, and those in which nothing but answers are offered and
// no offer is there.
func (p *pass) hanging(o pending) {
	w := p.ahead.base
	told := map[string]bool{}
	direct := p.offeredTo()
	for i, v := range w.visits {
		s := w.stage(v.standing)
		answers := p.offersHandoff(s, "accept") || p.offersHandoff(s, "decline")
		switch {
		case told[s.Name.V]:
			continue
		case v.offered && s.Outcome.IsSet():
			p.tell(s.Name.At, w.way(i), words{"the case ends in %q while it is offered to another body, so two bodies may take it for theirs: %s", "vụ việc kết thúc ở %q khi đang đề nghị chuyển cho cơ quan khác, nên hai cơ quan cùng có thể coi là của mình: %s"}, p.stage(s.Name.V))
		case v.offered && !answers && !direct[s.Name.V]:
			p.tell(s.Name.At, w.way(i), words{"in the stage %q an offer is open that nobody can accept or decline there, after: %s", "ở giai đoạn %q còn một đề nghị chuyển mà không ai nhận hay từ chối được, sau: %s"}, p.stage(s.Name.V))
		case !v.offered && !s.Outcome.IsSet() && p.onlyAnswers(s):
			p.tell(s.Name.At, w.way(i), words{"the stage %q offers nothing but answers to an offer, and there is none after: %s", "giai đoạn %q chỉ có việc trả lời một đề nghị chuyển, mà không có đề nghị nào sau: %s"}, p.stage(s.Name.V))
		default:
			continue
		}
		told[s.Name.V] = true
	}
}

// offeredTo are the stages in which a case stands right after an offer.
func (p *pass) offeredTo() map[string]bool {
	found := map[string]bool{}
	for i := range p.Stages {
		for _, o := range offers(&p.Stages[i]) {
			if a := p.acts.get(o.V); a != nil && a.Handoff.V == "offer" {
				for _, to := range reachedBy(p.index, &p.Stages[i], o.V) {
					found[to.Name.V] = true
				}
			}
		}
	}
	return found
}

// answering are the handoffs that answer an offer or call it off.
var answering = []string{"accept", "decline", "withdraw"}

func (p *pass) onlyAnswers(s *source.Stage) bool {
	all := offers(s)
	return len(all) > 0 && !slices.ContainsFunc(all, func(o source.Text) bool {
		a := p.acts.get(o.V)
		return a == nil || !slices.Contains(answering, a.Handoff.V)
	})
}

// idle reports acts of a stage that can never be done there, because an offer is
// never open, or always.
func (p *pass) idle(s *source.Stage, o pending) {
	for _, name := range offers(s) {
		a := p.acts.get(name.V)
		switch {
		case a == nil:
		case !o.with[s.Name.V] && slices.Contains(answering, a.Handoff.V) && !p.onlyAnswers(s):
			p.refused(s, name, words{"%q answers an offer, and in the stage %q none is ever open", "%q trả lời một đề nghị chuyển, mà ở giai đoạn %q không bao giờ có đề nghị nào"}, p.act(a.Name.V), p.stage(s.Name.V))
		case !o.with[s.Name.V] && p.byReceiver(a):
			p.refused(s, name, words{"%q is done by the receiving body, and in the stage %q there is none: no offer is ever open", "%q do bên nhận làm, mà ở giai đoạn %q không có bên nhận nào: không bao giờ có đề nghị chuyển"}, p.act(a.Name.V), p.stage(s.Name.V))
		case !o.without[s.Name.V] && a.Handoff.V == "offer":
			p.refused(s, name, words{"%q offers the case again, and in the stage %q an offer is always open already", "%q lại đề nghị chuyển, mà ở giai đoạn %q lúc nào cũng đang có một đề nghị"}, p.act(a.Name.V), p.stage(s.Name.V))
		}
	}
}

// byReceiver says that nobody but the receiving body may do an act that answers
// no offer.
func (p *pass) byReceiver(a *source.Act) bool {
	return len(a.Roles) > 0 && !slices.Contains(answering, a.Handoff.V) && !slices.ContainsFunc(a.Roles, func(r source.Text) bool {
		role := p.roles.get(r.V)
		return role == nil || role.At.V != "receiver"
	})
}
