package store

import (
	"encoding/json"
	"time"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/jackc/pgx/v5"
)

// The rows below go to PostgreSQL as one JSON argument a table, so that a step
// costs the same round trip however many clocks it touches.

type clockRow struct {
	Name  string             `json:"name"`
	State machine.ClockState `json:"state"`
	DueOn any                `json:"due_on"`
	Body  machine.Clock      `json:"body"`
}

func (w *writing) setClocks(b *pgx.Batch) {
	var rows []clockRow
	for _, c := range w.of(machine.SetClock) {
		rows = append(rows, clockRow{c.Clock.Name, c.Clock.State, dateArg(c.Clock.Due.Date), *c.Clock})
	}
	if len(rows) == 0 {
		return
	}
	w.keepRuns(b, rows)
	b.Queue(`INSERT INTO clocks (case_id, name, state, due_on, body)
		SELECT $1, name, state, due_on, body
		FROM json_to_recordset($2) AS x (name text, state text, due_on date, body json)
		ON CONFLICT (case_id, name) DO UPDATE SET state = excluded.state, due_on = excluded.due_on, body = excluded.body`,
		w.Case, jsonArg(newest(rows, func(r clockRow) string { return r.Name })))
	if w.Event.Seq > 1 {
		w.withdraw(b)
		w.restore(b)
	}
}

// withdraw takes back what was raised and not told yet, where there is nothing
// to remind of any more: the clock was met, stopped or paused, its due date
// moved, or it never began. That a term passed stays true when it is met afterwards,
// but then nobody further up has to hear of it.
func (w *writing) withdraw(b *pgx.Batch) {
	b.Queue(`WITH moot AS (
			SELECT o.id FROM outbox o LEFT JOIN clocks k ON k.case_id = o.case_id AND k.name = o.clock
			WHERE o.case_id = $1 AND o.kind = 'notify' AND NOT coalesce(`+sameDue+`AND (k.state IN ('running', 'overdue')
				OR k.state = 'met' AND o.again = 0 AND o.does = 'escalate' AND coalesce(k.body ->> 'late', '') = 'true'), false)),
		letters AS (UPDATE deliveries SET state = 'moot' WHERE state IN ('waiting', 'held') AND leased IS NULL AND outbox_id IN (SELECT id FROM moot))
		UPDATE outbox SET state = 'moot' WHERE state = 'waiting' AND leased IS NULL AND id IN (SELECT id FROM moot)`, w.Case)
}

// sameDue is the condition under which clock k still ends on the date for which
// rung o was raised, and did not end and start anew since. The machine raises a
// rung once for a date, whatever the hour: what was withdrawn for another hour of
// it would never be told.
const sameDue = ` left(k.body ->> 'due', 10) = left(o.due, 10) AND coalesce((k.body ->> 'run')::int, 0) = o.run `

type taskRow struct {
	Act    string   `json:"act"`
	Unit   string   `json:"unit"`
	Roles  []string `json:"roles"`
	Clock  string   `json:"clock"`
	OwnDue any      `json:"own_due"`
}

// setTasks closes, then opens: a task that is closed and opened by one step
// (another body took the case) is a new one.
func (w *writing) setTasks(b *pgx.Batch) {
	var closed []string
	for _, c := range w.of(machine.CloseTask) {
		closed = append(closed, c.Task.Act)
	}
	if len(closed) > 0 {
		b.Queue(`DELETE FROM tasks WHERE case_id = $1 AND act = ANY ($2)`, w.Case, closed)
	}
	var opened []taskRow
	for _, c := range w.of(machine.OpenTask) {
		t := c.Task
		opened = append(opened, taskRow{t.Act, t.Unit, t.Roles, t.Clock, dateArg(t.Due.Date)})
	}
	if len(opened) > 0 {
		w.openTasks(b, opened)
	}
	if len(opened) > 0 || len(w.of(machine.SetClock)) > 0 {
		w.orderTasks(b)
	}
}

func (w *writing) openTasks(b *pgx.Batch, rows []taskRow) {
	b.Queue(`INSERT INTO tasks (case_id, act, unit, roles, clock, own_due, opened)
		SELECT $1, act, unit, coalesce(roles, '{}'), clock, own_due, $3
		FROM json_to_recordset($2) AS x (act text, unit text, roles text[], clock text, own_due date)
		ON CONFLICT (case_id, act) DO UPDATE SET unit = excluded.unit, roles = excluded.roles,
			clock = excluded.clock, own_due = excluded.own_due`,
		w.Case, jsonArg(newest(rows, func(r taskRow) string { return r.Act })), dateArg(w.Event.On.Date))
}

