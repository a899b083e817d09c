package store

import (
	"context"
	"slices"
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
	Held   []string `db:"-"`
	Notice int64    `db:"-"` // of which they are told; only when written
}

// posts are the roles by which somebody was found.
func (r AddresseeRow) posts() []string {
	if r.AsRole != "" {
		return []string{r.AsRole}
	}
	return r.Held
}

// addressing writes down who is told. The order keeps two that tell of the same
// cases from waiting for each other.
func addressing(b *pgx.Batch, all []Telling, now time.Time) {
	places, seen := []placeRow{}, []seenRow{}
	for _, t := range all {
		for _, p := range t.Places {
			i := slices.IndexFunc(t.Of, func(n NoticeRow) bool { return n.ID == p.Notice })
			if i < 0 {
				continue
			}
			places = append(places, placeRow{p.Notice, p.Role, p.Unit, p.Reached, p.AsRole, p.People, p.Instead})
			if n := t.Of[i]; p.Reached != "" && p.Reached != n.Unit && p.Reached != n.Receiver {
				for _, role := range p.posts() {
					seen = append(seen, seenRow{n.Case, p.Reached, role})
				}
			}
		}
	}
	if len(places) > 0 {
		b.Queue(`INSERT INTO addressees (outbox_id, role, unit, reached, as_role, people, at, instead)
			SELECT notice, role, unit, reached, as_role, coalesce(people, '{}'), $2, coalesce(instead, '{}')
			FROM json_to_recordset($1) AS x (notice bigint, role text, unit text, reached text, as_role text, people text[], instead text[])
			ON CONFLICT (outbox_id, role, unit) DO UPDATE SET reached = excluded.reached,
				as_role = excluded.as_role, people = excluded.people, at = excluded.at, instead = excluded.instead`, jsonArg(places), now)
	}
	if len(seen) > 0 {
		b.Queue(`INSERT INTO case_units (unit, case_id, opened, kept, role)
			SELECT DISTINCT ON (c.id, x.unit, x.role) x.unit, c.id, c.opened, true, x.role
			FROM json_to_recordset($1) AS x ("case" uuid, unit text, role text) JOIN cases c ON c.id = x."case"
			ORDER BY c.id, x.unit, x.role ON CONFLICT (case_id, unit, role) DO UPDATE SET kept = true`, jsonArg(seen))
	}
}

type placeRow struct {
	Notice  int64    `json:"notice"`
	Role    string   `json:"role"`
	Unit    string   `json:"unit"`
	Reached string   `json:"reached"`
	AsRole  string   `json:"as_role"`
	People  []string `json:"people"`
	Instead []string `json:"instead"`
}

type seenRow struct {
	Case string `json:"case"`
	Unit string `json:"unit"`
	Role string `json:"role"`
}

// ToldRow says of one rung of a clock who was told in place of which role.
type ToldRow struct {
	Seq   int // step that raised it
	Clock string
	Rung  int
	AddresseeRow
	Unsent []string // of People: to whom a mail or a call was given up
	Asking
	At time.Time // when they were told
}

// Asking is how a rung stands that asks to be acknowledged.
type Asking struct {
	Run     int
	Due     string
	Again   int // steps up the chart
	Asks    bool
	Known   *time.Time // when somebody said that they know; nil: nobody did
	KnownBy string     // user id
}

// Told lists who was told of the rungs of a case's clocks, in the order in which
// they were raised.
func (s *Store) Told(ctx context.Context, caseID string) ([]ToldRow, error) {
	return all(ctx, s, "told", pgx.RowToStructByPos[ToldRow], `SELECT o.seq, o.clock, o.rung, a.role, a.unit, a.reached, a.as_role, a.people, a.instead,
			ARRAY(SELECT DISTINCT d.recipient FROM deliveries d
				WHERE d.outbox_id = o.id AND d.recipient = ANY (a.people) AND d.state IN ('dead', 'dropped') ORDER BY 1),
			o.run, o.due, o.again, o.asks, o.acknowledged, coalesce(o.acknowledged_by, ''), a.at
		FROM outbox o JOIN addressees a ON a.outbox_id = o.id WHERE o.case_id = $1 AND o.kind = 'notify' ORDER BY o.seq, o.id, a.role, a.unit`, caseID)
}
