package machine

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
)

// Correct makes of a case what it would be had the facts been recorded as they
// were: a step with its true legal date, an act that was forgotten, or without
// one that was recorded by mistake. State is the case as it stands and past all
// that led there (ticks and changes of calendar may be left out, but for the
// latest tick). Every act that counts is done afresh in the order of legal
// dates, under the law's calendar, which is the case's present one; so the
// outcome depends on the facts, and not on the order in which they came into the
// record. An alarm that was raised for a due date is not raised for it again.
//
// A correction that would make a later act unlawful is refused, and names the
// act. The zero past is never right: see Event.Correct.
func Correct(law *Law, s State, past []Event, e Event) (State, []Command, *Refusal) {
	if r := MayCorrect(law, s, e); r != nil {
		return s, nil, r
	}
	e.Seq = s.Seq + 1
	facts, r := correctedBy(law, past, e)
	if r != nil {
		return s, nil, r
	}
	d, r := refold(law, facts, e, func(*State, *State, legaltime.Date) {})
	if r != nil {
		return s, nil, r
	}
	d.carry(s.Clocks)
	d.on = legaltime.Day(latest(past, e.On.Date))
	if d.tick(); d.fault != nil {
		return s, nil, d.fault
	}
	d.Seq = s.Seq + 1
	return d.State, corrections(law, s, d), nil
}

// MayCorrect says why an event is no correction that its author may make now;
// nil: it may be one, if the acts of the case agree. Only who heads the body that
// answers for the case corrects its record, and gives a reason. A case that has
// ended keeps the days by which it was judged.
func MayCorrect(law *Law, s State, e Event) *Refusal {
	c := e.Correct
	switch {
	case e.Kind != Corrects || c == nil:
		return refuse(NotToCorrect, "Nội dung đính chính không đúng.", "")
	case s.Seq == 0:
		return refuse(NotOffered, "Vụ việc chưa được tiếp nhận.", "")
	case s.Plan != law.hash || s.Calendar != law.calendar.Hash():
		return refuse(WrongLaw, "Vụ việc này theo một phiên bản quy trình hoặc lịch khác.", "")
	case !slices.Contains(e.Actor.Roles, Head):
		return refuse(NotYourRole, "Chỉ thủ trưởng cơ quan đang giải quyết được đính chính hồ sơ.", "")
	case e.Actor.Unit != s.Responsible:
		return refuse(NotYourUnit, "Chỉ thủ trưởng cơ quan đang giải quyết vụ việc được đính chính; cơ quan của bạn không phải cơ quan đó.", "")
	case s.Outcome != "":
		return refuse(CaseEnded, "Vụ việc đã kết thúc ở giai đoạn «"+law.stages[s.Stage].Title+"» từ ngày "+s.Entered.Vietnamese()+"; các ngày của nó không đính chính nữa.", "")
	case c.Reason == "":
		return refuse(NotToCorrect, "Phải nêu lý do đính chính.", "")
	case c.Void != c.On.IsZero() || c.Step == 0 && (c.Void || law.acts[e.Act] == nil) || c.Step != 0 && e.Act != "":
		return refuse(NotToCorrect, "Đính chính phải nêu ngày đúng của một bước, hoặc hủy một bước, hoặc bổ sung một việc bị bỏ sót cùng ngày của nó.", "")
	case c.On.Date.After(legaltime.DateOf(e.At)):
		return refuseFuture(c.On)
	}
	return nil
}

// carry keeps the note of what was raised before: once for a rung and a due date
// of a run of a clock.
func (d *draft) carry(before []Clock) {
	d.own()
	for i := range d.Clocks {
		if old := clockOf(before, d.Clocks[i].Name); old != nil && old.Run == d.Clocks[i].Run {
			d.Clocks[i].Fired = old.Fired
		}
	}
}

func clockOf(clocks []Clock, name string) *Clock {
	for i := range clocks {
		if clocks[i].Name == name {
			return &clocks[i]
		}
	}
	return nil
}

// latest is the last day that the case has seen: today, or that of a tick which
// a clock running ahead brought too early. What was found on it stays found.
func latest(past []Event, today legaltime.Date) legaltime.Date {
	for i := range past {
		if e := &past[i]; e.Kind == Ticks && e.On.Date.After(today) {
			today = e.On.Date
		}
	}
	return today
}

// refold does every fact afresh. The steps keep their numbers. Only what the
// correction itself brings is told to the world. Each step is shown.
func refold(law *Law, facts []fact, by Event, note func(before, after *State, on legaltime.Date)) (*draft, *Refusal) {
	var s State
	var links []Link
	for i := range facts {
		f := &facts[i]
		s.Seq = f.Seq - 1
		d := begin(law, s, f.On)
		d.vouched = f.vouched
		r := d.redo(f.Event)
		if r != nil {
			return nil, contradicted(law, f, by, r)
		}
		note(&s, &d.State, f.On.Date)
		s = d.State
		if f.Seq == by.Seq {
			links = d.links
		}
	}
	d := begin(law, s, by.On)
	d.links = links
	return d, nil
}

func (d *draft) redo(e Event) *Refusal {
	do := d.act
	if e.Kind == Opens {
		e.Calendar, do = "", d.open
	}
	if r := do(e); r != nil {
		return r
	}
	d.Seq++
	return d.fault
}

// contradicted says which act would be unlawful, and why. What the correction
// itself brings is answered as the act would have been.
func contradicted(law *Law, f *fact, by Event, r *Refusal) *Refusal {
	if f.Seq == by.Seq || f.Seq == by.Correct.Step {
		return r
	}
	return refuse(Contradicts, "Không đính chính như vậy được, vì việc "+law.title(f.Act)+" ngày "+f.On.Date.Vietnamese()+" sẽ không còn đúng: "+r.Sentence, r.Cite)
}

// corrections are the commands of a correction. A clock that never began is
// dropped. A body to which the case is offered already is not told again.
func corrections(law *Law, before State, d *draft) []Command {
	var out []Command
	for i := range before.Clocks {
		if c := before.Clocks[i]; clockOf(d.Clocks, c.Name) == nil {
			out = append(out, Command{Kind: DropClock, Clock: &c})
		}
	}
	if a, b := before.Handoff, d.Handoff; a != nil && b != nil && a.To == b.To && a.Act == b.Act {
		before.Handoff = b
	}
	var old []Clock // in their new places, as clocksMoved compares them
	for i := range d.Clocks {
		c := clockOf(before.Clocks, d.Clocks[i].Name)
		if c == nil {
			c = &Clock{}
		}
		old = append(old, *c)
	}
	tasks := Tasks(law, before)
	before.Clocks = old
	return append(out, difference(law, &before, tasks, d)...)
}
