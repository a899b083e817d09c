package machine

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
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
		d.ordered, d.inForce, d.again, d.lawful, d.required, d.gap, d.inTime,
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
		if !heldBy(role, actor) {
			continue
		}
		if unit := d.unitAt(role.At); unit != "" && unit == actor.Unit {
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

// doneHere: a task counts as done for every visit of the stage in this round; a
// move, for this visit only, so that a case may be suspended twice.
func (l *Law) doneHere(s *State, name string) bool {
	_, moves := l.stages[s.Stage].moves[name]
	round := roundOf(s)
	for i := len(s.Done) - 1; i >= 0; i-- {
		x := &s.Done[i]
		if x.Round != round || moves && x.Stage != s.Stage {
			return false
		}
		if x.Act == name && x.Stage == s.Stage {
			return true
		}
	}
	return false
}

// lawful: the act's own condition.
func (d *draft) lawful(a *act) *Refusal {
	if holds(a.when, d.env()) {
		return nil
	}
	sentence := a.Refuse
	if sentence == "" {
		sentence = "Chưa đủ điều kiện để «" + a.Title + "»."
	}
	return refuse(Guard, sentence, a.Cite)
}

// required: acts that must come first in this round, where they are needed.
func (d *draft) required(a *act) *Refusal {
	lacking := d.law.lacking(&d.State, a)
	if len(lacking) == 0 {
		return nil
	}
	for i, n := range lacking {
		lacking[i] = d.law.title(n)
	}
	return refuse(Requires, "Trước khi «"+a.Title+"» phải thực hiện: "+strings.Join(lacking, ", ")+".", a.Cite)
}

// Lacking lists the acts that a case still needs before an act, in the order of
// the plan: those it requires, and the one its gap counts from.
func Lacking(law *Law, s State, name string) []string {
	a := law.acts[name]
	if a == nil {
		return nil
	}
	found := law.lacking(&s, a)
	if a.Gap != nil && lastDone(&s, a.Gap.After) == nil && !slices.Contains(found, a.Gap.After) {
		found = append(found, a.Gap.After)
	}
	return found
}

func (l *Law) lacking(s *State, a *act) []string {
	var found []string
	for _, n := range a.Requires {
		if n == Reception || lastDone(s, n) != nil {
			continue
		}
		if r := l.acts[n]; holds(r.needed, l.reader(s)) {
			found = append(found, n)
		}
	}
	return found
}

// lastDone is the last time an act was done in this round.
func lastDone(s *State, name string) *Done {
	round := roundOf(s)
	for i := len(s.Done) - 1; i >= 0 && s.Done[i].Round == round; i-- {
		if s.Done[i].Act == name {
			return &s.Done[i]
		}
	}
	return nil
}

// gap: so much time must lie between another act and this one.
func (d *draft) gap(a *act) *Refusal {
	if a.Gap == nil {
		return nil
	}
	length := a.Gap.AtLeast
	length.Backward, length.Minimum = false, false
	done := lastDone(&d.State, a.Gap.After)
	if done == nil {
		return refuse(TooSoon, "«"+a.Title+"» phải sau "+d.law.title(a.Gap.After)+" ít nhất "+length.Vietnamese()+"; việc đó chưa được thực hiện.", a.Gap.Cite)
	}
	if d.law.apart(done.On, d.on, a.Gap.AtLeast) {
		return nil
	}
	return refuse(TooSoon, "«"+a.Title+"» phải sau "+d.law.title(a.Gap.After)+" ngày "+done.On.Date.Vietnamese()+" ít nhất "+
		length.Vietnamese()+", sớm nhất là ngày "+d.law.earliest(done.On, a.Gap.AtLeast).Vietnamese()+".", a.Gap.Cite)
}

// apart says whether from lies at least a term before on. The last day on which
// the earlier act was still in time is counted backward from the later one, and
// rolls backward.
func (l *Law) apart(from, on legaltime.Moment, t legaltime.Term) bool {
	t.Backward, t.Minimum = true, false
	r, err := legaltime.Compute(l.calendar, legaltime.Request{From: on, Term: t, Policy: legaltime.DefaultPolicy()})
	return err == nil && !from.After(r.Due)
}

// earliest is the first date that lies far enough after another act. A term
// and the days off around it fit into twice its length and a month.
func (l *Law) earliest(from legaltime.Moment, t legaltime.Term) legaltime.Date {
	on := from.Date
	for range 2*t.N + 31 {
		if l.apart(from, legaltime.Day(on), t) {
			return on
		}
		on = on.AddDays(1)
	}
	return on
}

// inTime: within a clock's term, and for an extension before the term ends.
func (d *draft) inTime(a *act) *Refusal {
	for i := range d.Clocks {
		c := &d.Clocks[i]
		p := d.law.byName[c.Name]
		if (p.Name == a.Within && c.State != Stopped || c.live() && p.extendedBy(a.Name) != nil) &&
			c.State != Paused && d.on.After(c.Due) {
			return refuse(PastDue, "«"+a.Title+"» chỉ được thực hiện trong «"+p.Title+"», đã hết ngày "+c.Due.Date.Vietnamese()+".", a.Cite)
		}
	}
	if a.extends && !slices.ContainsFunc(d.Clocks, func(c Clock) bool { return c.live() && d.law.byName[c.Name].extendedBy(a.Name) != nil }) {
		return refuse(NotOffered, "Không có thời hạn nào đang chạy để «"+a.Title+"».", a.Cite)
	}
	return nil
}

func (c *clock) extendedBy(act string) *plan.Extension {
	for i := range c.Extensions {
		if c.Extensions[i].Act == act {
			return &c.Extensions[i]
		}
	}
	return nil
}

// limited: a clock may be extended only so often. The first line of the table
// that holds decides; none holding, never.
func (d *draft) limited(a *act) *Refusal {
	if !a.extends {
		return nil
	}
	for i := range d.Clocks {
		c := &d.Clocks[i]
		if !c.live() {
			continue
		}
		if r := d.limit(d.law.byName[c.Name], c, a); r != nil {
			return r
		}
	}
	return nil
}

func (d *draft) limit(p *clock, c *Clock, a *act) *Refusal {
	for i, x := range p.Extensions {
		if x.Act != a.Name {
			continue
		}
		n := slices.IndexFunc(p.limits[i], func(g *guard.Expr) bool { return holds(g, d.env()) })
		if n < 0 {
			return refuse(ExtensionLimit, "«"+p.Title+"» không thuộc trường hợp được gia hạn.", x.Cite)
		}
		if used := c.extended(a.Name); used >= x.Limits[n].Times {
			cite := x.Limits[n].Cite
			if cite == "" {
				cite = x.Cite
			}
			return refuse(ExtensionLimit, "«"+p.Title+"» đã được gia hạn đủ số lần luật cho phép.", cite)
		}
	}
	return nil
}

// extended counts how often an act lengthened the clock.
func (c *Clock) extended(act string) int {
	n := 0
	for _, x := range c.Extensions {
		if x.Act == act {
			n++
		}
	}
	return n
}
