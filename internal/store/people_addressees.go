package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// AddresseeRow says who is told of a notice in place of a role.
type AddresseeRow struct {
	Role    string   // of the procedure
	Unit    string   // in which the law looks for it
	Reached string   // unit in which somebody was found; empty: nowhere
	AsRole  string   // role of the organisation by which; empty: the role itself
	People  []string // user ids
	Instead []string // beside People: in whose place each was told; empty: as themselves
	// Held names the roles of the organisation that were looked for. It is not
	// kept: with AsRole it says by which posts the case may be seen.
	Held []string `db:"-"`
}

// posts are the roles by which somebody was found.
func (r AddresseeRow) posts() []string {
	if r.AsRole != "" {
		return []string{r.AsRole}
	}
	return r.Held
}

// Address records who is about to be told of a claimed notice. Where that is in
// a further body, the post that is told sees the case from then on, whoever
// holds it: who is told must be able to look, and nobody beside them needs to
// (Luật Tố cáo 25/2018/QH14 Điều 56). The body that answers sees it anyway, one
// that it is offered to as long as it is. It may be repeated; the last call
// stands.
func (s *Store) Address(ctx context.Context, n NoticeRow, rows []AddresseeRow, now time.Time) error {
	b := &pgx.Batch{}
	for _, r := range rows {
		b.Queue(`INSERT INTO addressees (outbox_id, role, unit, reached, as_role, people, at, instead) VALUES ($1, $2, $3, $4, $5, coalesce($6::text[], '{}'), $7, coalesce($8::text[], '{}'))
			ON CONFLICT (outbox_id, role, unit) DO UPDATE SET reached = excluded.reached,
				as_role = excluded.as_role, people = excluded.people, at = excluded.at, instead = excluded.instead`,
			n.ID, r.Role, r.Unit, r.Reached, r.AsRole, r.People, now, r.Instead)
		b.Queue(`INSERT INTO case_units (unit, case_id, opened, kept, role)
			SELECT $2, id, opened, true, unnest($4::text[]) FROM cases WHERE id = $1 AND $2 <> ALL ($3)
			ON CONFLICT (case_id, unit, role) DO UPDATE SET kept = true`, n.Case, r.Reached, []string{"", n.Unit, n.Receiver}, r.posts())
	}
	return wrapped("address", s.pool.SendBatch(ctx, b).Close())
}

// ToldRow says of one rung of a clock who was told in place of which role.
type ToldRow struct {
	Seq   int // step that raised it
	Clock string
	Rung  int
	AddresseeRow
	Unsent []string // of People: to whom a mail or a call was given up
}

// Told lists who was told of the rungs of a case's clocks, in the order in which
// they were raised.
func (s *Store) Told(ctx context.Context, caseID string) ([]ToldRow, error) {
	return all(ctx, s, "told", pgx.RowToStructByPos[ToldRow], `SELECT o.seq, o.clock, o.rung, a.role, a.unit, a.reached, a.as_role, a.people, a.instead,
			ARRAY(SELECT DISTINCT d.recipient FROM deliveries d
				WHERE d.outbox_id = o.id AND d.recipient = ANY (a.people) AND d.state IN ('dead', 'dropped') ORDER BY 1)
		FROM outbox o JOIN addressees a ON a.outbox_id = o.id WHERE o.case_id = $1 AND o.kind = 'notify' ORDER BY o.seq, o.id, a.role, a.unit`, caseID)
}
