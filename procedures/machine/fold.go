package machine

import (
	"fmt"

	"github.com/donthu/donthu/procedures/legaltime"
)

// Fold rebuilds the state of a case from its recorded events, all of which were
// counted by the law's calendar. It fails where the law refuses one of them.
func Fold(law *Law, events []Event) (State, error) {
	own := law.calendar.Hash()
	return FoldWith(law, events, func(hash string) (*legaltime.Calendar, error) {
		if hash != own {
			return nil, fmt.Errorf("the record names another calendar: %s", hash)
		}
		return law.calendar, nil
	})
}

// FoldWith is Fold for a record in which the calendar changed: from each event
// that names a calendar on, dates are counted by the one of that hash.
func FoldWith(law *Law, events []Event, calendar func(hash string) (*legaltime.Calendar, error)) (State, error) {
	return foldNoting(law, events, calendar, func(*Law, *State, *State, []Event, Event) {})
}

// foldNoting folds and shows each step, with the law by which it was counted.
func foldNoting(law *Law, events []Event, calendar func(hash string) (*legaltime.Calendar, error), note func(law *Law, before, after *State, past []Event, e Event)) (State, error) {
	var s State
	for i := range events {
		e := &events[i]
		if e.Calendar != "" {
			cal, err := calendar(e.Calendar)
			if err != nil {
				return s, fmt.Errorf("event %d: %w", i+1, err)
			}
			law = law.With(cal)
		}
		next, refusal := followIn(law, s, events[:i], *e)
		if refusal != nil {
			return s, fmt.Errorf("event %d (%s %s): %w", i+1, e.Kind, e.Act, refusal)
		}
		if e.Seq != 0 && next.Seq != e.Seq {
			return s, fmt.Errorf("event %d (%s %s): recorded as step %d, folds to step %d", i+1, e.Kind, e.Act, e.Seq, next.Seq)
		}
		note(law, &s, &next, events[:i], *e)
		s = next
	}
	return s, nil
}

// followIn is Follow for any kind of event: a correction needs its past.
func followIn(law *Law, s State, past []Event, e Event) (State, *Refusal) {
	if e.Kind != Corrects {
		return Follow(law, s, e)
	}
	next, _, refusal := Correct(law, s, past, e)
	return next, refusal
}
