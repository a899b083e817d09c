package store

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/donthu/donthu/procedures/legaltime"
)

// LayerRow is a layer of days with the document that orders them. Once it is
// published it never changes.
type LayerRow struct {
	ID          string // uuid
	Unit        string // whose days; empty: the whole nation's
	Title       string
	Number      string // of the source document
	Issued      legaltime.Date
	Link        string
	FileName    string // of the attached document; empty: none
	Given       string // CSV as it was given
	Whole       bool   // Given is the whole layer, not a change to it
	CSV         string // all days of the layer, once it is published
	Status      string // draft, published or dropped
	Author      string // user id; empty: came with the program
	Created     time.Time
	PublishedBy string
	PublishedAt *time.Time
	Base        string     // Base of what was in force when the preview was made
	Preview     *time.Time // when the preview was complete; nil: there is none
	Running     *time.Time // last sign of life of a preview that is being made
	Cases       int        // open cases that the preview looked at so far
}

const layerColumns = `id, unit, title, number, issued, link, file_name, given, whole, csv, status, author, created,
	published_by, published_at, base, preview, running, cases`

func layerRow(row pgx.CollectableRow) (l LayerRow, err error) {
	return l, row.Scan(&l.ID, &l.Unit, &l.Title, &l.Number, civil{&l.Issued}, &l.Link, &l.FileName, &l.Given, &l.Whole, &l.CSV, &l.Status,
		&l.Author, &l.Created, &l.PublishedBy, &l.PublishedAt, &l.Base, &l.Preview, &l.Running, &l.Cases)
}

// NewLayer keeps a draft. The same id again changes nothing.
func (s *Store) NewLayer(ctx context.Context, l LayerRow, file []byte) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO calendar_layers (id, unit, title, number, issued, link, file_name, file, given, whole, author, created)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING`,
		l.ID, l.Unit, l.Title, l.Number, dateArg(l.Issued), l.Link, l.FileName, file, l.Given, l.Whole, l.Author, l.Created)
	return wrapped("new layer", err)
}

// Layers lists all layers but the dropped ones, without their texts, latest
// first.
func (s *Store) Layers(ctx context.Context) ([]LayerRow, error) {
	return all(ctx, s, "layers", layerRow, `SELECT `+strings.Replace(layerColumns, " given, whole, csv,", " '', whole, '',", 1)+`
		FROM calendar_layers WHERE status <> 'dropped' ORDER BY created DESC, id DESC`)
}

// Layer is one layer, or ErrNotFound.
func (s *Store) Layer(ctx context.Context, id string) (LayerRow, error) {
	return one(ctx, s, "layer", layerRow, `SELECT `+layerColumns+` FROM calendar_layers WHERE id = $1`, uuidArg(id))
}

// LayerFile is the attached document of a layer, or ErrNotFound.
func (s *Store) LayerFile(ctx context.Context, id string) (content []byte, err error) {
	return one(ctx, s, "layer file", pgx.RowTo[[]byte], `SELECT file FROM calendar_layers WHERE id = $1 AND file IS NOT NULL`, uuidArg(id))
}

// DropLayer takes a draft of an author back; ErrConflict: it is published, or
// another's.
func (s *Store) DropLayer(ctx context.Context, id, author string) error {
	done, err := s.pool.Exec(ctx, `UPDATE calendar_layers SET status = 'dropped' WHERE id = $1 AND author = $2 AND status = 'draft'`, uuidArg(id), author)
	if err == nil && done.RowsAffected() == 0 {
		err = ErrConflict
	}
	return wrapped("drop layer", err)
}

// InForceRow is by which calendar a body counts, and all below it that have no
// row of their own.
type InForceRow struct {
	Unit    string // empty: the nation
	Hash    string // of all layers together
	Layer   string // its own days
	Because string // the layer whose publication changed the hash last
	Since   time.Time
}

// InForce lists the calendars in force, the nation's first.
func (s *Store) InForce(ctx context.Context) ([]InForceRow, error) {
	return all(ctx, s, "calendars in force", pgx.RowToStructByPos[InForceRow],
		`SELECT unit, hash, layer, because, since FROM calendars_in_force ORDER BY unit`)
}

// Base names all that is in force by its content: a preview holds as long as it
// stays the same.
func Base(rows []InForceRow) string {
	var parts []string
	for _, r := range rows {
		parts = append(parts, r.Unit+"="+r.Hash)
	}
	slices.Sort(parts)
	return strings.Join(parts, " ")
}

// Publication is what follows from a layer over what is in force.
type Publication struct {
	Base string        // of what was in force when it was worked out
	CSV  string        // all days of the layer
	Made []CalendarRow // the calendars that come of it
	Rows []InForceRow  // the bodies that count by another calendar from then on
}

// PublishLayer brings a draft into force, in one transaction.
// ErrConflict: it is no draft any more, was prepared by who publishes it, or
// another publication came between and the base is no longer what is in force.
func (s *Store) PublishLayer(ctx context.Context, id, by string, now time.Time, p Publication) error {
	return wrapped("publish layer", s.inTx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `LOCK TABLE calendars_in_force IN SHARE ROW EXCLUSIVE MODE`); err != nil {
			return err
		}
		there, _ := tx.Query(ctx, `SELECT unit, hash, layer, because, since FROM calendars_in_force`)
		before, err := pgx.CollectRows(there, pgx.RowToStructByPos[InForceRow])
		if err != nil {
			return err
		}
		if Base(before) != p.Base {
			return ErrConflict
		}
		done, err := tx.Exec(ctx, `UPDATE calendar_layers SET status = 'published', published_by = $2, published_at = $3, csv = $5
			WHERE id = $1 AND status = 'draft' AND author <> $2 AND base = $4 AND preview IS NOT NULL`, uuidArg(id), by, now, p.Base, p.CSV)
		if err != nil {
			return err
		}
		if done.RowsAffected() == 0 {
			return ErrConflict
		}
		return putInForce(ctx, tx, p, now)
	}))
}

func putInForce(ctx context.Context, tx pgx.Tx, p Publication, now time.Time) error {
	b := &pgx.Batch{}
	for _, c := range p.Made {
		b.Queue(putCalendar, c.Hash, c.Name, c.CSV)
	}
	for _, r := range p.Rows {
		b.Queue(`INSERT INTO calendars_in_force (unit, hash, layer, because, since) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (unit) DO UPDATE SET hash = excluded.hash, layer = excluded.layer, because = excluded.because, since = excluded.since`,
			r.Unit, r.Hash, r.Layer, r.Because, now)
	}
	return tx.SendBatch(ctx, b).Close()
}

// layerSpace makes the id of a layer that came with the program out of the hash
// of its days: installed again, it is the same.
var layerSpace = uuid.MustParse("2b1f4a0e-6f0c-4f3e-9f57-0c1f3a6b7d21")

// InstallCalendar keeps the calendar that came with the program. Where none is
// in force it comes into force at once; else it waits as a draft for somebody
// to look at what it moves. The same again changes nothing.
func (s *Store) InstallCalendar(ctx context.Context, c CalendarRow, now time.Time) error {
	id := uuid.NewSHA1(layerSpace, []byte(c.Hash)).String()
	return wrapped("install calendar", s.inTx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, putCalendar, c.Hash, c.Name, c.CSV); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO calendar_layers (id, title, given, created)
			SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT FROM calendars_in_force WHERE unit = '' AND hash = $5)
			ON CONFLICT (id) DO NOTHING`, id, c.Name, c.CSV, now, c.Hash)
		if err != nil {
			return err
		}
		done, err := tx.Exec(ctx, `INSERT INTO calendars_in_force (unit, hash, layer, because, since)
			SELECT '', $1, id, id, $3 FROM calendar_layers WHERE id = $2 ON CONFLICT (unit) DO NOTHING`, c.Hash, id, now)
		if err == nil && done.RowsAffected() > 0 {
			_, err = tx.Exec(ctx, `UPDATE calendar_layers SET status = 'published', published_at = $2, csv = given WHERE id = $1 AND status = 'draft'`, id, now)
		}
		return err
	}))
}

