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

// givable is the condition under which a user may give a file to a case: $1 is
// the case, $2 the user.
const givable = ` (case_id = $1 OR case_id IS NULL AND uploaded_by = $2) `

// Givable tells whether AttachFiles would take a file.
func (s *Store) Givable(ctx context.Context, caseID, user, id string) (yes bool, err error) {
	err = s.pool.QueryRow(ctx, `SELECT EXISTS (SELECT FROM files WHERE id = $3 AND `+givable+`)`, caseID, user, uuidArg(id)).Scan(&yes)
	return yes, wrapped("givable", err)
}

// AttachFiles gives files that the user uploaded to a case. Again changes
// nothing. ErrNotFound, and nothing attached: one of them is not there, is
// another user's, or belongs to another case.
func (s *Store) AttachFiles(ctx context.Context, caseID, user string, ids []string) error {
	return wrapped("attach files", s.inTx(ctx, func(tx pgx.Tx) error {
		done, err := tx.Exec(ctx, `UPDATE files SET case_id = $1 WHERE id = ANY ($3::text[]::uuid[]) AND `+givable, caseID, user, ids)
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
		scope.User, uuidArg(id), units).Scan(&f.ID, &f.Case, &f.Name, &f.Type, &f.Size, &f.SHA256, &f.UploadedBy, &f.At, &content)
	return f, content, wrapped("file", found(err))
}

// SweepFiles settles the files that were uploaded before an instant and belong
// to no case: one that an act of its uploader names, because the program died
// between recording and AttachFiles, is given to that case; the others are
// removed. It says how many of each.
func (s *Store) SweepFiles(ctx context.Context, before time.Time) (attached, removed int, err error) {
	err = s.inTx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SET LOCAL statement_timeout = '10min'`); err != nil {
			return err
		}
		done, err := tx.Exec(ctx, `UPDATE files SET case_id = s.case_id
			FROM steps s CROSS JOIN LATERAL json_each_text(s.event -> 'with') w
			WHERE files.case_id IS NULL AND files.at < $1 AND s.actor = files.uploaded_by AND w.value = files.id::text`, before)
		if err != nil {
			return err
		}
		attached = int(done.RowsAffected())
		done, err = tx.Exec(ctx, `DELETE FROM files WHERE case_id IS NULL AND at < $1`, before)
		removed = int(done.RowsAffected())
		return err
	})
	return attached, removed, wrapped("sweep files", err)
}
