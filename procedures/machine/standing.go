package machine

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
)

// fact is a reception or an act as it counts now.
type fact struct {
	Event
	void    bool
	vouched bool // inserted: the head of the body answers for who did it
	before  int  // among the acts of its day, directly before that step
}

// Standing are the reception and the acts of a record as they count now, in the
// order of their legal dates: with all corrections, and without what was void.
// An act that was inserted bears the number of the step that inserted it.
func Standing(events []Event) []Event {
	var out []Event
	for _, f := range standing(gathered(events)) {
		out = append(out, f.Event)
	}
	return out
}

// gathered are all receptions and acts in the order of the record, with what
// corrections say of them. The latest word on a step holds.
func gathered(events []Event) (all []fact) {
	for _, e := range events {
		switch c := e.Correct; {
		case e.Kind == Opens || e.Kind == Acts:
			all = append(all, fact{Event: e})
		case e.Kind != Corrects || c == nil:
		case c.Step == 0:
			all = append(all, inserted(e))
		default:
			if f := numbered(all, c.Step); f != nil {
				f.say(e)
			}
		}
	}
	return all
}

// inserted is the act that was forgotten, as if it had been recorded then.
func inserted(e Event) fact {
	e.Kind, e.On = Acts, e.Correct.On
	f := fact{Event: e, vouched: true, before: e.Correct.Before}
	f.Correct = nil
	return f
}

// say lets a correction have its word on a step.
func (f *fact) say(e Event) {
	f.void = e.Correct.Void
	if !f.void {
		f.On, f.At, f.before = e.Correct.On, e.At, e.Correct.Before
	}
}

func numbered(all []fact, seq int) *fact {
	i := slices.IndexFunc(all, func(f fact) bool { return f.Seq == seq })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// standing are the facts that count, by legal date; on one day in the order of
// the record, but for those that are said to come before another. The reception
// is always the first.
func standing(all []fact) []fact {
	out := slices.DeleteFunc(slices.Clone(all), func(f fact) bool { return f.void })
	slices.SortStableFunc(out, func(a, b fact) int {
		switch {
		case a.Kind == b.Kind:
			return a.On.Date.Compare(b.On.Date)
		case a.Kind == Opens:
			return -1
		}
		return 1
	})
	for _, f := range all {
		if f.before != 0 && !f.void {
			out = placed(out, f)
		}
	}
	return out
}

// placed moves a fact directly before another of its day.
func placed(all []fact, f fact) []fact {
	to := numbered(all, f.before)
	if to == nil || to.Kind == Opens || to.On.Date != f.On.Date || to.Seq == f.Seq {
		return all
	}
	rest := slices.DeleteFunc(slices.Clone(all), func(x fact) bool { return x.Seq == f.Seq })
	i := slices.IndexFunc(rest, func(x fact) bool { return x.Seq == f.before })
	return slices.Insert(rest, i, f)
}

// correctedBy are the facts that count once a correction is made, or why it
// corrects nothing.
func correctedBy(law *Law, past []Event, e Event) ([]fact, *Refusal) {
	all, c := gathered(past), e.Correct
	if c.Step != 0 {
		if r := corrigible(law, numbered(all, c.Step), c); r != nil {
			return nil, r
		}
	}
	after := gathered(append(slices.Clone(past), e))
	if c.Before != 0 {
		to := numbered(after, c.Before)
		if to == nil || to.void || to.On.Date != c.On.Date {
			return nil, refuse(NotToCorrect, "Bước phải đứng sau không có trong ngày "+c.On.Date.Vietnamese()+".", "")
		}
	}
	return standing(after), nil
}

// corrigible says why a step cannot be corrected in that way.
func corrigible(law *Law, f *fact, c *Correction) *Refusal {
	switch {
	case f == nil:
		return refuse(NotToCorrect, "Hồ sơ không có bước này, hoặc bước này không phải là việc có ngày để đính chính.", "")
	case c.Void && f.void:
		return refuse(NotToCorrect, "Bước này đã được hủy.", "")
	case c.Void && f.Kind == Opens:
		return refuse(NotToCorrect, "Không hủy được việc tiếp nhận; chỉ đính chính được ngày nhận đơn.", "")
	case !c.Void && !f.void && f.On == c.On && f.before == c.Before:
		return refuse(NotToCorrect, "Bước này đã ghi đúng ngày "+c.On.Date.Vietnamese()+".", "")
	case f.Kind == Opens && !law.covers(c.On.Date):
		return refuse(NotInForce, "Ngày nhận đơn này thuộc một phiên bản quy trình khác.", law.plan.Cite)
	}
	return nil
}

// covers says whether the plan was in force for what was received on a day.
func (l *Law) covers(on legaltime.Date) bool {
	return !on.Before(l.plan.From) && (l.plan.To.IsZero() || !on.After(l.plan.To))
}
