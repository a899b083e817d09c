package store

import (
	"context"
	"encoding/json"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/jackc/pgx/v5"
)

// AsleepRow is an open case whose alarm date has come and whose state, as it
// stands, the sweep has not looked at on that day.
type AsleepRow struct {
	Case     string
	Plan     string // hash
	Calendar string // hash
	Wake     legaltime.Date
	State    machine.State
}

// Asleep lists them in the order of their alarm dates, after a row of an
// earlier call (the zero row: from the first).
func (s *Store) Asleep(ctx context.Context, today legaltime.Date, after AsleepRow, limit int) ([]AsleepRow, error) {
	place := after.Case
	if place == "" {
		place = "00000000-0000-0000-0000-000000000000"
	}
	from := any("-infinity")
	if !after.Wake.IsZero() {
		from = after.Wake.String()
	}
	return all(ctx, s, "asleep", func(row pgx.CollectableRow) (a AsleepRow, err error) {
		var state []byte
		if err = row.Scan(&a.Case, &a.Plan, &a.Calendar, civil{&a.Wake}, &state); err != nil {
			return a, err
		}
		return a, json.Unmarshal(state, &a.State)
	}, `SELECT id, plan, calendar, wake, state FROM cases
		WHERE outcome = '' AND wake <= $1::text::date AND (raised_on IS DISTINCT FROM $1::text::date OR raised_seq <> seq)
			AND (wake, id) > ($2::text::date, $3::uuid)
		ORDER BY wake, id LIMIT $4`, today.String(), from, place, limit)
}

// Raised is what a day raised in a case as it stood: its rungs, perhaps none.
type Raised struct {
	Case    string
	Seq     int // of the state
	Notices []machine.Notice
}

type raisedRow struct {
	Case string `json:"case"`
	noticeRow
}

// Raise puts rungs of many cases into the outbox in one transaction, each rung
// once however often it is raised, here or by a step, and notes that the cases
// were looked at on that day. A case that moved on meanwhile, or that a step is
// being written for, is left out: the next sweep finds it. It says how many rungs nobody had
// raised before.
func (s *Store) Raise(ctx context.Context, all []Raised, today legaltime.Date, now time.Time) (n int, err error) {
	ids, seqs, rows := make([]string, len(all)), make([]int, len(all)), []raisedRow{}
	for i, r := range all {
		ids[i], seqs[i] = r.Case, r.Seq
		for _, notice := range r.Notices {
			rows = append(rows, raisedRow{r.Case, rungRow(notice, now)})
		}
	}
	err = s.pool.QueryRow(ctx, `WITH mine AS (
			SELECT c.id, c.seq, c.responsible, c.superior, c.receiver FROM cases c
			JOIN unnest($1::uuid[], $2::int[]) AS x (id, seq) ON c.id = x.id AND c.seq = x.seq
			WHERE c.outcome = '' FOR UPDATE OF c SKIP LOCKED),
		raised AS (
			INSERT INTO outbox (case_id, seq, unit, superior, receiver, kind, clock, run, rung, does, roles, date, due, not_before, wanted, urgent, asks)
			SELECT m.id, m.seq + 1, m.responsible, m.superior, m.receiver, x.kind, x.clock, x.run, x.rung, x.does, coalesce(x.roles, '{}'), x.date, x.due, x.not_before, x.not_before, x.urgent, x.asks
			FROM json_to_recordset($3) AS x ("case" uuid, kind text, clock text, run int, rung int, does text, roles text[], date date, due text,
				not_before timestamptz, urgent boolean, asks boolean) JOIN mine m ON m.id = x."case"
			ON CONFLICT DO NOTHING RETURNING 1),
		looked AS (UPDATE cases c SET raised_seq = m.seq, raised_on = $4::text::date FROM mine m WHERE c.id = m.id)
		SELECT count(*) FROM raised`, ids, seqs, jsonArg(rows), today.String()).Scan(&n)
	return n, wrapped("raise", err)
}
