package machine

import "github.com/donthu/donthu/procedures/legaltime"

// Advance is the meaning of a procedure: what an event makes of a case, and
// what the world must do because of it. It never changes its argument. On a
// refusal the state comes back as it was, and there are no commands.
func Advance(law *Law, s State, e Event) (State, []Command, *Refusal) { return s, nil, nil }

// Next says what an actor may do with a case on a date, and for what they may
// not yet do, why.
func Next(law *Law, s State, actor Actor, on legaltime.Moment) []Offer { return nil }

// Tasks are the open tasks of a case.
func Tasks(law *Law, s State) []Task { return nil }

// Wake is the earliest date on which a tick has something to do; false when
// there is none.
func Wake(law *Law, s State) (legaltime.Date, bool) { return legaltime.Date{}, false }

// Explain says why the newest clock of a name falls due when it does. Open
// pauses are counted up to asOf.
func Explain(law *Law, s State, clock string, asOf legaltime.Date) (legaltime.Result, error) {
	return legaltime.Result{}, nil
}

// Fold rebuilds the state of a case from its recorded events.
func Fold(law *Law, events []Event) (State, error) { return State{}, nil }

// Sample gives lawful values for the fields of an act's form.
func Sample(law *Law, s State, act string, on legaltime.Moment) map[string]any { return nil }
