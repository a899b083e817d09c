package store

import (
	"context"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/jackc/pgx/v5"
)

// setLinks writes down which cases the step names as earlier or later than its
// own. A pair is linked once; what is no case of the record is passed over: the
// verbs have refused it before.
func (w *writing) setLinks(b *pgx.Batch) {
	for _, c := range w.of(machine.LinkCase) {
		b.Queue(`INSERT INTO case_links (earlier, later, case_id, seq, field)
			SELECT CASE WHEN $5 THEN $1 ELSE c.id END, CASE WHEN $5 THEN c.id ELSE $1 END, $1, $2, $3
			FROM cases c WHERE c.id = $4::uuid AND c.id <> $1 ON CONFLICT DO NOTHING`,
			w.Case, w.Event.Seq, c.Link.Field, uuidArg(c.Link.Case), c.Link.Later)
	}
}

// LinkRow is a case beside another, as one officer may see it.
type LinkRow struct {
	CaseRow
	Later bool // it grew out of the other
	Shown bool // the officer may open it
	Above bool // their unit is the direct superior of the body that answers for it
}

var linksQuery = `SELECT ` + caseColumns + `, l.later, l.shown, c.superior = ANY ($2) FROM (
		SELECT l.*, ` + seen("l.id", "$2", "$4", "$5") + ` AS shown FROM (
			SELECT later AS id, true AS later FROM case_links WHERE earlier = $3
			UNION ALL SELECT earlier, false FROM case_links WHERE later = $3) l) l
	JOIN cases c ON c.id = l.id ` + mostUrgent + `
	WHERE (l.shown OR NOT l.later) AND ` + barred("c.id") + `
	ORDER BY l.later, c.opened, c.id`

// Links are the cases out of which a case grew and those that grew out of it,
// earlier first. An earlier case stands on the later one's petition, so whoever
// sees the one knows of the other; a later one is listed only where the officer
// may see it. The caller has asked Case about the case itself.
func (s *Store) Links(ctx context.Context, scope Scope, caseID string) ([]LinkRow, error) {
	units, roles, of := scope.posts()
	return all(ctx, s, "links", func(row pgx.CollectableRow) (l LinkRow, err error) {
		return l, l.scan(row, &l.Later, &l.Shown, &l.Above)
	}, linksQuery, scope.User, units, caseID, roles, of)
}

var knownQuery = `SELECT ` + caseColumns + `, c.state FROM cases c ` + mostUrgent + `
	WHERE (c.id = $3::uuid OR c.code = $4) AND ` + barred("c.id") + `
		AND (c.superior = ANY ($6) OR ` + seen("c.id", "$2", "$5", "$7") + `)`

// CaseBelow is Case, and also finds a case for whose body one of the units above
// is the direct superior: to which a remedy against it goes.
func (s *Store) CaseBelow(ctx context.Context, scope Scope, above []string, idOrCode string) (CaseRow, machine.State, error) {
	units, roles, of := scope.posts()
	rows, _ := s.pool.Query(ctx, knownQuery, scope.User, units, uuidArg(idOrCode), idOrCode, roles, above, of)
	var state machine.State
	c, err := pgx.CollectExactlyOneRow(rows, func(row pgx.CollectableRow) (c CaseRow, err error) {
		return c, c.scan(row, &state)
	})
	return c, state, wrapped("case below", found(err))
}
