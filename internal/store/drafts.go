package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// DraftRow is a procedure that somebody writes.
type DraftRow struct {
	ID       string // uuid
	Name     string
	Version  string
	Text     string // YAML
	Revision int    // grows with each change
	Status   string // "draft", "submitted", "published"
	Author   string // user id
	Reason   string // why it was returned, if it was
	Updated  time.Time
}

const draftColumns = `id, name, version, text, revision, status, author, reason, updated`

// NewDraft keeps a new draft, in revision 1. The same id again changes nothing.
func (s *Store) NewDraft(ctx context.Context, d DraftRow) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO drafts (id, name, version, text, author, updated) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
		d.ID, d.Name, d.Version, d.Text, d.Author, d.Updated)
	return wrapped("new draft", err)
}

// Drafts lists all drafts that are not published, last changed first.
func (s *Store) Drafts(ctx context.Context) ([]DraftRow, error) {
	return all(ctx, s, "drafts", pgx.RowToStructByPos[DraftRow],
		`SELECT `+draftColumns+` FROM drafts WHERE status <> 'published' ORDER BY updated DESC, id DESC`)
}

// Draft is one draft, or ErrNotFound.
func (s *Store) Draft(ctx context.Context, id string) (DraftRow, error) {
	return one(ctx, s, "draft", pgx.RowToStructByPos[DraftRow], `SELECT `+draftColumns+` FROM drafts WHERE id = $1`, uuidArg(id))
}

// SaveDraft changes the text of the author's own draft, and the version that
// the text names. The draft's revision must be the one that was read; it comes
// back grown by one. Only the author writes: whoever publishes has then never
// written a word of it. ErrConflict: changed meanwhile, submitted, or another's.
func (s *Store) SaveDraft(ctx context.Context, d DraftRow) (DraftRow, error) {
	return s.changeDraft(ctx, "save draft", `UPDATE drafts SET text = $4, version = $5, updated = $6, revision = revision + 1
		WHERE id = $1 AND revision = $2 AND author = $3 AND status = 'draft' RETURNING `+draftColumns,
		d.ID, d.Revision, d.Author, d.Text, d.Version, d.Updated)
}

// SubmitDraft puts the author's own draft before a second person. ErrConflict
// as for SaveDraft.
func (s *Store) SubmitDraft(ctx context.Context, id, author string, revision int, now time.Time) (DraftRow, error) {
	return s.changeDraft(ctx, "submit draft", `UPDATE drafts SET status = 'submitted', reason = '', updated = $4
		WHERE id = $1 AND author = $2 AND revision = $3 AND status = 'draft' RETURNING `+draftColumns, id, author, revision, now)
}

// ReturnDraft gives a submitted draft back to its author with a reason.
func (s *Store) ReturnDraft(ctx context.Context, id, reason string, now time.Time) (DraftRow, error) {
	return s.changeDraft(ctx, "return draft", `UPDATE drafts SET status = 'draft', reason = $2, updated = $3
		WHERE id = $1 AND status = 'submitted' RETURNING `+draftColumns, id, reason, now)
}

// DropDraft removes the author's own draft unless it is published.
func (s *Store) DropDraft(ctx context.Context, id, author string) error {
	_, err := s.changeDraft(ctx, "drop draft", `DELETE FROM drafts
		WHERE id = $1 AND author = $2 AND status <> 'published' RETURNING `+draftColumns, uuidArg(id), author)
	return err
}

func (s *Store) changeDraft(ctx context.Context, call, sql string, args ...any) (DraftRow, error) {
	d, err := one(ctx, s, call, pgx.RowToStructByPos[DraftRow], sql, args...)
	if err == ErrNotFound {
		err = ErrConflict
	}
	return d, err
}
