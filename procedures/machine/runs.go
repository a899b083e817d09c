package machine

import "github.com/donthu/donthu/procedures/legaltime"

// EarlierRun is a run of a clock that gave way to a later one of the same name,
// as it ended, and the body that answered for the case then.
type EarlierRun struct {
	Clock
	Unit string
}

// EarlierRuns are the runs that do not stand in the state any more, in the order in
// which they ended; the present ones do. A run that was still owed when it gave
// way ended on that day. Events and calendar are those of FoldWith. Corrections
// count: runs are those of the facts as they are known at the end.
func EarlierRuns(law *Law, events []Event, calendar func(hash string) (*legaltime.Calendar, error)) ([]EarlierRun, error) {
	var runs []EarlierRun
	_, err := foldNoting(law, events, calendar, func(law *Law, before, after *State, past []Event, e Event) {
		if e.Kind == Corrects {
			runs = runsAfresh(law, past, e)
			return
		}
		runs = append(runs, gaveWay(before, after, e.On.Date)...)
	})
	return runs, err
}

// runsAfresh are the runs of all facts once a correction is made.
func runsAfresh(law *Law, past []Event, e Event) (runs []EarlierRun) {
	facts, r := correctedBy(law, past, e)
	if r != nil {
		return nil
	}
	_, _ = refold(law, facts, e, func(before, after *State, on legaltime.Date) {
		runs = append(runs, gaveWay(before, after, on)...)
	})
	return runs
}

// gaveWay are the clocks that one step replaced by a later run.
func gaveWay(before, after *State, on legaltime.Date) (runs []EarlierRun) {
	for _, c := range before.Clocks {
		if now := clockOf(after.Clocks, c.Name); now == nil || now.Run <= c.Run {
			continue
		}
		if c.live() {
			c.end(Stopped, on)
		}
		runs = append(runs, EarlierRun{c, before.Responsible})
	}
	return runs
}

// Missed tells whether a clock was missed or, on a day, is: met late, overdue, or
// given up when its date had passed. A clock that was given up while it was paused
// stood still since the pause began.
func (c *Clock) Missed(on legaltime.Moment) bool {
	switch c.State {
	case Met:
		return c.Late
	case Overdue:
		return true
	case Running:
		return on.After(c.Due)
	case Stopped:
		return c.stoodUntil().After(c.Due.Date)
	}
	return false
}

// stoodUntil is the last day on which a clock that was stopped had run.
func (c *Clock) stoodUntil() legaltime.Date {
	if n := len(c.Pauses); n > 0 && c.Pauses[n-1].To == c.Ended {
		return c.Pauses[n-1].From
	}
	return c.Ended
}
