package store

import (
	"context"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/jackc/pgx/v5"
)

type latePlace struct {
	Due  string `json:"d"`
	Case string `json:"c"`
}

var lateQuery = `SELECT ` + caseColumns + ` FROM clocks x
	JOIN cases c ON c.id = x.case_id
	JOIN LATERAL (SELECT k.body, k.name FROM clocks k
		WHERE k.case_id = c.id AND k.state IN ('running', 'overdue') ORDER BY k.due_on, k.name LIMIT 1) k ON k.name = x.name
	WHERE x.state IN ('running', 'overdue') AND x.due_on < $3::date AND c.outcome = ''
		AND (x.due_on, c.id) > ($4::date, $5::uuid) AND ($6 = '' OR c.kind = $6) AND ` + barred("c.id") + `AND` + seen("c.id", "$2", "$8", "$9") + `
	ORDER BY x.due_on, c.id LIMIT $7`

// LateCases lists the open cases that the officer may see and in which
// a term has passed before today, latest first: what heads answer for.
func (s *Store) LateCases(ctx context.Context, scope Scope, kind string, today legaltime.Date, p Page) ([]CaseRow, string, error) {
	place := latePlace{Due: "-infinity", Case: "00000000-0000-0000-0000-000000000000"}
	if err := p.read(&place); err != nil {
		return nil, "", err
	}
	units, roles, of := scope.posts()
	rows, _ := s.pool.Query(ctx, lateQuery, scope.User, units, today.String(), place.Due, place.Case, kind, p.limit()+1, roles, of)
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c CaseRow, err error) { return c, c.scan(row) })
	if err != nil {
		return nil, "", wrapped("late cases", err)
	}
	list, next := pageOf(list, p.limit(), func(c CaseRow) any { return latePlace{c.Clock.Due.Date.String(), c.ID} })
	return list, next, nil
}
