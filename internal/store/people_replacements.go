package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/donthu/donthu/procedures/legaltime"
)

// ReplacementRow says that an officer is away, with somebody or nobody in their
// place; or, where it names a role, that they delegate that role in one unit to
// another officer.
type ReplacementRow struct {
	ID         string
	User       string // who is away, or delegates
	Substitute string // empty: nobody; of an absence only
	Unit, Role string // of a delegation; both empty: an absence from all posts
	FirstDay   legaltime.Date
	LastDay    legaltime.Date // counted; zero: not known yet; of an absence only
	Basis      string         // the document that says so
	EnteredBy  string         // empty: it came from a file
	Entered    time.Time
	Ended      legaltime.Date // first day on which it no longer holds, where that came early; zero: it did not
}

// Absence tells an absence from a delegation.
func (r ReplacementRow) Absence() bool { return r.Role == "" }

// On tells whether it holds on a day.
func (r ReplacementRow) On(day legaltime.Date) bool {
	return !day.Before(r.FirstDay) && (r.LastDay.IsZero() || !day.After(r.LastDay)) && (r.Ended.IsZero() || day.Before(r.Ended))
}

const replacementColumns = `r.id::text, r.user_id, coalesce(r.substitute, ''), coalesce(r.unit, ''), r.role, r.first_day, r.last_day, r.basis,
	coalesce(r.entered_by, ''), r.entered, r.ended`

// replacedOn is the condition that replacement r holds on the day in the first
// parameter.
const replacedOn = ` r.first_day <= $1::text::date AND (r.last_day IS NULL OR r.last_day >= $1::text::date) AND (r.ended IS NULL OR r.ended > $1::text::date) `

func (r *ReplacementRow) places() []any {
	return []any{&r.ID, &r.User, &r.Substitute, &r.Unit, &r.Role, civil{&r.FirstDay}, civil{&r.LastDay}, &r.Basis, &r.EnteredBy, &r.Entered, civil{&r.Ended}}
}

func replacementRow(row pgx.CollectableRow) (r ReplacementRow, err error) {
	return r, row.Scan(r.places()...)
}

// PutReplacement writes down an absence or a delegation. ErrConflict: another of
// the same officer (of a delegation: of the same role in the same unit) holds on
// one of its days.
func (s *Store) PutReplacement(ctx context.Context, r ReplacementRow) error {
	return wrapped("put replacement", s.inTx(ctx, func(tx pgx.Tx) error { return putReplacement(ctx, tx, r) }))
}

func putReplacement(ctx context.Context, tx pgx.Tx, r ReplacementRow) error {
	// Two entries for one officer wait for each other here.
	if _, err := tx.Exec(ctx, `SELECT FROM users WHERE id = $1 FOR UPDATE`, r.User); err != nil {
		return err
	}
	done, err := tx.Exec(ctx, `INSERT INTO replacements (id, user_id, substitute, unit, role, first_day, last_day, basis, entered_by, entered)
		SELECT $1, $2, nullif($3, ''), nullif($4, ''), $5, $6, $7, $8, nullif($9, ''), $10
		WHERE NOT EXISTS (SELECT FROM replacements r WHERE r.user_id = $2 AND r.unit IS NOT DISTINCT FROM nullif($4, '') AND r.role = $5
			AND (r.ended IS NULL OR r.ended > r.first_day)
			AND r.first_day <= coalesce($7::date, 'infinity') AND $6::date <= least(coalesce(r.last_day, 'infinity'), coalesce(r.ended - 1, 'infinity')))`,
		r.ID, r.User, r.Substitute, r.Unit, r.Role, r.FirstDay.String(), dateArg(r.LastDay), r.Basis, r.EnteredBy, r.Entered)
	if err == nil && done.RowsAffected() == 0 {
		err = ErrConflict
	}
	return err
}

// ImportReplacement is PutReplacement for a file that is read again: where the
// file says otherwise than before of the same first day, the new line takes the
// place of the old one. It says whether anything changed.
func (s *Store) ImportReplacement(ctx context.Context, r ReplacementRow) (changed bool, err error) {
	err = s.inTx(ctx, func(tx pgx.Tx) error {
		var before string
		var same bool
		err := tx.QueryRow(ctx, `SELECT id::text, (coalesce(substitute, ''), last_day, basis) IS NOT DISTINCT FROM ($5, $6::date, $7) FROM replacements
			WHERE user_id = $1 AND unit IS NOT DISTINCT FROM nullif($2, '') AND role = $3 AND first_day = $4::date AND ended IS NULL AND entered_by IS NULL`,
			r.User, r.Unit, r.Role, r.FirstDay.String(), r.Substitute, dateArg(r.LastDay), r.Basis).Scan(&before, &same)
		if same || found(err) != nil && found(err) != ErrNotFound {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE replacements SET ended = first_day, ended_at = $2 WHERE id = $1`, uuidArg(before), r.Entered); err != nil {
			return err
		}
		changed = true
		return putReplacement(ctx, tx, r)
	})
	return changed, wrapped("import replacement", err)
}

// EndReplacement lets a replacement hold no longer from a day on; before its
// first day, it never holds. ErrNotFound: none of that id, or it is over.
func (s *Store) EndReplacement(ctx context.Context, id string, day legaltime.Date, by string, now time.Time) error {
	done, err := s.pool.Exec(ctx, `UPDATE replacements SET ended = greatest($2::date, first_day), ended_by = $3, ended_at = $4
		WHERE id = $1 AND ended IS NULL AND (last_day IS NULL OR last_day >= $2::date)`, uuidArg(id), day.String(), by, now)
	if err == nil && done.RowsAffected() == 0 {
		err = ErrNotFound
	}
	return wrapped("end replacement", err)
}

// Replacement is the absence or delegation of that id.
func (s *Store) Replacement(ctx context.Context, id string) (ReplacementRow, error) {
	return one(ctx, s, "replacement", replacementRow, `SELECT `+replacementColumns+` FROM replacements r WHERE r.id = $1`, uuidArg(id))
}

// Replacements lists what holds on a day or later, or ended within the 30 days
// before: of an officer, in either place; of those who hold a role in one of
// units; or of everybody. Latest first day first.
func (s *Store) Replacements(ctx context.Context, user string, units []string, everybody bool, day legaltime.Date) ([]ReplacementRow, error) {
	return all(ctx, s, "replacements", replacementRow, `SELECT `+replacementColumns+` FROM replacements r
		WHERE coalesce(r.ended - 1, r.last_day, 'infinity') >= $1::text::date - 30
			AND ($4 OR $2 IN (r.user_id, r.substitute) OR EXISTS (SELECT FROM holdings h WHERE h.user_id = r.user_id AND h.unit = ANY ($3) AND`+heldOn+`))
		ORDER BY r.first_day DESC, r.entered DESC, r.id LIMIT 500`, day.String(), user, units, everybody)
}
