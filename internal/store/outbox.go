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
	Run       int // of the clock: how often it ran before
	Rung      int
	Does      plan.Does
	Roles     []string // roles of the procedure
	Unit      string   // responsible after the step
	Superior  string
	Receiver  string // to which the case was offered by then
	Date      legaltime.Date
	Due       legaltime.Moment
	NotBefore time.Time
	Urgent    bool           // goes out at any hour
	Again     int            // steps up the chart, because nobody acknowledged it
	Act       string         // of the step
	By        string         // unit for which it was done
	Sender    string         // body that made the offer which a hand-over settles
	Excluded  []string       // officers who must not be told: the case is about them
	Counted   *machine.Clock // the clock as it stands now; nil: the notice is of none
}

// ClaimNotices takes up to limit waiting notices whose time has come, oldest
// first, and with each the other rungs of its clock that the same step raised:
// they are told together. Nobody else gets them until the lease ends; a caller
// that dies leaves them for the next.
func (s *Store) ClaimNotices(ctx context.Context, now time.Time, limit int, lease time.Duration) ([]NoticeRow, error) {
	return all(ctx, s, "claim notices", noticeOf, `WITH first AS (
			SELECT id, case_id, seq, clock FROM outbox o WHERE state = 'waiting' AND not_before <= $1 AND (leased IS NULL OR leased <= $1)
				AND o.id = coalesce((SELECT min(e.id) FROM outbox e WHERE`+together("e", "o")+`AND e.state = 'waiting' AND e.not_before <= $1), o.id)
			ORDER BY not_before, id LIMIT $2 FOR UPDATE SKIP LOCKED),
		mine AS (
			UPDATE outbox o SET leased = $1::timestamptz + $3::interval, attempts = attempts + 1, fence = fence + 1
			WHERE id IN (SELECT id FROM first UNION SELECT x.id FROM first f JOIN outbox x ON`+together("x", "f")+`)
				AND state = 'waiting' AND not_before <= $1
			RETURNING *)
		SELECT m.id, m.fence, m.attempts, m.case_id, c.code, c.plan, c.calendar, c.stage, m.seq, m.kind, m.clock, m.run, m.rung,
			m.does, m.roles, m.unit, m.superior, m.receiver, m.date, m.due, m.not_before, m.urgent, m.again, coalesce(s.act, ''), coalesce(s.unit, ''),
			CASE WHEN m.kind = 'hand-over' THEN coalesce((SELECT o.unit FROM outbox o WHERE o.case_id = m.case_id AND o.seq < m.seq
				AND o.kind = 'hand-over' AND o.receiver <> '' ORDER BY o.seq DESC LIMIT 1), '') ELSE '' END,
			ARRAY(SELECT e.user_id FROM case_exclusions e WHERE e.case_id = m.case_id ORDER BY e.user_id), k.body
		FROM mine m JOIN cases c ON c.id = m.case_id LEFT JOIN steps s ON s.case_id = m.case_id AND s.seq = m.seq
			LEFT JOIN clocks k ON k.case_id = m.case_id AND k.name = m.clock
		ORDER BY m.not_before, m.id`, now, limit, lease)
}

// together is the condition under which two notices are rungs of one clock that
// one step raised; only rungs have a clock.
func together(a, b string) string {
	return sqlf(` %[1]s.case_id = %[2]s.case_id AND %[1]s.seq = %[2]s.seq AND %[1]s.clock = %[2]s.clock AND %[1]s.kind = 'notify' AND %[2]s.clock <> '' `, a, b)
}

func noticeOf(row pgx.CollectableRow) (n NoticeRow, err error) {
	var due string
	err = row.Scan(&n.ID, &n.Fence, &n.Attempts, &n.Case, &n.Code, &n.Plan, &n.Calendar, &n.Stage, &n.Seq, &n.Kind, &n.Clock,
		&n.Run, &n.Rung, &n.Does, &n.Roles, &n.Unit, &n.Superior, &n.Receiver, civil{&n.Date}, &due, &n.NotBefore, &n.Urgent, &n.Again, &n.Act, &n.By, &n.Sender, &n.Excluded, &n.Counted)
	if err != nil {
		return n, err
	}
	return n, n.Due.UnmarshalText([]byte(due))
}

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