// orderTasks gives every task of the case its place in worklists: the due date
// of its clock while that runs, none while it is paused or over.
func (w *writing) orderTasks(b *pgx.Batch) {
	b.Queue(`UPDATE tasks t SET due_on = x.due FROM (
			SELECT t.act, coalesce(CASE WHEN c.name IS NULL THEN t.own_due
				WHEN c.state IN ('running', 'overdue') THEN c.due_on END, 'infinity') AS due
			FROM tasks t LEFT JOIN clocks c ON c.case_id = t.case_id AND c.name = t.clock
			WHERE t.case_id = $1) x
		WHERE t.case_id = $1 AND t.act = x.act AND t.due_on <> x.due`, w.Case)
}

type noticeRow struct {
	Kind      machine.CommandKind `json:"kind"`
	Clock     string              `json:"clock"`
	Run       int                 `json:"run"`
	Rung      int                 `json:"rung"`
	Does      string              `json:"does"`
	Roles     []string            `json:"roles"`
	Date      any                 `json:"date"`
	Due       string              `json:"due"`
	NotBefore time.Time           `json:"not_before"`
	Urgent    bool                `json:"urgent"`
	Asks      bool                `json:"asks"`
}

// setNotices fills the outbox. A rung that was raised before for the same due
// date of the same run of its clock is not raised again.
func (w *writing) setNotices(b *pgx.Batch) {
	var rows []noticeRow
	for _, c := range w.of(machine.Notify, machine.HandOver, machine.End) {
		if c.Kind == machine.HandOver && w.Event.Kind == machine.Opens {
			continue // who receives a petition knows it
		}
		rows = append(rows, w.notice(c))
	}
	if len(rows) == 0 {
		return
	}
	receiver := ""
	if w.State.Handoff != nil {
		receiver = w.State.Handoff.To
	}
	b.Queue(`INSERT INTO outbox (case_id, seq, unit, superior, receiver, kind, clock, run, rung, does, roles, date, due, not_before, wanted, urgent, asks)
		SELECT $1, $2, $3, $4, $5, kind, clock, run, rung, does, coalesce(roles, '{}'), date, due, not_before, not_before, urgent, asks
		FROM json_to_recordset($6) AS x (kind text, clock text, run int, rung int, does text, roles text[], date date, due text,
			not_before timestamptz, urgent boolean, asks boolean)
		ON CONFLICT DO NOTHING`,
		w.Case, w.Event.Seq, w.State.Responsible, w.State.Superior, receiver, jsonArg(rows))
}

// notice is due at once, or at the start of its own day where that is to come.
func (w *writing) notice(c machine.Command) noticeRow {
	if c.Kind == machine.Notify && c.Notice != nil {
		return rungRow(*c.Notice, w.Event.At)
	}
	return noticeRow{Kind: c.Kind, Rung: -1, Date: dateArg(w.Event.On.Date), NotBefore: w.Event.At}
}

// rungRow is a rung that was raised at an instant. What is due at an hour is
// urgent, as is what the procedure says is: it does not wait for an office to
// open.
func rungRow(n machine.Notice, at time.Time) noticeRow {
	if day := n.Date.At(0, 0); day.After(at) {
		at = day
	}
	return noticeRow{Kind: machine.Notify, Clock: n.Clock, Run: n.Run, Rung: n.Rung, Does: string(n.Does), Roles: n.To,
		Date: dateArg(n.Date), Due: n.Due.String(), NotBefore: at, Urgent: n.Urgent || n.Due.HasTime(), Asks: n.Asks}
}

// newest keeps the last row of each key, in order: one statement may not touch
// a row twice.
func newest[R any](rows []R, key func(R) string) []R {
	at, out := map[string]int{}, rows[:0:0]
	for _, r := range rows {
		if i, seen := at[key(r)]; seen {
			out[i] = r
			continue
		}
		at[key(r)] = len(out)
		out = append(out, r)
	}
	return out
}

// jsonArg is an argument of type json. The row types above always marshal.
func jsonArg(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic("store: " + err.Error())
	}
	return text
}
