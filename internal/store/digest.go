package store

import (
	"context"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/jackc/pgx/v5"
)

// PressedRow is an open case with the running clock that presses it most.
type PressedRow struct {
	Case      string
	Code      string
	Procedure string
	Kind      string
	Plan      string // hash
	Calendar  string // hash
	Unit      string // that answers
	Clock     string
	Due       legaltime.Date
	Excluded  []string // officers whom the case is about
}

// Pressed lists every open case that a running clock presses by a day, each
// once, by unit and due date, after a row of an earlier call (the zero row: from
// the first). Whether anybody handles the case does not matter.
func (s *Store) Pressed(ctx context.Context, by legaltime.Date, after PressedRow, limit int) ([]PressedRow, error) {
	from, place := any("-infinity"), after.Case
	if place == "" {
		place = "00000000-0000-0000-0000-000000000000"
	}
	if !after.Due.IsZero() {
		from = after.Due.String()
	}
	return all(ctx, s, "pressed", func(row pgx.CollectableRow) (p PressedRow, err error) {
		return p, row.Scan(&p.Case, &p.Code, &p.Procedure, &p.Kind, &p.Plan, &p.Calendar, &p.Unit, &p.Clock, civil{&p.Due}, &p.Excluded)
	}, `SELECT c.id, c.code, c.procedure, c.kind, c.plan, c.calendar, c.responsible, k.name, k.due_on,
			ARRAY(SELECT e.user_id FROM case_exclusions e WHERE e.case_id = c.id ORDER BY e.user_id)
		FROM clocks k JOIN cases c ON c.id = k.case_id
		WHERE k.state IN ('running', 'overdue') AND k.due_on <= $1::text::date AND c.outcome = ''
			AND NOT EXISTS (SELECT FROM clocks e WHERE e.case_id = k.case_id AND e.state IN ('running', 'overdue') AND (e.due_on, e.name) < (k.due_on, k.name))
			AND (c.responsible, k.due_on, c.id) > ($2, $3::text::date, $4::uuid)
		ORDER BY c.responsible, k.due_on, c.id LIMIT $5`, by.String(), after.Unit, from, place, limit)
}
