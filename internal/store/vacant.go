package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// NoticeUnreached gives a claimed notice back until an instant: in these bodies,
// and in all above them, nobody can be told. ErrConflict: the claim was lost.
func (s *Store) NoticeUnreached(ctx context.Context, n NoticeRow, problem string, units []string, again time.Time) error {
	done, err := s.pool.Exec(ctx, `UPDATE outbox SET problem = $3, vacant = $4, not_before = $5, leased = NULL
		WHERE id = $1 AND fence = $2 AND state = 'waiting'`, n.ID, n.Fence, problem, units, again)
	if err == nil && done.RowsAffected() == 0 {
		err = ErrConflict
	}
	return wrapped("notice unreached", err)
}

// unreached is the condition under which a notice waits for somebody to be
// appointed.
const unreached = ` state = 'waiting' AND vacant <> '{}' `

// VacantRow is a body in which, and above which, nobody can be told of notices.
type VacantRow struct {
	Unit  string
	Name  string
	Waits int // notices
	Since time.Time
}

// Vacant lists such bodies, the longest first, as their notices were last tried.
func (s *Store) Vacant(ctx context.Context) ([]VacantRow, error) {
	return all(ctx, s, "vacant", pgx.RowToStructByPos[VacantRow], `SELECT v.unit, coalesce(u.name, v.unit), count(*)::int, min(o.wanted)
		FROM (SELECT id, wanted, vacant FROM outbox WHERE`+unreached+`) o CROSS JOIN LATERAL unnest(o.vacant) v (unit) LEFT JOIN units u ON u.id = v.unit
		GROUP BY v.unit, u.name ORDER BY 4, 1`)
}
