package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// FileRow is an attachment without its content.
type FileRow struct {
	ID         string // uuid
	Case       string // empty: uploaded, not yet used by an act
	Name       string
	Type       string // media type
	Size       int64  // bytes
	SHA256     string // hex, of the content
	UploadedBy string // user id
	At         time.Time
}

const fileColumns = `id, coalesce(case_id::text, ''), name, type, size, sha256, uploaded_by, at`

// PutFile keeps a new attachment, as yet of no case. The same id again changes
// nothing.
func (s *Store) PutFile(ctx context.Context, f FileRow, content []byte) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO files (id, name, type, size, sha256, content, uploaded_by, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`, f.ID, f.Name, f.Type, len(content), f.SHA256, content, f.UploadedBy, f.At)
	return wrapped("put file", err)
}

// AttachFiles gives files that the user uploaded to a case. Again changes
// nothing. ErrNotFound, and nothing attached: one of them is not there, is
// another user's, or belongs to another case.
func (s *Store) AttachFiles(ctx context.Context, caseID, user string, ids []string) error {
	return wrapped("attach files", s.inTx(ctx, func(tx pgx.Tx) error {
		done, err := tx.Exec(ctx, `UPDATE files SET case_id = $1 WHERE id = ANY ($3::text[]::uuid[])
			AND (case_id = $1 OR case_id IS NULL AND uploaded_by = $2)`, caseID, user, ids)
		if err == nil && int(done.RowsAffected()) != len(ids) {
			err = ErrNotFound
		}
		return err
	}))
}

// Files lists the attachments of a case, oldest first.
func (s *Store) Files(ctx context.Context, caseID string) ([]FileRow, error) {
	return all(ctx, s, "files", pgx.RowToStructByPos[FileRow],
		`SELECT `+fileColumns+` FROM files WHERE case_id = $1 ORDER BY at, id`, caseID)
}

// File is an attachment with its content, for an officer who uploaded it or
// whose units may see its case; ErrNotFound for all others.
func (s *Store) File(ctx context.Context, scope Scope, id string) (f FileRow, content []byte, err error) {
	units, _ := scope.units()
	err = s.pool.QueryRow(ctx, `SELECT `+fileColumns+`, content FROM files f WHERE id = $2 AND`+barred("f.case_id")+`
		AND (uploaded_by = $1 OR EXISTS (SELECT FROM case_units u WHERE u.case_id = f.case_id AND u.unit = ANY ($3)))`,
		scope.User, id, units).Scan(&f.ID, &f.Case, &f.Name, &f.Type, &f.Size, &f.SHA256, &f.UploadedBy, &f.At, &content)
	return f, content, wrapped("file", found(err))
}

// DropLooseFiles removes files uploaded before an instant that no act used, and
// says how many.
func (s *Store) DropLooseFiles(ctx context.Context, before time.Time) (int, error) {
	done, err := s.pool.Exec(ctx, `DELETE FROM files WHERE case_id IS NULL AND at < $1`, before)
	return int(done.RowsAffected()), wrapped("drop loose files", err)
}
