package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/jackc/pgx/v5"
)

// ProceduresChannel is told "name@version" when a procedure was published: see
// Listen.
const ProceduresChannel = "donthu_procedures"

// ProcedureRow is a published version of a procedure. It never changes.
type ProcedureRow struct {
	Name, Version, Title string
	Kind                 plan.Kind
	From, To             legaltime.Date // first and last date of reception; To zero: open
	Text                 string         // YAML
	Plan                 string         // hash
	Author               string         // user id; empty: came with the program
	PublishedBy          string         // user id; empty: came with the program
	PublishedAt          time.Time
}

const procedureColumns = `name, version, title, kind, from_date, to_date, text, plan, author, published_by, published_at`

func procedureRow(row pgx.CollectableRow) (p ProcedureRow, err error) {
	return p, row.Scan(&p.Name, &p.Version, &p.Title, &p.Kind, civil{&p.From}, civil{&p.To}, &p.Text, &p.Plan,
		&p.Author, &p.PublishedBy, &p.PublishedAt)
}

// Procedures lists all published versions without their texts, by name and
// version.
func (s *Store) Procedures(ctx context.Context) ([]ProcedureRow, error) {
	return all(ctx, s, "procedures", procedureRow,
		`SELECT `+strings.Replace(procedureColumns, " text,", " '',", 1)+` FROM procedures ORDER BY name, version`)
}

// inForce chooses, for each procedure, the version that a petition received on
// the day $1 follows: of those in force then, the one that began last.
const inForce = `SELECT DISTINCT ON (name) name, plan FROM procedures
	WHERE from_date <= $1::date AND (to_date IS NULL OR to_date >= $1::date) ORDER BY name, from_date DESC, version DESC`

// PlanOn is the hash of the plan that a petition received on a day follows, or
// ErrNotFound: no version of the procedure is in force then.
func (s *Store) PlanOn(ctx context.Context, procedure string, day legaltime.Date) (hash string, err error) {
	return one(ctx, s, "plan on", pgx.RowTo[string], `SELECT plan FROM (`+inForce+`) x WHERE name = $2`, day.String(), procedure)
}

// PlansOn are the hashes of the plans that petitions received on a day follow,
// one a procedure.
func (s *Store) PlansOn(ctx context.Context, day legaltime.Date) ([]string, error) {
	return all(ctx, s, "plans on", pgx.RowTo[string], `SELECT plan FROM (`+inForce+`) x`, day.String())
}

// Procedure is one published version, or ErrNotFound.
func (s *Store) Procedure(ctx context.Context, name, version string) (ProcedureRow, error) {
	return one(ctx, s, "procedure", procedureRow,
		`SELECT `+procedureColumns+` FROM procedures WHERE name = $1 AND version = $2`, name, version)
}

// Install publishes a procedure that came with the program. The same again
// changes nothing; the same name and version with another plan or text is
// ErrConflict: what is published never changes.
func (s *Store) Install(ctx context.Context, p ProcedureRow, body PlanRow) error {
	p.Author, p.PublishedBy = "", ""
	return wrapped("install", s.inTx(ctx, func(tx pgx.Tx) error { return publish(ctx, tx, p, body) }))
}

// PublishDraft makes a submitted draft a published version, in one
// transaction, and tells ProceduresChannel. PublishedBy must be another person
// than the draft's author. ErrConflict: the draft is not submitted at that
// revision (somebody changed or published it), or the version is taken.
func (s *Store) PublishDraft(ctx context.Context, draft string, revision int, p ProcedureRow, body PlanRow) error {
	return wrapped("publish", s.inTx(ctx, func(tx pgx.Tx) error {
		err := tx.QueryRow(ctx, `UPDATE drafts SET status = 'published', updated = $3
			WHERE id = $1 AND revision = $2 AND status = 'submitted' RETURNING author, text`,
			draft, revision, p.PublishedAt).Scan(&p.Author, &p.Text)
		if found(err) == ErrNotFound {
			return ErrConflict
		}
		if err != nil {
			return err
		}
		if p.PublishedBy == p.Author || p.PublishedBy == "" {
			return fmt.Errorf("the author of a draft may not publish it: %w", ErrConflict)
		}
		return publish(ctx, tx, p, body)
	}))
}

func publish(ctx context.Context, tx pgx.Tx, p ProcedureRow, body PlanRow) error {
	if _, err := tx.Exec(ctx, putPlan, body.Hash, body.Procedure, body.Version, body.JSON); err != nil {
		return err
	}
	done, err := tx.Exec(ctx, `INSERT INTO procedures (`+procedureColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
		p.Name, p.Version, p.Title, p.Kind, dateArg(p.From), dateArg(p.To), p.Text, body.Hash, p.Author, p.PublishedBy, p.PublishedAt)
	if err != nil {
		return err
	}
	if done.RowsAffected() == 0 {
		return sameAsPublished(ctx, tx, p, body.Hash)
	}
	_, err = tx.Exec(ctx, `SELECT pg_notify($1, $2)`, ProceduresChannel, p.Name+"@"+p.Version)
	return err
}

// sameAsPublished lets only the program's own files come again.
func sameAsPublished(ctx context.Context, tx pgx.Tx, p ProcedureRow, hash string) error {
	var same bool
	err := tx.QueryRow(ctx, `SELECT plan = $3 AND text = $4 AND author = '' FROM procedures WHERE name = $1 AND version = $2`,
		p.Name, p.Version, hash, p.Text).Scan(&same)
	if err == nil && (!same || p.PublishedBy != "") {
		err = ErrConflict
	}
	return err
}
