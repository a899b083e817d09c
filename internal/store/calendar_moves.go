package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// OpenCase is a case that has not ended, as whoever counts it afresh needs it.
type OpenCase struct {
	ID          string
	Plan        string // hash
	Responsible string
	State       []byte // JSON of a machine.State
}

// firstCase is before every case in the order of ids.
const firstCase = "00000000-0000-0000-0000-000000000000"

func behind(after string) string {
	if after == "" {
		return firstCase
	}
	return after
}

// OpenCases lists the open cases behind an id, by id; empty: from the first. It
// asks nobody's rights.
func (s *Store) OpenCases(ctx context.Context, after string, limit int) ([]OpenCase, error) {
	return all(ctx, s, "open cases", pgx.RowToStructByPos[OpenCase],
		`SELECT id::text, plan, responsible, state FROM cases WHERE outcome = '' AND id > $1::uuid ORDER BY id LIMIT $2`, behind(after), limit)
}

// Misplaced is an open case that counts by another calendar than the body that
// answers for it.
type Misplaced struct {
	Case    string
	Seq     int
	Hash    string // of the calendar in force
	Because string // the layer whose publication brought it into force
}

// misplaced finds them; its columns are to be filled in.
const misplaced = nearest + ` SELECT %s FROM cases c JOIN calendars_in_force n ON n.unit = '' LEFT JOIN own ON own.unit = c.responsible
	WHERE c.outcome = '' AND c.calendar <> coalesce(own.hash, n.hash)`

// MisplacedCases lists them behind an id, by id; empty: from the first.
func (s *Store) MisplacedCases(ctx context.Context, after string, limit int) ([]Misplaced, error) {
	return all(ctx, s, "misplaced cases", pgx.RowToStructByPos[Misplaced],
		sqlf(misplaced, `c.id::text, c.seq, coalesce(own.hash, n.hash), coalesce(own.because, n.because)::text`)+` AND c.id > $1::uuid ORDER BY c.id LIMIT $2`,
		behind(after), limit)
}

// MisplacedCase is one case, if it is misplaced; else ErrNotFound.
func (s *Store) MisplacedCase(ctx context.Context, id string) (Misplaced, error) {
	return one(ctx, s, "misplaced case", pgx.RowToStructByPos[Misplaced],
		sqlf(misplaced, `c.id::text, c.seq, coalesce(own.hash, n.hash), coalesce(own.because, n.because)::text`)+` AND c.id = $1::uuid`, uuidArg(id))
}

// CountMisplaced counts them.
func (s *Store) CountMisplaced(ctx context.Context) (n int, err error) {
	err = s.pool.QueryRow(ctx, sqlf(misplaced, `count(*)`)).Scan(&n)
	return n, wrapped("count misplaced", err)
}

// MoveRow is what a layer would do to one clock of one case.
type MoveRow struct {
	Case, Clock, Title, Unit string
	Code                     string // of the case; only when read
	Kind                     string // of the case; only when read
	Protected                bool   // only when read
	OldDue, NewDue           string // moments
	Days                     int    // gained; negative: lost
	Late                     bool   // becomes overdue by the move
	Relieved                 bool   // is no longer overdue
}

// previewLease is how long a preview may be silent before another may begin.
const previewLease = time.Minute

// BeginPreview clears the preview of a draft and says that one is being made,
// over what is in force. ErrConflict: it is no draft, or somebody is at it.
func (s *Store) BeginPreview(ctx context.Context, id, base string, now time.Time) error {
	return wrapped("begin preview", s.inTx(ctx, func(tx pgx.Tx) error {
		done, err := tx.Exec(ctx, `UPDATE calendar_layers SET running = $2, base = $3, preview = NULL, cases = 0
			WHERE id = $1 AND status = 'draft' AND (running IS NULL OR running <= $4)`, uuidArg(id), now, base, now.Add(-previewLease))
		if err != nil {
			return err
		}
		if done.RowsAffected() == 0 {
			return ErrConflict
		}
		_, err = tx.Exec(ctx, `DELETE FROM calendar_moves WHERE layer = $1`, id)
		return err
	}))
}

