package machine

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// act performs an act, or says why the law does not allow it. Terms that
// lapsed before the act's legal date lapse first, whether a tick came or not.
// The act's condition must hold by the facts as the act itself leaves them: a
// form may find what makes the act lawful, and what forbids it.
func (d *draft) act(e Event) *Refusal {
	if e.On.Date.After(legaltime.DateOf(e.At)) {
		return refuseFuture(e.On)
	}
	d.unlapse(e.Act)
	d.lapse(e.On)
	a, r := d.may(e.Act, e.Actor)
	if r != nil {
		return r
	}
	if r := d.fill(a.form, e.With, nil); r != nil {
		return r
	}
	if !d.holds(a.when) {
		return refuseGuard(a)
	}
	if r := d.limited(a); r != nil {
		return r
	}
	to, r := d.target(a)
	if r != nil {
		return r
	}
	if r := d.perform(a, e); r != nil {
		return r
	}
	d.move(to)
	if d.learned {
		d.reterm()
	}
	d.settle(e.On.Date, a.Name)
	d.Last, d.changed = e.On.Date, true
	return nil
}

// perform notes the act and does to clocks and responsibility what it does.
func (d *draft) perform(a *act, e Event) *Refusal {
	d.wind(a)
	if r := d.hand(a, e); r != nil {
		return r
	}
	d.did(a.Name)
	d.start(a.Name, e.With)
	return nil
}

// did notes that an act was done here and now.
func (d *draft) did(name string) {
	d.Done = grown(d.Done, Done{Act: name, On: d.on, Seq: d.Seq + 1, Stage: d.Stage, Round: d.round})
}

// grown is a list with one more, of its own and with no room to spare: the list
// that it grew from stays in the states before, and the next makes another.
func grown[E any](list []E, more E) []E {
	all := make([]E, len(list)+1)
	all[copy(all, list)] = more
	return all
}

// target is the stage to which an act leads: plan.Stay for none.
func (d *draft) target(a *act) (string, *Refusal) {
	then, moves := d.law.stages[d.Stage].moves[a.Name]
	to := plan.Stay
	if moves {
		i := slices.IndexFunc(then, func(b branch) bool { return d.holds(b.when) })
		if i < 0 {
			return "", refuse(Guard, "Chưa đủ điều kiện để «"+a.Title+"» trong giai đoạn này.", a.Cite)
		}
		to = then[i].to
	}
	if (a.Handoff == plan.Decline || a.Handoff == plan.Withdraw) && (to == plan.Stay || to == plan.Back) && d.Handoff != nil {
		return d.Handoff.Back, nil
	}
	if to == plan.Back && len(d.Trail) == 0 {
		return "", refuse(NotOffered, "Không có giai đoạn nào để quay lại.", a.Cite)
	}
	return to, nil
}

// move leaves the stage for another.
func (d *draft) move(to string) {
	n := len(d.Trail)
	switch {
	case to == plan.Stay || to == d.Stage:
	case to == plan.Back || n > 0 && to == d.Trail[n-1] && d.undone():
		d.Stage, d.Entered = d.Trail[n-1], d.on.Date
		d.Trail = d.Trail[: n-1 : n-1]
	default:
		d.enter(to, d.on.Date)
	}
}

// undone says whether the act just done called an offer off: then the stage
// returned to was left only for the offer.
func (d *draft) undone() bool {
	a := d.law.acts[d.Done[len(d.Done)-1].Act]
	return a != nil && (a.Handoff == plan.Decline || a.Handoff == plan.Withdraw)
}

// enter puts the case into a stage.
func (d *draft) enter(to string, on legaltime.Date) {
	if d.Stage != "" {
		d.Trail = grown(d.Trail, d.Stage)
	}
	d.Stage, d.Entered = to, on
	d.Outcome = d.law.stages[to].Outcome
}

// settle stops what still runs once the case has ended. An offer that nobody
// can answer any more falls away; one that itself ended the case stays, as the
// record of where the case went.
func (d *draft) settle(on legaltime.Date, by string) {
	if d.Outcome == "" {
		return
	}
	d.stopAll(on)
	if d.Handoff != nil && d.Handoff.Act != by {
		d.Handoff = nil
	}
}
