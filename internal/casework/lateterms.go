package casework

import (
	"fmt"
	"slices"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// lateTerm is one run of a clock that was missed or, on a day, is.
type lateTerm struct {
	clock string
	run   int // how often it ran before
	title string
	due   legaltime.Moment
	unit  string // body that answered for the case then
}

// field begins the names of what is asked of the term.
func (t lateTerm) field() string {
	if t.run == 0 {
		return t.clock
	}
	return fmt.Sprintf("%s.%d", t.clock, t.run)
}

// saidOf tells whether a row of the record is about the term.
func (t lateTerm) saidOf(r store.LatenessRow) bool { return r.Clock == t.clock && r.Run == t.run }

// answeredBy tells whether a cause that is said now is about it.
func (t lateTerm) answeredBy(c LateCause) bool { return c.Clock == t.clock && c.Run == t.run }

// lateTerms are all terms of a case that were missed, also those that ran anew
// since, for another body perhaps. What lapses by itself is nobody's duty.
func (s *Service) lateTerms(law *machine.Law, st machine.State, past []machine.Event, on legaltime.Moment) (list []lateTerm) {
	runs := s.earlierRuns(law, st, past)
	for _, c := range st.Clocks {
		runs = append(runs, machine.EarlierRun{Clock: c, Unit: st.Responsible})
	}
	for _, r := range runs {
		if p := law.Clock(r.Name); p != nil && p.Lapse == nil && r.Missed(on) {
			list = append(list, lateTerm{r.Name, r.Run, runTitle(p.Title, r.Clock, st), r.Due, r.Unit})
		}
	}
	return list
}

// recorded are the events of a case as they stand in the record.
func recorded(steps []store.StepRow) []machine.Event {
	return each(steps, func(st store.StepRow) machine.Event { return st.Event })
}

// earlierRuns folds the past only where a clock of the case started anew. A record
// that cannot be folded is the audit's business: it keeps nobody from the page.
func (s *Service) earlierRuns(law *machine.Law, st machine.State, past []machine.Event) []machine.EarlierRun {
	if !ranAnew(st) {
		return nil
	}
	runs, err := machine.EarlierRuns(law, past, func(hash string) (*legaltime.Calendar, error) {
		l, err := s.Laws.Law(st.Plan, hash)
		if err != nil {
			return nil, err
		}
		return l.Calendar(), nil
	})
	if err != nil {
		s.Log.Error().Err(err).Msg("earlier runs of clocks cannot be told")
	}
	return runs
}

// ranAnew tells whether a clock of the case had run before.
func ranAnew(st machine.State) bool {
	return slices.ContainsFunc(st.Clocks, func(c machine.Clock) bool { return c.Run > 0 })
}

// runTitle tells the runs of one clock apart.
func runTitle(title string, c machine.Clock, st machine.State) string {
	for _, now := range st.Clocks {
		if now.Name == c.Name && now.Run > 0 {
			return fmt.Sprintf("%s (lần %d)", title, c.Run+1)
		}
	}
	return title
}

// asHead narrows a scope to what its officer holds as head.
func asHead(scope access.Scope) store.Scope {
	all := scopeOf(scope)
	out := store.Scope{User: all.User, Roles: map[string][]string{}}
	for unit, roles := range all.Roles {
		if slices.Contains(roles, access.Heads) {
			out.Roles[unit] = []string{access.Heads}
		}
	}
	for _, x := range all.For {
		if x.Role == access.Heads {
			out.For = append(out.For, x)
		}
	}
	return out
}

// unsaid lists the cases of the officer's bodies, as their head, that have ended by
// themselves while a missed term had no cause.
func (s *Service) unsaid(rows []store.UnsaidRow) (list []store.CaseRow, err error) {
	for _, r := range rows {
		law, err := s.Laws.Law(r.Plan, r.Calendar)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(r.Clocks, func(name string) bool { c := law.Clock(name); return c != nil && c.Lapse == nil }) {
			list = append(list, r.CaseRow)
		}
	}
	return list, nil
}
