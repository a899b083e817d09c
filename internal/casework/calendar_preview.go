package casework

import (
	"context"
	"encoding/json"
	"runtime"
	"sync"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// CalendarPreview is what a schedule would do to the cases that are open.
type CalendarPreview struct {
	State    string      `json:"state" enum:"running,ready,stale" doc:"stale: made on another day, or over another calendar than the one in force"`
	At       string      `json:"at,omitempty"`
	Looked   int         `json:"looked" doc:"open cases that were looked at"`
	Cases    int         `json:"cases" doc:"in which a date moves"`
	Clocks   int         `json:"clocks" doc:"terms whose last day moves"`
	Gained   int         `json:"gained" doc:"terms that end later"`
	Lost     int         `json:"lost" doc:"terms that end earlier"`
	Late     int         `json:"late" doc:"terms that become overdue by it"`
	Relieved int         `json:"relieved" doc:"terms that are no longer overdue"`
	Units    []UnitMoves `json:"units" nullable:"false"`
}

// UnitMoves is the same for one body.
type UnitMoves struct {
	Unit     Ref `json:"unit"`
	Cases    int `json:"cases"`
	Clocks   int `json:"clocks"`
	Gained   int `json:"gained"`
	Lost     int `json:"lost"`
	Late     int `json:"late"`
	Relieved int `json:"relieved"`
	Most     int `json:"most" doc:"days: the longest move forward"`
	Least    int `json:"least" doc:"days: the longest move back, negative"`
}

// Move is what a schedule would do to one term.
type Move struct {
	Case     string `json:"case,omitempty" doc:"code; absent where the kind of case is kept secret"`
	Clock    string `json:"clock"`
	Title    string `json:"title"`
	Unit     Ref    `json:"unit"`
	From     string `json:"from"`
	To       string `json:"to"`
	Days     int    `json:"days"`
	Late     bool   `json:"late,omitempty"`
	Relieved bool   `json:"relieved,omitempty"`
}

// Moves is a page of them.
type Moves struct {
	Items []Move `json:"items" nullable:"false"`
	Next  string `json:"next,omitempty"`
}

func (s *Service) preview(ctx context.Context, l store.LayerRow, base string) (*CalendarPreview, error) {
	v := &CalendarPreview{State: "running", Looked: l.Cases, Units: []UnitMoves{}}
	if l.Preview == nil {
		return v, nil
	}
	v.State, v.At = "stale", l.Preview.Format(time.RFC3339)
	if s.fresh(l, base) || l.Status == "published" {
		v.State = "ready"
	}
	counts, err := s.Records.MoveCounts(ctx, l.ID)
	if err != nil {
		return nil, err
	}
	names, err := s.names(ctx, each(counts, func(c store.MoveCount) string { return c.Unit }), nil)
	for _, c := range counts {
		v.Units = append(v.Units, UnitMoves{names.unit(c.Unit), c.Cases, c.Clocks, c.Gained, c.Lost, c.Late, c.Relieved, c.MostGained, c.MostLost})
		v.Cases, v.Clocks, v.Gained, v.Lost = v.Cases+c.Cases, v.Clocks+c.Clocks, v.Gained+c.Gained, v.Lost+c.Lost
		v.Late, v.Relieved = v.Late+c.Late, v.Relieved+c.Relieved
	}
	return v, err
}

// BeginPreview clears the preview of a draft; the answer makes it, which may
// take a while and is best done beside. A preview that breaks off can be begun
// anew a minute later.
func (s *Service) BeginPreview(ctx context.Context, scope access.Scope, id string) (look func(context.Context) error, err error) {
	if !mayReadCalendars(scope) {
		return nil, forbidden()
	}
	l, err := s.Records.Layer(ctx, id)
	if err != nil {
		return nil, known(err)
	}
	rows, err := s.Records.InForce(ctx)
	if err != nil {
		return nil, err
	}
	k, err := s.stackWith(ctx, l, rows)
	if err != nil {
		return nil, err
	}
	if err := s.Records.BeginPreview(ctx, id, store.Base(rows), s.Now()); err != nil {
		return nil, staleCalendar(err)
	}
	return func(ctx context.Context) error { return s.look(ctx, id, k) }, nil
}

// previewBatch is how many cases are read at once.
const previewBatch = 1000

// look goes over all open cases by their ids, to the last.
func (s *Service) look(ctx context.Context, id string, k *stack) error {
	for after := ""; ; {
		cases, err := s.Records.OpenCases(ctx, after, previewBatch)
		if err != nil {
			return err
		}
		rows, err := s.movesOf(cases, k)
		if err != nil {
			return err
		}
		last := len(cases) < previewBatch
		if err := s.Records.AddPreview(ctx, id, rows, len(cases), last, s.Now()); err != nil || last {
			return err
		}
		after = cases[len(cases)-1].ID
	}
}

// movesOf counts cases afresh, on all processors.
func (s *Service) movesOf(cases []store.OpenCase, k *stack) ([]store.MoveRow, error) {
	var (
		wait  sync.WaitGroup
		parts = make([][]store.MoveRow, runtime.GOMAXPROCS(0))
		errs  = make([]error, len(parts))
		now   = s.now()
	)
	for n := range parts {
		wait.Go(func() {
			for i := n; i < len(cases) && errs[n] == nil; i += len(parts) {
				var rows []store.MoveRow
				rows, errs[n] = s.moves(cases[i], k, now)
				parts[n] = append(parts[n], rows...)
			}
		})
	}
	wait.Wait()
	var out []store.MoveRow
	for n := range parts {
		if errs[n] != nil {
			return nil, errs[n]
		}
		out = append(out, parts[n]...)
	}
	return out, nil
}

// moves lets the machine say what the calendar would do to one case: the same
// event that will do it.
func (s *Service) moves(c store.OpenCase, k *stack, now legaltime.Moment) ([]store.MoveRow, error) {
	var st machine.State
	if err := json.Unmarshal(c.State, &st); err != nil {
		return nil, err
	}
	cal := k.of(c.Responsible)
	if st.Calendar == cal.Hash() {
		return nil, nil
	}
	law, err := s.Laws.Law(c.Plan, st.Calendar)
	if err != nil {
		return nil, err
	}
	next, refusal := machine.Follow(law.With(cal), st, machine.Event{Kind: machine.Calendar, Calendar: cal.Hash(), On: legaltime.Day(now.Date)})
	if refusal != nil {
		return nil, nil // a date that no calendar can count stays as it is
	}
	var rows []store.MoveRow
	for i := range st.Clocks {
		if from, to := st.Clocks[i], next.Clocks[i]; from.Due != to.Due {
			rows = append(rows, store.MoveRow{Case: c.ID, Clock: from.Name, Title: law.Clock(from.Name).Title, Unit: c.Responsible,
				OldDue: from.Due.String(), NewDue: to.Due.String(), Days: to.Due.Date.Sub(from.Due.Date),
				Late: late(law, to, now) && !late(law, from, now), Relieved: late(law, from, now) && !late(law, to, now)})
		}
	}
	return rows, nil
}

// late tells whether a clock is overdue at a moment, ticked or not.
func late(law *machine.Law, c machine.Clock, now legaltime.Moment) bool {
	return (c.State == machine.Running || c.State == machine.Overdue) && law.Clock(c.Name).Lapse == nil && now.After(c.Due)
}

// CalendarMoves lists what the preview of a schedule found; unit narrows it
// where it is not empty, late to the terms that become overdue.
func (s *Service) CalendarMoves(ctx context.Context, scope access.Scope, id, unit string, late bool, p Page) (Moves, error) {
	if !mayReadCalendars(scope) {
		return Moves{}, forbidden()
	}
	rows, next, err := s.Records.Moves(ctx, id, unit, late, p.row())
	if err != nil {
		return Moves{}, badCursor(err)
	}
	names, err := s.names(ctx, each(rows, func(r store.MoveRow) string { return r.Unit }), nil)
	out := Moves{Items: []Move{}, Next: next}
	for _, r := range rows {
		m := Move{Clock: r.Clock, Title: r.Title, Unit: names.unit(r.Unit), From: r.OldDue, To: r.NewDue, Days: r.Days, Late: r.Late, Relieved: r.Relieved}
		if !(access.Case{Kind: plan.Kind(r.Kind), Protected: r.Protected}).Secret() {
			m.Case = r.Code
		}
		out.Items = append(out.Items, m)
	}
	return out, err
}
