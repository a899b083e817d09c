package casework

import (
	"context"
	"errors"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// Page says which part of a list is wanted.
type Page struct {
	Cursor string
	Limit  int
}

func (p Page) row() store.Page { return store.Page{Cursor: p.Cursor, Limit: p.Limit} }

// Tasks is the worklist of an officer: what presses most comes first.
func (s *Service) Tasks(ctx context.Context, scope access.Scope, urgency, kind string, p Page) (Worklist, error) {
	days, err := s.Laws.Days(ctx)
	if err != nil {
		return Worklist{}, err
	}
	today, own := s.Today(), scopeOf(scope)
	f := store.TaskFilter{Today: today, Soon: days.AddWorkingDays(today, soonDays), Urgency: store.Urgency(urgency), Kind: kind}
	rows, next, err := s.Records.Tasks(ctx, own, f, p.row())
	if err != nil {
		return Worklist{}, badCursor(err)
	}
	counts, err := s.Records.TaskCounts(ctx, own, f)
	if err != nil {
		return Worklist{}, err
	}
	names, err := s.names(ctx, each(rows, func(r store.TaskRow) string { return r.Unit }), nil)
	if err != nil {
		return Worklist{}, err
	}
	list := Worklist{Next: next, Counts: Counts{counts[store.Overdue], counts[store.Today], counts[store.Soon], counts[store.Later], counts[store.None]}, Items: []TaskRow{}}
	for _, r := range rows {
		row, err := s.taskRow(r, names)
		if err != nil {
			return Worklist{}, err
		}
		list.Items = append(list.Items, row)
	}
	return list, nil
}

func (s *Service) taskRow(r store.TaskRow, names names) (TaskRow, error) {
	law, err := s.Laws.Law(r.Plan, r.Calendar)
	if err != nil {
		return TaskRow{}, err
	}
	p, act := law.Plan(), law.Plan().Act(r.Act)
	return TaskRow{
		Case: CaseRef{r.Case, r.Code, r.Kind, p.Procedure, p.Title, named(p, r.Stage)},
		Act:  r.Act, Title: act.Title, Role: r.Roles[0], RoleTitle: roleTitle(p, act.Roles), Unit: names.unit(r.Unit),
		Opened: r.Opened.String(), Deadline: s.chip(law, r.Clock), Urgency: string(r.Urgency),
	}, nil
}

// chip is a clock in short: lists do not explain their dates.
func (s *Service) chip(law *machine.Law, c *machine.Clock) *Deadline {
	if c == nil {
		return nil
	}
	d := viewDeadline(law, machine.State{}, *c, s.now(), false)
	return &d
}

// Listing says which cases are wanted.
type Listing struct {
	State, Kind, Code string
	Late              bool // only those in which a term has passed, latest first
	Unsaid            bool // only ended ones of the officer as head, of whose missed terms nobody said the cause
}

// Cases lists the cases that an officer may see, newest first.
func (s *Service) Cases(ctx context.Context, scope access.Scope, l Listing, p Page) (CaseList, error) {
	rows, next, err := s.cases(ctx, scope, l, p)
	if err != nil {
		return CaseList{}, badCursor(err)
	}
	names, err := s.names(ctx, each(rows, func(r store.CaseRow) string { return r.Responsible }), nil)
	if err != nil {
		return CaseList{}, err
	}
	list := CaseList{Next: next, Items: []CaseRow{}}
	for _, r := range rows {
		law, err := s.Laws.Law(r.Plan, r.Calendar)
		if err != nil {
			return CaseList{}, err
		}
		list.Items = append(list.Items, s.caseRow(r, law, names))
	}
	return list, nil
}

func (s *Service) cases(ctx context.Context, scope access.Scope, l Listing, p Page) ([]store.CaseRow, string, error) {
	if l.Unsaid {
		rows, next, err := s.Records.UnsaidCases(ctx, asHead(scope), l.Kind, p.row())
		if err != nil {
			return nil, "", err
		}
		list, err := s.unsaid(rows)
		return list, next, err
	}
	if l.Late {
		return s.Records.LateCases(ctx, scopeOf(scope), l.Kind, s.Today(), p.row())
	}
	return s.Records.Cases(ctx, scopeOf(scope), store.CaseFilter{State: l.State, Kind: l.Kind, Code: l.Code}, p.row())
}

func (s *Service) caseRow(r store.CaseRow, law *machine.Law, names names) CaseRow {
	p := law.Plan()
	return CaseRow{
		ID: r.ID, Code: r.Code, Kind: r.Kind, Procedure: p.Procedure, ProcedureTitle: p.Title, Version: p.Version,
		Stage: named(p, r.Stage), Responsible: names.unit(r.Responsible), Opened: r.Opened.String(), Outcome: r.Outcome, Deadline: s.chip(law, r.Clock),
	}
}

func badCursor(err error) error {
	if errors.Is(err, store.ErrCursor) {
		return refuse(WrongValue, "Trang danh sách không đọc được; xin mở lại danh sách từ đầu.")
	}
	return err
}

// CalendarDay is one entry of a year's calendar.
type CalendarDay struct {
	Date    string `json:"date"`
	Name    string `json:"name"`
	Working bool   `json:"working"`
	Kind    string `json:"kind" enum:"off,compensatory,swapped,worked"`
	Source  string `json:"source"`
}

// CalendarYear is what the calendar says of a year beyond its weekends.
type CalendarYear struct {
	Year        int           `json:"year"`
	Name        string        `json:"name"`
	Hash        string        `json:"hash"`
	Provisional bool          `json:"provisional"`
	Announced   string        `json:"announced,omitempty" doc:"the document that announces the schedule of the year"`
	Days        []CalendarDay `json:"days" nullable:"false"`
}

// Calendar shows the calendar by which a body counts (none: the nation's) for a
// year.
func (s *Service) Calendar(ctx context.Context, unit string, year int) (CalendarYear, error) {
	cal, err := s.Laws.DaysOf(ctx, unit)
	if err != nil {
		return CalendarYear{}, err
	}
	out := CalendarYear{Year: year, Name: cal.Name(), Hash: cal.Hash(), Announced: cal.Announced(year), Days: []CalendarDay{}}
	for d := legaltime.NewDate(year, 1, 1); d.Year() == year; d = d.AddDays(1) {
		day := cal.Day(d)
		out.Provisional = out.Provisional || day.Provisional
		if day.Kind != legaltime.Ordinary && day.Kind != legaltime.Weekend {
			out.Days = append(out.Days, CalendarDay{d.String(), day.Name, day.Working, string(day.Kind), day.Source})
		}
	}
	return out, nil
}
