package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// UnansweredRow is a rung that asks, was told, and of which nobody said yet that
// they know, while its clock is still owed.
type UnansweredRow struct {
	ID       int64
	Case     string
	Seq      int    // of the case as it stands
	Plan     string // hash
	Calendar string // hash
	Clock    string
	Run      int
	Rung     int
	Due      string
	Again    int // steps up the chart
	Told     time.Time
	AnswerBy *time.Time // nil: not reckoned yet
}

// owed is the condition under which the clock of a notice o still runs to the
// same due date; k is its clock.
const owed = ` k.case_id = o.case_id AND k.name = o.clock AND k.state IN ('running', 'overdue') AND` + sameDue

// Unanswered lists, after an id, the rungs whose time to be acknowledged is not
// reckoned yet or has passed, and that were not told again one step higher.
func (s *Store) Unanswered(ctx context.Context, now time.Time, after int64, limit int) ([]UnansweredRow, error) {
	return all(ctx, s, "unanswered", pgx.RowToStructByPos[UnansweredRow], `SELECT o.id, o.case_id, c.seq, c.plan, c.calendar, o.clock, o.run, o.rung, o.due, o.again,
			(SELECT max(a.at) FROM addressees a WHERE a.outbox_id = o.id), o.answer_by
		FROM outbox o JOIN cases c ON c.id = o.case_id JOIN clocks k ON`+owed+`
		WHERE o.asks AND o.state = 'done' AND o.acknowledged IS NULL AND (o.answer_by IS NULL OR o.answer_by <= $1) AND o.id > $2 AND c.outcome = ''
			AND EXISTS (SELECT FROM addressees a WHERE a.outbox_id = o.id)
			AND NOT EXISTS (SELECT FROM outbox n WHERE n.kind = 'notify' AND n.case_id = o.case_id AND n.clock = o.clock AND n.run = o.run AND n.rung = o.rung AND n.due = o.due AND n.again = o.again + 1)
		ORDER BY o.id LIMIT $3`, now, after, limit)
}

// AnswerBy notes until when a rung waits to be acknowledged; the zero instant:
// for ever, nobody is above who was told.
func (s *Store) AnswerBy(ctx context.Context, id int64, by time.Time) error {
	at := "infinity"
	if !by.IsZero() {
		at = by.UTC().Format(time.RFC3339)
	}
	_, err := s.pool.Exec(ctx, `UPDATE outbox SET answer_by = $2::text::timestamptz WHERE id = $1`, id, at)
	return wrapped("answer by", err)
}

// RaiseAgain puts rungs that nobody acknowledged into the outbox once more, one
// step higher, each step once however many sweeps find it. One that was
// acknowledged meanwhile, or whose case moved on, is left out. It says how many
// were raised.
func (s *Store) RaiseAgain(ctx context.Context, rows []UnansweredRow, now time.Time) (n int, err error) {
	ids, seqs := make([]int64, len(rows)), make([]int, len(rows))
	for i, r := range rows {
		ids[i], seqs[i] = r.ID, r.Seq
	}
	err = s.pool.QueryRow(ctx, `WITH mine AS (
			SELECT o.* FROM outbox o JOIN unnest($1::bigint[], $2::int[]) AS x (id, seq) ON o.id = x.id
			JOIN cases c ON c.id = o.case_id AND c.seq = x.seq
			WHERE o.acknowledged IS NULL AND c.outcome = '' FOR UPDATE OF o, c SKIP LOCKED),
		raised AS (
			INSERT INTO outbox (case_id, seq, kind, clock, run, rung, does, roles, unit, superior, receiver, date, due, not_before, wanted, urgent, asks, again)
			SELECT case_id, seq, kind, clock, run, rung, 'escalate', roles, unit, superior, receiver, ($3::timestamptz AT TIME ZONE interval '7 hours')::date, due, $3, $3, urgent, true, again + 1
			FROM mine ON CONFLICT DO NOTHING RETURNING 1)
		SELECT count(*) FROM raised`, ids, seqs, now).Scan(&n)
	return n, wrapped("raise again", err)
}

// Addressed lists who was told of a rung of a run of a clock at a step up the
// chart.
func (s *Store) Addressed(ctx context.Context, caseID, clock string, run, rung int, due string, again int) ([]AddresseeRow, error) {
	return all(ctx, s, "addressed", pgx.RowToStructByPos[AddresseeRow], `SELECT a.role, a.unit, a.reached, a.as_role, a.people, a.instead
		FROM outbox o JOIN addressees a ON a.outbox_id = o.id
		WHERE o.kind = 'notify' AND o.case_id = $1 AND o.clock = $2 AND o.run = $3 AND o.rung = $4 AND o.due = $5 AND o.again = $6 ORDER BY a.role, a.unit`,
		caseID, clock, run, rung, due, again)
}