// nearest gives each unit in force or not the calendar that it counts by, where
// one of its own chain has one: unit, hash, because.
const nearest = `WITH RECURSIVE up AS (
		SELECT id AS unit, id AS at, parent, 0 AS depth FROM units
		UNION ALL
		SELECT up.unit, p.id, p.parent, up.depth + 1 FROM up JOIN units p ON p.id = up.parent WHERE up.depth < 32
	), own AS (
		SELECT DISTINCT ON (up.unit) up.unit, f.hash, f.because FROM up JOIN calendars_in_force f ON f.unit = up.at
		ORDER BY up.unit, up.depth
	)`

// Parents gives each unit the one directly above it; empty: there is none.
func (s *Store) Parents(ctx context.Context) (map[string]string, error) {
	type pair struct{ Unit, Parent string }
	rows, err := all(ctx, s, "parents", pgx.RowToStructByPos[pair], `SELECT id, coalesce(parent, '') FROM units`)
	above := make(map[string]string, len(rows))
	for _, r := range rows {
		above[r.Unit] = r.Parent
	}
	return above, err
}

// CalendarFor is the hash of the calendar by which a body counts: its own, that
// of the nearest body above, or the nation's. ErrNotFound: none is in force.
func (s *Store) CalendarFor(ctx context.Context, unit string) (hash string, err error) {
	return one(ctx, s, "calendar for", pgx.RowTo[string], `WITH RECURSIVE up AS (
			SELECT id, parent, 0 AS depth FROM units WHERE id = $1
			UNION ALL
			SELECT p.id, p.parent, up.depth + 1 FROM up JOIN units p ON p.id = up.parent WHERE up.depth < 32)
		SELECT f.hash FROM calendars_in_force f LEFT JOIN up ON up.id = f.unit
		WHERE f.unit = '' OR up.id IS NOT NULL ORDER BY f.unit = '', up.depth LIMIT 1`, unit)
}
