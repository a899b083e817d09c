package store

import (
	"context"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/jackc/pgx/v5"
)

// stoodUntil is the last day on which a clock k that was stopped had run: where it
// was paused, that on which the pause began.
const stoodUntil = ` CASE WHEN split_part(k.body -> 'pauses' ->> -1, '/', 2) = k.body ->> 'ended'
	THEN split_part(k.body -> 'pauses' ->> -1, '/', 1) ELSE k.body ->> 'ended' END::date `

// wasMissed is the condition under which a clock k that is over was missed, as
// machine.Clock.Missed says it.
const wasMissed = ` (k.state = 'overdue' OR k.state = 'met' AND k.body ->> 'late' = 'true' OR k.state = 'stopped' AND` + stoodUntil + `> k.due_on) `

// keepRuns notes how the runs of clocks ended that give way to later ones, before
// these are written over them. A correction begins all runs afresh: what was noted
// stays, for a list that is looked through once more before it is shown.
func (w *writing) keepRuns(b *pgx.Batch, rows []clockRow) {
	again := false
	for _, r := range rows {
		again = again || r.Body.Run > 0
	}
	if !again || w.Event.Kind == machine.Corrects {
		return
	}
	b.Queue(`INSERT INTO clock_runs (case_id, name, run, due_on, missed)
		SELECT k.case_id, k.name, coalesce((k.body ->> 'run')::int, 0), k.due_on,
			coalesce(`+wasMissed+`OR k.state = 'running' AND $3::date > k.due_on OR k.state = 'paused' AND split_part(k.body -> 'pauses' ->> -1, '/', 1)::date > k.due_on, false)
		FROM clocks k JOIN json_to_recordset($2) AS x (name text, body json) ON x.name = k.name
		WHERE k.case_id = $1 AND coalesce((x.body ->> 'run')::int, 0) > coalesce((k.body ->> 'run')::int, 0)
		ON CONFLICT DO NOTHING`, w.Case, jsonArg(rows), dateArg(w.Event.On.Date))
}

// UnsaidRow is a case that has ended, with the clocks that were missed there and of
// which nobody said through whom.
type UnsaidRow struct {
	CaseRow
	Clocks []string // names; what lapses by itself is among them where it was stopped late
}

type unsaidPlace struct {
	Ended string `json:"e"`
	Case  string `json:"c"`
}

var unsaidQuery = `SELECT ` + caseColumns + `, m.names FROM cases c ` + mostUrgent + `
	JOIN LATERAL (SELECT array_agg(DISTINCT x.name ORDER BY x.name) AS names FROM (
			SELECT k.name, coalesce((k.body ->> 'run')::int, 0) AS run FROM clocks k
				WHERE k.case_id = c.id AND (k.state IN ('overdue', 'stopped') OR k.state = 'met' AND k.body ->> 'late' = 'true') AND` + wasMissed + `
			UNION ALL SELECT r.name, r.run FROM clock_runs r WHERE r.case_id = c.id AND r.missed) x
		WHERE NOT EXISTS (SELECT FROM lateness l WHERE l.case_id = c.id AND l.clock = x.name AND l.run = x.run)) m ON m.names IS NOT NULL
	WHERE c.outcome <> '' AND c.responsible = ANY ($2) AND (c.ended, c.id) < ($3::date, $4::uuid) AND ($5 = '' OR c.kind = $5)
		AND ` + barred("c.id") + `AND` + seen("c.id", "$2", "$7", "$8") + `
	ORDER BY c.ended DESC, c.id DESC LIMIT $6`

// UnsaidCases lists the ended cases for which a scope answers and in which a missed
// term has no cause, the one that ended last first. All roles of the scope count:
// the caller hands on those that may say it.
func (s *Store) UnsaidCases(ctx context.Context, scope Scope, kind string, p Page) ([]UnsaidRow, string, error) {
	place := unsaidPlace{Ended: "infinity", Case: "ffffffff-ffff-ffff-ffff-ffffffffffff"}
	if err := p.read(&place); err != nil {
		return nil, "", err
	}
	units, roles, of := scope.posts()
	rows, _ := s.pool.Query(ctx, unsaidQuery, scope.User, units, place.Ended, place.Case, kind, p.limit()+1, roles, of)
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r UnsaidRow, err error) { return r, r.scan(row, &r.Clocks) })
	if err != nil {
		return nil, "", wrapped("unsaid cases", badPlace(err))
	}
	list, next := pageOf(list, p.limit(), func(r UnsaidRow) any { return unsaidPlace{r.Ended.String(), r.ID} })
	return list, next, nil
}
