package store

import (
	"context"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/jackc/pgx/v5"
)

// NoticeRow is something that a step must tell somebody, claimed for a while by
// the caller.
type NoticeRow struct {
	ID        int64
	Fence     int64 // shows that the claim is still the caller's
	Attempts  int   // this one counted
	Case      string
	Code      string
	Plan      string // hash
	Calendar  string // hash
	Stage     string // of the case now
	Seq       int
	Kind      machine.CommandKind // Notify, HandOver or End
	Clock     string
	Rung      int
	Does      plan.Does
	Roles     []string // roles of the procedure
	Unit      string   // responsible after the step
	Superior  string
	Receiver  string // to which the case was offered by then
	Date      legaltime.Date
	Due       legaltime.Moment
	NotBefore time.Time
	Excluded  []string // officers who must not be told: the case is about them
}

// ClaimNotices takes up to limit waiting notices whose time has come, oldest
// first. Nobody else gets them until the lease ends; a caller that dies leaves
// them for the next.
func (s *Store) ClaimNotices(ctx context.Context, now time.Time, limit int, lease time.Duration) ([]NoticeRow, error) {
	return all(ctx, s, "claim notices", noticeOf, `WITH mine AS (
			UPDATE outbox SET leased = $1::timestamptz + $3::interval, attempts = attempts + 1, fence = fence + 1
			WHERE id IN (SELECT id FROM outbox WHERE state = 'waiting' AND not_before <= $1 AND (leased IS NULL OR leased <= $1)
				ORDER BY not_before, id LIMIT $2 FOR UPDATE SKIP LOCKED)
			RETURNING *)
		SELECT m.id, m.fence, m.attempts, m.case_id, c.code, c.plan, c.calendar, c.stage, m.seq, m.kind, m.clock, m.rung,
			m.does, m.roles, m.unit, m.superior, m.receiver, m.date, m.due, m.not_before,
			ARRAY(SELECT e.user_id FROM case_exclusions e WHERE e.case_id = m.case_id ORDER BY e.user_id)
		FROM mine m JOIN cases c ON c.id = m.case_id ORDER BY m.not_before, m.id`, now, limit, lease)
}

func noticeOf(row pgx.CollectableRow) (n NoticeRow, err error) {
	var due string
	err = row.Scan(&n.ID, &n.Fence, &n.Attempts, &n.Case, &n.Code, &n.Plan, &n.Calendar, &n.Stage, &n.Seq, &n.Kind, &n.Clock,
		&n.Rung, &n.Does, &n.Roles, &n.Unit, &n.Superior, &n.Receiver, civil{&n.Date}, &due, &n.NotBefore, &n.Excluded)
	if err != nil {
		return n, err
	}
	return n, n.Due.UnmarshalText([]byte(due))
}

// Recipient is a person who is told of a notice, and how.
type Recipient struct {
	User    string
	Unit    string // for which they are told
	Kind    string // of the inbox entry: remind, escalate, handoff, ...
	Title   string
	Body    string
	Address string // mail address; empty: inbox only
	Subject string // of the mail: neutral, it may be read over a shoulder
	Text    string
}

// Tell turns a claimed notice into inbox entries and mails, exactly once each,
// and is done with it. An escalation that reaches somebody of the superior body
// lets that body see the case from then on. Nobody who is excluded from the
// case is told, whatever the list says. ErrConflict: the claim was lost.
func (s *Store) Tell(ctx context.Context, n NoticeRow, to []Recipient, now time.Time) error {
	rows := jsonArg(to)
	return wrapped("tell", s.inTx(ctx, func(tx pgx.Tx) error {
		done, err := tx.Exec(ctx, `UPDATE outbox SET state = 'done', leased = NULL, problem = ''
			WHERE id = $1 AND fence = $2 AND state = 'waiting'`, n.ID, n.Fence)
		if err != nil {
			return err
		}
		if done.RowsAffected() == 0 {
			return ErrConflict
		}
		b := &pgx.Batch{}
		b.Queue(`INSERT INTO inbox (owner, outbox_id, case_id, kind, title, body, at)
			SELECT r."User", $1, $2, r."Kind", r."Title", r."Body", $4
			FROM json_to_recordset($3) AS r ("User" text, "Kind" text, "Title" text, "Body" text)
			WHERE`+told+`ON CONFLICT DO NOTHING`, n.ID, n.Case, rows, now)
		b.Queue(`INSERT INTO deliveries (key, outbox_id, recipient, address, subject, body, not_before)
			SELECT encode(sha256(convert_to(concat_ws('/', o.case_id, o.kind, o.clock, o.rung, o.due,
				CASE WHEN o.kind = 'notify' THEN 0 ELSE o.seq END, r."User"), 'UTF8')), 'hex'),
				$1, r."User", r."Address", r."Subject", r."Text", $4
			FROM json_to_recordset($3) AS r ("User" text, "Address" text, "Subject" text, "Text" text)
			JOIN outbox o ON o.id = $1
			WHERE r."Address" <> '' AND`+told+`ON CONFLICT DO NOTHING`, n.ID, n.Case, rows, now)
		b.Queue(`INSERT INTO case_units (unit, case_id, opened, kept)
			SELECT DISTINCT r."Unit", c.id, c.opened, true
			FROM json_to_recordset($3) AS r ("User" text, "Unit" text) JOIN outbox o ON o.id = $1 JOIN cases c ON c.id = $2
			WHERE o.does = 'escalate' AND r."Unit" = o.superior AND r."Unit" <> '' AND`+told+`
			ON CONFLICT (case_id, unit) DO UPDATE SET kept = true`, n.ID, n.Case, rows)
		return tx.SendBatch(ctx, b).Close()
	}))
}

// told keeps excluded officers out; $2 is the case, r the recipient.
const told = ` NOT EXISTS (SELECT FROM case_exclusions e WHERE e.case_id = $2 AND e.user_id = r."User") `

// NoticeFailed gives a claimed notice back until an instant, or for good
// (dead: a person must look). Problem is a code or a sentence without data.
func (s *Store) NoticeFailed(ctx context.Context, n NoticeRow, problem string, again time.Time, dead bool) error {
	return s.giveBack(ctx, "outbox", n.ID, n.Fence, problem, again, dead)
}

// giveBack serves both tables that are claimed by lease and fence.
func (s *Store) giveBack(ctx context.Context, table string, id, fence int64, problem string, again time.Time, dead bool) error {
	state := "waiting"
	if dead {
		state = "dead"
	}
	done, err := s.pool.Exec(ctx, sqlf(`UPDATE %s SET state = $3, problem = $4, not_before = $5, leased = NULL
		WHERE id = $1 AND fence = $2 AND state = 'waiting'`, table), id, fence, state, problem, again)
	if err == nil && done.RowsAffected() == 0 {
		err = ErrConflict
	}
	return wrapped(table+" failed", err)
}

// SettleNotices is done with every waiting notice dated before a day without
// telling anybody: for cases that are written down long after they happened.
func (s *Store) SettleNotices(ctx context.Context, before legaltime.Date) error {
	_, err := s.pool.Exec(ctx, `UPDATE outbox SET state = 'done', problem = 'written down later' WHERE state = 'waiting' AND date < $1::text::date`, before.String())
	return wrapped("settle notices", err)
}
