package machine

import (
	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Advance is the meaning of a procedure: what an event makes of a case, and
// what the world must do because of it. It never changes its argument. On a
// refusal the state comes back as it was, and there are no commands. A tick
// that finds nothing to do leaves the state as it is, Seq included, and need
// not be recorded.
func Advance(law *Law, s State, e Event) (State, []Command, *Refusal) {
	d := begin(law, s, e.On)
	if r := d.apply(e); r != nil || !d.changed {
		return s, nil, r
	}
	return d.State, commands(law, &s, d), nil
}

// Follow is Advance for whom the world does not matter: who replays what was
// recorded, or looks at what may become of a case. There are no commands.
func Follow(law *Law, s State, e Event) (State, *Refusal) {
	d := begin(law, s, e.On)
	if r := d.apply(e); r != nil || !d.changed {
		return s, r
	}
	return d.State, nil
}

func (d *draft) apply(e Event) *Refusal {
	if r := d.take(e); r != nil {
		return r
	}
	if d.changed && d.fault == nil {
		d.Seq++
	}
	return d.fault
}

func (d *draft) take(e Event) *Refusal {
	if d.Seq > 0 && (d.Plan != d.law.hash || e.Kind != Calendar && d.Calendar != d.law.calendar.Hash()) {
		return refuse(WrongLaw, "Vụ việc này theo một phiên bản quy trình hoặc lịch khác.", "")
	}
	switch e.Kind {
	case Opens:
		return d.open(e)
	case Acts:
		return d.act(e)
	case Ticks:
		d.tick()
		return nil
	case Calendar:
		return d.recount(e)
	}
	if e.Kind == Corrects { // see Correct
		return refuse(NotToCorrect, "Đính chính cần toàn bộ các bước đã ghi.", "")
	}
	return refuse(UnknownAct, "Hệ thống không biết loại sự kiện này.", "")
}

// draft is a state being changed. Its slices and maps are those of the state
// it began from until they are written: every writer copies first.
type draft struct {
	State
	law     *Law
	on      legaltime.Moment
	round   int
	changed bool
	vouched bool             // the head of the actor's body answers for who did the act
	learned bool             // a fact changed
	owned   bool             // the clocks are copies
	read    func(string) any // for guards; nil until one is asked
	notices []Notice
	links   []Link
	fault   *Refusal // a date that cannot be computed
}

func begin(law *Law, s State, on legaltime.Moment) *draft {
	return &draft{State: s, law: law, on: on, round: roundOf(&s)}
}

// own makes the clocks the draft's, before the first of them is written. What
// is refused, and a day on which nothing happens, cost no copy.
func (d *draft) own() {
	if !d.owned {
		room := len(d.Clocks) + 1 // for one that the act starts
		d.Clocks, d.owned = append(make([]Clock, 0, room), d.Clocks...), true
	}
}

// roundOf is the number of times that another body has taken the case.
func roundOf(s *State) int {
	if n := len(s.Done); n > 0 {
		return s.Done[n-1].Round
	}
	return 0
}

// holds says whether a guard lets through by the facts and policies as they now
// stand in the draft.
func (d *draft) holds(g *guard.Expr) bool {
	if g == nil {
		return true
	}
	if d.read == nil {
		d.read = d.law.reader(&d.State)
	}
	return g.Eval(d.read)
}

// Wake is the earliest date on which a tick has something to do; false when
// there is none. The date may have passed.
func Wake(law *Law, s State) (legaltime.Date, bool) {
	var first legaltime.Date
	if s.Outcome != "" {
		return first, false
	}
	for i := range s.Clocks {
		if d := law.next(&s.Clocks[i]); !d.IsZero() && (first.IsZero() || d.Before(first)) {
			first = d
		}
	}
	return first, !first.IsZero()
}
