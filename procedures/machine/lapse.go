package machine

import (
	"github.com/donthu/donthu/procedures/legaltime"
)

// lapse lets every term lapse that passed before a moment.
func (d *draft) lapse(on legaltime.Moment) {
	for i := d.lapsing(on); i >= 0; i = d.lapsing(on) {
		d.lapseOne(i)
	}
}

// lapsing is the place of the clock that lapses first, -1 if none has by then.
func (d *draft) lapsing(on legaltime.Moment) int {
	first := -1
	for i := range d.Clocks {
		c := &d.Clocks[i]
		if c.State != Running || d.law.byName[c.Name].Lapse == nil || !on.After(c.Due) {
			continue
		}
		if first < 0 || c.Due.Compare(d.Clocks[first].Due) < 0 {
			first = i
		}
	}
	return first
}

// lapsesOn is the day on which a term has passed: the day after its last, or
// the day itself for a term that ends at an hour.
func lapsesOn(c *Clock) legaltime.Date {
	if c.Due.HasTime() {
		return c.Due.Date
	}
	return c.Due.Date.AddDays(1)
}

// lapseOne meets a clock by the mere passing of its term, and moves the case on
// if it stands where the plan says. The move is an event of law: later acts
// cannot be dated before it.
func (d *draft) lapseOne(i int) {
	d.own()
	c := &d.Clocks[i]
	on, l := lapsesOn(c), d.law.byName[c.Name].Lapse
	c.State, c.Ended, d.changed = Met, on, true
	if l.In == "" || d.Stage != l.In {
		return
	}
	d.enter(l.To, on)
	if on.After(d.Last) {
		d.Last = on
	}
	d.settle(on, "")
}

// unlapse takes a lapse back for an act whose legal date lies before it and
// that the stage before offers: it was done in time and recorded late. Nothing
// may have been done since, and the lapse must not have ended the case. Unless
// the act changes that, the next tick lets the term lapse again.
func (d *draft) unlapse(act string) {
	n := len(d.Trail)
	if n == 0 || d.Outcome != "" || !d.on.Date.Before(d.Entered) || d.Entered != d.Last || !d.law.offers(d.Trail[n-1], act) {
		return
	}
	last := &d.Done[len(d.Done)-1]
	for i := range d.Clocks {
		c := &d.Clocks[i]
		l := d.law.byName[c.Name].Lapse
		if l == nil || c.State != Met || c.Ended != d.Entered || l.In != d.Trail[n-1] || l.To != d.Stage || last.Stage == d.Stage {
			continue
		}
		d.own()
		d.Clocks[i].State, d.Clocks[i].Ended = Running, legaltime.Date{}
		d.Stage, d.Trail = d.Trail[n-1], d.Trail[:n-1:n-1]
		d.Entered, d.Last = last.On.Date, last.On.Date
		return
	}
}
