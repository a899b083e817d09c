package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/donthu/donthu/procedures/plan"
)

// Relation says why an officer is kept from a case.
type Relation string

// The relations.
const (
	Subject Relation = "subject" // the case is about them
	Close   Relation = "close"   // they are a relative of somebody whom it is about, or close otherwise
)

// ExclusionRow is an officer who is barred from a case.
type ExclusionRow struct {
	User     string
	Relation Relation
	Reason   string // an officer's own words
}

// Exclude bars officers from a case: it is about them, so they never see it,
// handle it or are told of it. A mail to them that waits is not sent. They are
// barred from the cases beside it, too: from those that grew out of it; and where
// it is kept as secret as a denunciation, from those out of which it grew, which
// tell of it.
func (s *Store) Exclude(ctx context.Context, caseID string, users ...string) error {
	return s.ExcludeFor(ctx, caseID, Subject, "", users...)
}

// ExcludeFor is Exclude with a relation and a reason.
func (s *Store) ExcludeFor(ctx context.Context, caseID string, relation Relation, reason string, users ...string) error {
	b := &pgx.Batch{}
	b.Queue(`INSERT INTO exclusions (case_id, user_id, relation, reason) SELECT $1, u, $3, $4 FROM unnest($2::text[]) u
		ON CONFLICT (case_id, user_id) DO UPDATE SET relation = excluded.relation, reason = excluded.reason, lifted = NULL
		WHERE exclusions.lifted IS NOT NULL`, caseID, users, relation, reason)
	spread(b, caseID)
	return wrapped("exclude", s.pool.SendBatch(ctx, b).Close())
}

// ExcludeAlike bars from a case, and from those beside it, whoever is barred from
// another. Whoever was let in again stays so.
func (s *Store) ExcludeAlike(ctx context.Context, from, to string) error {
	b := &pgx.Batch{}
	b.Queue(`INSERT INTO exclusions (case_id, user_id, relation, reason) SELECT $2, user_id, relation, reason FROM case_exclusions WHERE case_id = $1
		ON CONFLICT DO NOTHING`, from, to)
	spread(b, to)
	return wrapped("exclude alike", s.pool.SendBatch(ctx, b).Close())
}

// beside walks from case $1 along the links by which a bar travels.
const beside = `WITH RECURSIVE beside AS (
		SELECT $1::uuid AS id
		UNION SELECT x.id FROM beside b CROSS JOIN LATERAL (
			SELECT later AS id FROM case_links WHERE earlier = b.id
			UNION ALL SELECT l.earlier FROM case_links l JOIN cases c ON c.id = b.id WHERE l.later = b.id AND (c.protected OR c.kind = ANY ($2))) x)`

// spread bars whoever is barred from a case from those beside it, and drops the
// mails that wait for them.
func spread(b *pgx.Batch, caseID string) {
	b.Queue(beside+`INSERT INTO exclusions (case_id, user_id, relation, reason)
		SELECT beside.id, e.user_id, e.relation, e.reason FROM beside, case_exclusions e WHERE e.case_id = $1 AND beside.id <> $1 ON CONFLICT DO NOTHING`, caseID, secretKinds())
	b.Queue(beside+`UPDATE deliveries d SET state = 'done', leased = NULL, problem = 'excluded' FROM outbox o, case_exclusions e
		WHERE d.state = 'waiting' AND o.id = d.outbox_id AND o.case_id IN (SELECT id FROM beside) AND e.case_id = o.case_id AND e.user_id = d.recipient`, caseID, secretKinds())
}

func secretKinds() (kinds []string) {
	for _, k := range []plan.Kind{plan.Complaint, plan.Denunciation, plan.Recommendation, plan.Petition, plan.Reception} {
		if k.Secret() {
			kinds = append(kinds, string(k))
		}
	}
	return kinds
}

// Readmit lets an officer in again who was barred from a case. Only this case is
// meant: from one beside it they stay barred. ErrNotFound: they are not barred.
func (s *Store) Readmit(ctx context.Context, caseID, user string, now time.Time) error {
	done, err := s.pool.Exec(ctx, `UPDATE exclusions SET lifted = $3 WHERE case_id = $1 AND user_id = $2 AND lifted IS NULL`, caseID, user, now)
	if err == nil && done.RowsAffected() == 0 {
		err = ErrNotFound
	}
	return wrapped("readmit", err)
}

// Excluded lists the officers barred from a case, by id.
func (s *Store) Excluded(ctx context.Context, caseID string) ([]string, error) {
	rows, _ := s.pool.Query(ctx, `SELECT user_id FROM case_exclusions WHERE case_id = $1 ORDER BY user_id`, caseID)
	users, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return users, wrapped("excluded", err)
}

// Exclusions lists them with the reasons.
func (s *Store) Exclusions(ctx context.Context, caseID string) ([]ExclusionRow, error) {
	return all(ctx, s, "exclusions", pgx.RowToStructByPos[ExclusionRow],
		`SELECT user_id, relation, reason FROM case_exclusions WHERE case_id = $1 ORDER BY user_id`, caseID)
}
