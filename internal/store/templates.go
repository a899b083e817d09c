package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// TemplateRow is one version of the letter of a kind. Without a Body it says:
// the built-in one.
type TemplateRow struct {
	Kind    string
	Version int
	Subject string
	Body    string
	Short   string // for gateways
	Author  string // user id
	At      time.Time
}

const templateColumns = `SELECT kind, version, subject, body, short, author, at FROM letter_templates`

// Templates lists the newest version of every kind that has one.
func (s *Store) Templates(ctx context.Context) ([]TemplateRow, error) {
	return all(ctx, s, "templates", pgx.RowToStructByPos[TemplateRow], `SELECT DISTINCT ON (kind) kind, version, subject, body, short, author, at
		FROM letter_templates ORDER BY kind, version DESC`)
}

// TemplateHistory lists the versions of a kind, newest first.
func (s *Store) TemplateHistory(ctx context.Context, kind string) ([]TemplateRow, error) {
	return all(ctx, s, "template history", pgx.RowToStructByPos[TemplateRow], templateColumns+` WHERE kind = $1 ORDER BY version DESC`, kind)
}

// PutTemplate adds a version. Its number is one more than that of the version
// it was written over; ErrConflict: somebody else wrote over that one.
func (s *Store) PutTemplate(ctx context.Context, t TemplateRow) error {
	done, err := s.pool.Exec(ctx, `INSERT INTO letter_templates (kind, version, subject, body, short, author, at)
		SELECT $1, $2::int, $3, $4, $5, $6, $7 WHERE $2 = 1 + coalesce((SELECT max(version) FROM letter_templates WHERE kind = $1), 0)
		ON CONFLICT DO NOTHING`, t.Kind, t.Version, t.Subject, t.Body, t.Short, t.Author, t.At)
	if err == nil && done.RowsAffected() == 0 {
		err = ErrConflict
	}
	return wrapped("put template", err)
}