// asking are the rungs that an entry i of an inbox asks its owner to acknowledge:
// it stands for all rungs of its clock that one step raised.
const asking = ` outbox f JOIN outbox o ON o.case_id = f.case_id AND o.seq = f.seq AND o.clock = f.clock AND o.again = f.again AND o.asks AND o.state = 'done'
	JOIN addressees a ON a.outbox_id = o.id AND i.owner = ANY (a.people) JOIN clocks k ON` + owed + `
	WHERE f.id = i.outbox_id AND f.kind = 'notify' `

// AskedRow is an entry of somebody's inbox that asks them to acknowledge a rung.
type AskedRow struct {
	Entry int64
	Clock string
	Run   int
	Rung  int
	Due   string
}

// AskedIn lists what the inbox of an officer asks them to acknowledge of a case.
func (s *Store) AskedIn(ctx context.Context, user, caseID string) ([]AskedRow, error) {
	return all(ctx, s, "asked in", pgx.RowToStructByPos[AskedRow], `SELECT i.id, x.clock, x.run, x.rung, x.due FROM inbox i
		CROSS JOIN LATERAL (SELECT DISTINCT o.clock, o.run, o.rung, o.due FROM `+asking+` AND o.acknowledged IS NULL) x
		WHERE i.owner = $1 AND i.case_id = $2 AND`+barred("i.case_id")+`ORDER BY i.id`, user, caseID)
}

// Acknowledge notes that an officer knows what an entry of their inbox asks them
// to acknowledge, whatever step up the chart it is, and takes back what was to be
// told higher up. Again, or after somebody else, it changes nothing. ErrNotFound:
// no such entry of theirs, or it asks nothing (any more).
func (s *Store) Acknowledge(ctx context.Context, user string, entry int64, now time.Time) error {
	return wrapped("acknowledge", s.inTx(ctx, func(tx pgx.Tx) error {
		// The case first, as who writes its steps does: neither waits for the other
		// half way.
		if _, err := tx.Exec(ctx, `SELECT FROM cases WHERE id = (SELECT case_id FROM inbox WHERE id = $1) FOR UPDATE`, entry); err != nil {
			return err
		}
		done, err := tx.Exec(ctx, `UPDATE outbox r SET acknowledged = coalesce(r.acknowledged, $3), acknowledged_by = coalesce(r.acknowledged_by, $1)
			FROM inbox i CROSS JOIN LATERAL (SELECT DISTINCT o.case_id, o.clock, o.run, o.rung, o.due FROM `+asking+`) x
			WHERE i.owner = $1 AND i.id = $2 AND`+barred("i.case_id")+`
				AND r.kind = 'notify' AND r.case_id = x.case_id AND r.clock = x.clock AND r.run = x.run AND r.rung = x.rung AND r.due = x.due`, user, entry, now)
		if err == nil && done.RowsAffected() == 0 {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		return tx.SendBatch(ctx, known(user, entry, now)).Close()
	}))
}

// known takes back what waits to be told higher up, and marks the entry as read.
func known(user string, entry int64, now time.Time) *pgx.Batch {
	b := &pgx.Batch{}
	b.Queue(`WITH moot AS (
			SELECT o.id FROM outbox o JOIN inbox i ON i.id = $1 AND i.case_id = o.case_id WHERE o.again > 0 AND o.acknowledged IS NOT NULL),
		letters AS (UPDATE deliveries SET state = 'moot' WHERE state IN ('waiting', 'held') AND leased IS NULL AND outbox_id IN (SELECT id FROM moot))
		UPDATE outbox SET state = 'moot' WHERE state = 'waiting' AND leased IS NULL AND id IN (SELECT id FROM moot)`, entry)
	b.Queue(`UPDATE inbox SET read_at = coalesce(read_at, $3) WHERE owner = $1 AND id = $2`, user, entry, now)
	return b
}

// Answer is how an entry of an inbox stands that asks to be acknowledged.
type Answer string

// The answers. An entry that asks nothing has none.
const (
	Asked         Answer = "asked"  // nobody said yet that they know
	AnsweredBy    Answer = "mine"   // its owner did
	AnsweredOther Answer = "others" // somebody else did
)

// answerColumn is the Answer of an entry i.
const answerColumn = `(SELECT CASE WHEN count(*) = 0 THEN '' WHEN bool_or(o.acknowledged IS NULL) THEN 'asked' WHEN bool_or(o.acknowledged_by = i.owner) THEN 'mine' ELSE 'others' END FROM ` + asking + `)`
