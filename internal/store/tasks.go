package store

import (
	"context"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/jackc/pgx/v5"
)

// Urgency says how near a task's due date is, seen from a day.
type Urgency string

// The urgencies, in the order of worklists. A task whose clock is paused or
// that no clock presses has none.
const (
	Overdue Urgency = "overdue" // the due date has passed
	Today   Urgency = "today"   // it is the last day
	Soon    Urgency = "soon"    // due by TaskFilter.Soon
	Later   Urgency = "later"
	None    Urgency = "none"
)

// TaskFilter narrows a worklist.
type TaskFilter struct {
	Today   legaltime.Date // the day from which urgency is reckoned; required
	Soon    legaltime.Date // last due date that counts as soon; zero: Today + 3 days
	Urgency Urgency        // empty: all
	Kind    string         // kind of petition; empty: all
}

func (f TaskFilter) soon() legaltime.Date {
	if f.Soon.IsZero() {
		return f.Today.AddDays(3)
	}
	return f.Soon
}

// due is the range of due dates, both counted, that an urgency means.
func (f TaskFilter) due() (from, to string) {
	from, to = "-infinity", "infinity"
	switch f.Urgency {
	case Overdue:
		to = f.Today.AddDays(-1).String()
	case Today:
		from, to = f.Today.String(), f.Today.String()
	case Soon:
		from, to = f.Today.AddDays(1).String(), f.soon().String()
	case Later:
		from, to = f.soon().AddDays(1).String(), "9999-12-31"
	case None:
		from = "infinity"
	}
	return from, to
}

// TaskRow is one line of a worklist.
type TaskRow struct {
	Case     string
	Code     string
	Kind     string
	Plan     string // hash
	Calendar string // hash
	Stage    string
	Act      string
	Unit     string
	Roles    []string
	Opened   legaltime.Date
	Due      legaltime.Date // zero: nothing presses now
	Urgency  Urgency
	Clock    *machine.Clock // the clock that presses, running or not; nil: none
}

// taskPlace is where a page of a worklist ended.
type taskPlace struct {
	Due  string `json:"d"`
	Case string `json:"c"`
	Act  string `json:"a"`
}

const urgencyOf = `CASE WHEN t.due_on < %[1]s THEN 'overdue' WHEN t.due_on = %[1]s THEN 'today' WHEN t.due_on <= %[2]s THEN 'soon'
	WHEN t.due_on < 'infinity' THEN 'later' ELSE 'none' END`

// tasksQuery walks the index of each of the officer's units in the order of the
// list and stops at the limit, however long the worklists are. Two of the officer's
// desks may have the same task: it is listed once.
var tasksQuery = `SELECT DISTINCT ON (t.due_on, t.case_id, t.act) t.case_id, t.code, t.kind, t.plan, t.calendar, t.stage, t.act, t.unit, t.roles, t.opened,
		nullif(t.due_on, 'infinity'), ` + sqlf(urgencyOf, "$9::date", "$10::date") + `, k.body, t.due_on::text
	FROM unnest($2::text[], $3::text[], $13::text[]) AS p (unit, roles, via) CROSS JOIN LATERAL (
		SELECT t.*, c.code, c.kind, c.plan, c.calendar, c.stage
		FROM tasks t JOIN cases c ON c.id = t.case_id
		WHERE t.unit = p.unit AND t.roles && string_to_array(p.roles, ',')
			AND (t.due_on, t.case_id, t.act) > ($4::date, $5::uuid, $6) AND t.due_on BETWEEN $7::date AND $8::date
			AND ($11 = '' OR c.kind = $11) AND ` + barred("t.case_id") + `AND` + valid("t.case_id") + `
		ORDER BY t.due_on, t.case_id, t.act LIMIT $12) t
	LEFT JOIN clocks k ON k.case_id = t.case_id AND k.name = t.clock
	ORDER BY t.due_on, t.case_id, t.act LIMIT $12`

// Tasks lists the open tasks that the officer may do: those of their units
// that one of their roles there may perform; overdue first, then by due date.
func (s *Store) Tasks(ctx context.Context, scope Scope, f TaskFilter, p Page) ([]TaskRow, string, error) {
	place := taskPlace{Due: "-infinity", Case: "00000000-0000-0000-0000-000000000000"}
	if err := p.read(&place); err != nil {
		return nil, "", err
	}
	units, roles, of := scope.units()
	from, to := f.due()
	rows, _ := s.pool.Query(ctx, tasksQuery, scope.User, units, roles, place.Due, place.Case, place.Act, from, to,
		f.Today.String(), f.soon().String(), f.Kind, p.limit()+1, of)
	found, err := pgx.CollectRows(rows, placedTask)
	if err != nil {
		return nil, "", wrapped("tasks", badPlace(err))
	}
	found, next := pageOf(found, p.limit(), func(t placed) any { return t.place })
	list := make([]TaskRow, len(found))
	for i := range found {
		list[i] = found[i].TaskRow
	}
	return list, next, nil
}

type placed struct {
	TaskRow
	place taskPlace
}

func placedTask(row pgx.CollectableRow) (t placed, err error) {
	err = row.Scan(&t.Case, &t.Code, &t.Kind, &t.Plan, &t.Calendar, &t.Stage, &t.Act, &t.Unit, &t.Roles,
		civil{&t.Opened}, civil{&t.Due}, &t.Urgency, &t.Clock, &t.place.Due)
	t.place.Case, t.place.Act = t.Case, t.Act
	return t, err
}

// taskCounts counts what each desk has. Only where somebody works for others too
// can two desks have the same task; telling tasks apart is dear in long lists.
var (
	taskCounts    = taskCountsOf(`count(*)`)
	taskCountsFor = taskCountsOf(`count(DISTINCT (t.case_id, t.act))`)
)

func taskCountsOf(count string) string {
	return `SELECT ` + sqlf(urgencyOf, "$4::date", "$5::date") + `, ` + count + `
	FROM unnest($2::text[], $3::text[], $7::text[]) AS p (unit, roles, via)
	JOIN tasks t ON t.unit = p.unit AND t.roles && string_to_array(p.roles, ',')
	WHERE ($6 = '' OR EXISTS (SELECT FROM cases c WHERE c.id = t.case_id AND c.kind = $6)) AND ` + barred("t.case_id") + `AND` + valid("t.case_id") + `
	GROUP BY 1`
}

// TaskCounts counts the officer's open tasks by urgency, whatever urgency the
// filter asks for. An urgency without a task is missing.
func (s *Store) TaskCounts(ctx context.Context, scope Scope, f TaskFilter) (map[Urgency]int, error) {
	units, roles, of := scope.units()
	query := taskCounts
	if len(scope.For) > 0 {
		query = taskCountsFor
	}
	rows, _ := s.pool.Query(ctx, query, scope.User, units, roles, f.Today.String(), f.soon().String(), f.Kind, of)
	counts := map[Urgency]int{}
	var urgency Urgency
	var n int
	_, err := pgx.ForEachRow(rows, []any{&urgency, &n}, func() error {
		counts[urgency] = n
		return nil
	})
	return counts, wrapped("task counts", err)
}