// AddPreview writes what the preview found in the next cases; done says that
// there are no more.
func (s *Store) AddPreview(ctx context.Context, id string, rows []MoveRow, cases int, done bool, now time.Time) error {
	if rows == nil {
		rows = []MoveRow{}
	}
	b := &pgx.Batch{}
	b.Queue(`INSERT INTO calendar_moves (layer, case_id, clock, title, unit, old_due, new_due, days, late, relieved)
		SELECT $1, r."Case", r."Clock", r."Title", r."Unit", r."OldDue", r."NewDue", r."Days", r."Late", r."Relieved"
		FROM json_to_recordset($2) AS r ("Case" uuid, "Clock" text, "Title" text, "Unit" text, "OldDue" text, "NewDue" text,
			"Days" int, "Late" boolean, "Relieved" boolean) ON CONFLICT DO NOTHING`, id, jsonArg(rows))
	b.Queue(`UPDATE calendar_layers SET cases = cases + $2, running = CASE WHEN $3 THEN NULL ELSE $4::timestamptz END,
		preview = CASE WHEN $3 THEN $4::timestamptz END WHERE id = $1 AND status = 'draft'`, id, cases, done, now)
	return wrapped("add preview", s.pool.SendBatch(ctx, b).Close())
}

// MoveCount is what a layer does to the clocks of one body.
type MoveCount struct {
	Unit                         string
	Cases, Clocks                int
	Gained, Lost, Late, Relieved int // clocks
	MostGained, MostLost         int // days
}

// MoveCounts sums a preview up, body by body.
func (s *Store) MoveCounts(ctx context.Context, id string) ([]MoveCount, error) {
	return all(ctx, s, "move counts", pgx.RowToStructByPos[MoveCount], `SELECT unit, count(DISTINCT case_id), count(*),
			count(*) FILTER (WHERE days > 0), count(*) FILTER (WHERE days < 0), count(*) FILTER (WHERE late), count(*) FILTER (WHERE relieved),
			greatest(max(days), 0), least(min(days), 0)
		FROM calendar_moves WHERE layer = $1 GROUP BY unit ORDER BY count(*) DESC, unit`, uuidArg(id))
}

type movePlace struct {
	Case  string `json:"c"`
	Clock string `json:"k"`
}

// Moves lists what a preview found, by case and clock; unit narrows it where it
// is not empty, late to the clocks that become overdue.
func (s *Store) Moves(ctx context.Context, id, unit string, late bool, p Page) ([]MoveRow, string, error) {
	place := movePlace{Case: firstCase}
	if err := p.read(&place); err != nil {
		return nil, "", err
	}
	list, err := all(ctx, s, "moves", func(row pgx.CollectableRow) (m MoveRow, err error) {
		return m, row.Scan(&m.Case, &m.Clock, &m.Title, &m.Unit, &m.Code, &m.Kind, &m.Protected, &m.OldDue, &m.NewDue, &m.Days, &m.Late, &m.Relieved)
	}, `SELECT m.case_id::text, m.clock, m.title, m.unit, c.code, c.kind, c.protected, m.old_due, m.new_due, m.days, m.late, m.relieved
		FROM calendar_moves m JOIN cases c ON c.id = m.case_id
		WHERE m.layer = $1 AND (m.case_id, m.clock) > ($2::uuid, $3) AND ($4 = '' OR m.unit = $4) AND (NOT $5 OR m.late)
		ORDER BY m.case_id, m.clock LIMIT $6`, uuidArg(id), place.Case, place.Clock, unit, late, p.limit()+1)
	if err != nil {
		return nil, "", badPlace(err)
	}
	list, next := pageOf(list, p.limit(), func(m MoveRow) any { return movePlace{m.Case, m.Clock} })
	return list, next, nil
}
