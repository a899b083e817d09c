package machine

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/plan"
)

// may finds an act and says whether the actor may do it now, its form aside.
func (d *draft) may(name string, actor Actor) (*act, *Refusal) {
	a := d.law.acts[name]
	if a == nil {
		return nil, refuse(UnknownAct, "Quy trình này không có việc như vậy.", d.law.plan.Cite)
	}
	for _, ask := range [...]func(*act) *Refusal{
		d.offered, func(a *act) *Refusal { return d.entitled(a, actor) },
		d.ordered, d.inForce, d.again, d.lawful, d.required, d.answered, d.gap, d.inTime, d.overdueOnly,
	} {
		if r := ask(a); r != nil {
			return a, r
		}
	}
	return a, nil
}

// offered: the stage must know the act as a task or as a move.
func (d *draft) offered(a *act) *Refusal {
	switch {
	case d.Seq == 0:
		return refuse(NotOffered, "Vụ việc chưa được tiếp nhận.", a.Cite)
	case d.Outcome != "":
		return refuse(CaseEnded, "Vụ việc đã kết thúc ở giai đoạn «"+d.law.stages[d.Stage].Title+"» từ ngày "+d.Entered.Vietnamese()+".", a.Cite)
	case !d.law.offers(d.Stage, a.Name):
		return refuse(NotOffered, "Không thực hiện «"+a.Title+"» ở giai đoạn «"+d.law.stages[d.Stage].Title+"».", a.Cite)
	case a.Handoff == plan.Offer && d.Handoff != nil:
		return refuse(HandoffPending, "Vụ việc đã được đề nghị chuyển ngày "+d.Handoff.On.Vietnamese()+" và đang chờ cơ quan nhận trả lời.", a.Cite)
	case answers(a.Handoff) && d.Handoff == nil:
		return refuse(NotOffered, "Không có đề nghị chuyển nào đang chờ để «"+a.Title+"».", a.Cite)
	}
	return nil
}

func answers(h plan.Handoff) bool {
	return h == plan.Accept || h == plan.Decline || h == plan.Withdraw
}

// offers says whether a stage knows an act.
func (l *Law) offers(stage, act string) bool {
	s := l.stages[stage]
	_, moves := s.moves[act]
	return moves || slices.Contains(s.Tasks, act)
}

// entitled: one of the act's roles must be held, in the unit of its post.
func (d *draft) entitled(a *act, actor Actor) *Refusal {
	elsewhere := false
	for _, name := range a.Roles {
		role := d.law.roles[name]
		if !d.vouched && !heldBy(role, actor) {
			continue
		}
		if unit := d.UnitAt(role.At); unit != "" && unit == actor.Unit {
			return nil
		}
		elsewhere = true
	}
	if elsewhere {
		return refuse(NotYourUnit, "«"+a.Title+"» không thuộc cơ quan của bạn ở thời điểm này.", a.Cite)
	}
	return refuse(NotYourRole, "«"+a.Title+"» chỉ dành cho: "+d.law.roleTitles(a.Roles)+".", a.Cite)
}

// heldBy says whether an actor fills a role of the procedure: through one of
// the organisation's roles that the plan names for it, else through its own
// name.
func heldBy(role *plan.Role, actor Actor) bool {
	if len(role.HeldBy) == 0 {
		return slices.Contains(actor.Roles, role.Name)
	}
	return slices.ContainsFunc(role.HeldBy, func(r string) bool { return slices.Contains(actor.Roles, r) })
}

func (l *Law) roleTitles(names []string) string {
	titles := make([]string, 0, len(names))
	for _, n := range names {
		titles = append(titles, l.roles[n].Title)
	}
	return strings.Join(titles, ", ")
}

// ordered: no act before the one before it.
func (d *draft) ordered(*act) *Refusal {
	if d.on.Date.Before(d.Last) {
		return refuseOrder(d.Last)
	}
	return nil
}

// inForce: the provision must be in force on the legal date.
func (d *draft) inForce(a *act) *Refusal {
	switch {
	case !a.Since.IsZero() && d.on.Date.Before(a.Since):
		return refuse(NotInForce, "Quy định về «"+a.Title+"» chỉ có hiệu lực từ ngày "+a.Since.Vietnamese()+".", a.Cite)
	case !a.Until.IsZero() && d.on.Date.After(a.Until):
		return refuse(NotInForce, "Quy định về «"+a.Title+"» đã hết hiệu lực sau ngày "+a.Until.Vietnamese()+".", a.Cite)
	}
	return nil
}

// again: once only, unless the act repeats. What extends a clock repeats by
// nature; its limit is the extension's.
func (d *draft) again(a *act) *Refusal {
	if a.Repeats || a.extends || !d.law.doneHere(&d.State, a.Name) {
		return nil
	}
	return refuse(AlreadyDone, "«"+a.Title+"» đã được thực hiện trong giai đoạn này.", a.Cite)
}

// doneHere: a task is done once for a body, in whatever stage it stood; a move,
// once in a visit of the stage, so that a case may be suspended twice.
func (l *Law) doneHere(s *State, name string) bool {
	if _, moves := l.stages[s.Stage].moves[name]; moves {
		return doneThisVisit(s, name)
	}
	return lastDone(s, name) != nil
}

// doneThisVisit says whether an act was done since the stage was entered: every
// other stage is left by an act of its own.
func doneThisVisit(s *State, name string) bool {
	round := roundOf(s)
	for i := len(s.Done) - 1; i >= 0 && s.Done[i].Round == round && s.Done[i].Stage == s.Stage; i-- {
		if s.Done[i].Act == name {
			return true
		}
	}
	return false
}

// lawful: the act's own condition. Where the act's form sets a fact that the
// condition reads, the act itself may find what makes it lawful: then the form
// is waited for, and found asks again.
func (d *draft) lawful(a *act) *Refusal {
	if a.finds || d.holds(a.when) {
		return nil
	}
	return refuseGuard(a)
}

func refuseGuard(a *act) *Refusal {
	sentence := a.Refuse
	if sentence == "" {
		sentence = "Chưa đủ điều kiện để «" + a.Title + "»."
	}
	return refuse(Guard, sentence, a.Cite)
}
