package machine

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
)

// open receives the petition: the case begins in the opening stage, the unit
// of the event answers for it, the intake form's fields set facts.
func (d *draft) open(e Event) *Refusal {
	if d.Seq > 0 {
		return refuse(AlreadyDone, "Vụ việc này đã được tiếp nhận.", "")
	}
	if e.On.IsZero() || e.Unit == "" {
		return refuse(BadForm, "Tiếp nhận phải có ngày nhận và cơ quan nhận đơn.", "")
	}
	if e.On.Date.After(legaltime.DateOf(e.At)) {
		return refuseFuture(e.On)
	}
	if r := d.sameCalendar(e); r != nil {
		return r
	}
	if r := d.adopt(e.Policies); r != nil {
		return r
	}
	d.Plan, d.Calendar = d.law.hash, d.law.calendar.Hash()
	d.Opened, d.Last = e.On.Date, e.On.Date
	d.Responsible, d.Superior = e.Unit, e.Superior
	if r := d.fill(d.law.forms[d.law.plan.Intake], e.With, d.law.facts); r != nil {
		return r
	}
	d.enter(d.law.plan.Opening, e.On.Date)
	d.did(Reception)
	d.start(Reception, e.With)
	d.settle(e.On.Date, Reception)
	d.changed = true
	return nil
}

// adopt takes over the installation's readings of the law's doubts, those of
// the procedure and those about counting in any (see Readings). Settings for other
// procedures are passed over.
func (d *draft) adopt(settings map[string]string) *Refusal {
	var own map[string]string
	for _, p := range Readings(d.law.plan) {
		v, ok := settings[p.Name]
		if !ok || v == p.Default {
			continue
		}
		if !slices.ContainsFunc(p.Options, optionIs(v)) {
			return refuse(BadForm, "Thiết lập «"+p.Title+"» không có lựa chọn này.", "")
		}
		if own == nil {
			own = map[string]string{}
		}
		own[p.Name] = v
	}
	d.Policies = own
	return nil
}

// sameCalendar refuses an event that names another calendar than the law's.
func (d *draft) sameCalendar(e Event) *Refusal {
	if e.Calendar != "" && e.Calendar != d.law.calendar.Hash() {
		return refuse(WrongCalendar, "Lịch đang dùng không phải là lịch mà sự kiện nêu.", "")
	}
	return nil
}

// recount computes every date that still runs afresh after a change of
// calendar. A case that has ended keeps the days by which it was judged.
func (d *draft) recount(e Event) *Refusal {
	if r := d.sameCalendar(e); r != nil {
		return r
	}
	if d.Seq == 0 {
		return refuse(NotOffered, "Vụ việc chưa được tiếp nhận.", "")
	}
	hash := d.law.calendar.Hash()
	if d.Calendar == hash {
		return nil
	}
	if d.Outcome != "" {
		return refuse(CaseEnded, "Vụ việc đã kết thúc, các ngày của nó không tính lại.", "")
	}
	d.own()
	d.Calendar, d.changed = hash, true
	for i := range d.Clocks {
		if c := &d.Clocks[i]; c.live() {
			d.reckon(c)
		}
	}
	return nil
}
