package store

import (
	"context"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
)

// FileRow is what the record knows of an attachment. The vault holds its
// content, its own name and its exact size, under the same id.
type FileRow struct {
	ID         string // uuid
	Case       string // empty: uploaded, not yet used by an act
	Number     int    // counts the files of a case; 0: of none yet
	Extension  string // ".pdf": of what the content is
	Type       string // media type
	Size       int64  // bytes; kept rounded up to 64 KiB
	Digest     string // hex, of what the vault stored: it tells a changed file, not which one it is
	UploadedBy string // user id
	At         time.Time
}

// Name says nothing of the content: "Tài liệu 2.pdf".
func (f FileRow) Name() string {
	if f.Number == 0 {
		return "Tài liệu" + f.Extension
	}
	return "Tài liệu " + strconv.Itoa(f.Number) + f.Extension
}

const fileColumns = `id, coalesce(case_id::text, ''), coalesce(number, 0), extension, type, size, digest, uploaded_by, at`

// grain is what sizes are rounded up to.
const grain = 64 << 10

// PutFile writes down a new attachment, as yet of no case, that the vault has
// already. The same id again changes nothing.
func (s *Store) PutFile(ctx context.Context, f FileRow) error {
	rounded := (f.Size + grain - 1) / grain * grain
	_, err := s.pool.Exec(ctx, `INSERT INTO files (id, extension, type, size, digest, uploaded_by, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING`, f.ID, f.Extension, f.Type, rounded, f.Digest, f.UploadedBy, f.At)
	return wrapped("put file", err)
}

// Loose is how many bytes a user uploaded since an instant that no case has as
// yet, with each file rounded up to 64 KiB; the file with the id except counts
// as not there.
func (s *Store) Loose(ctx context.Context, user string, since time.Time, except string) (bytes int64, err error) {
	err = s.pool.QueryRow(ctx, `SELECT coalesce(sum(size), 0)::bigint FROM files
		WHERE case_id IS NULL AND uploaded_by = $1 AND at >= $2 AND id <> $3`, user, since, except).Scan(&bytes)
	return bytes, wrapped("loose files", err)
}

// givable is the condition under which a user may give a file to a case: $1 is
// the case, $2 the user.
const givable = ` (case_id = $1 OR case_id IS NULL AND uploaded_by = $2) `

// Givable tells whether an act may name a file that AttachFiles would then take.
// One that was uploaded before an instant and is still of no case is too near
// its removal.
func (s *Store) Givable(ctx context.Context, caseID, user, id string, since time.Time) (yes bool, err error) {
	err = s.pool.QueryRow(ctx, `SELECT EXISTS (SELECT FROM files WHERE id = $3 AND`+givable+`AND (case_id IS NOT NULL OR at >= $4))`,
		caseID, user, uuidArg(id), since).Scan(&yes)
	return yes, wrapped("givable", err)
}

// AttachFiles gives files that the user uploaded to a case, in this order. Again
// changes nothing. ErrNotFound, and nothing attached: one of them is not there,
// is another user's, or belongs to another case.
func (s *Store) AttachFiles(ctx context.Context, caseID, user string, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	return wrapped("attach files", s.inTx(ctx, func(tx pgx.Tx) error { return attachFiles(ctx, tx, caseID, user, ids) }))
}

func attachFiles(ctx context.Context, tx pgx.Tx, caseID, user string, ids []string) error {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('files ' || $1, 0))`, caseID); err != nil {
		return err
	}
	done, err := tx.Exec(ctx, `UPDATE files f SET case_id = $1, number = coalesce(f.number, x.number)
		FROM (SELECT id, (SELECT coalesce(max(number), 0) FROM files WHERE case_id = $1)
				+ row_number() OVER (ORDER BY case_id IS NOT NULL, array_position($3::text[], id::text)) AS number
			FROM files WHERE id = ANY ($3::text[]::uuid[]) AND`+givable+`) x
		WHERE f.id = x.id`, caseID, user, ids)
	if err == nil && int(done.RowsAffected()) != len(ids) {
		err = ErrNotFound
	}
	return err
}

// Files lists the attachments of a case, first given first.
func (s *Store) Files(ctx context.Context, caseID string) ([]FileRow, error) {
	return all(ctx, s, "files", pgx.RowToStructByPos[FileRow],
		`SELECT `+fileColumns+` FROM files WHERE case_id = $1 ORDER BY number`, caseID)
}

// File is an attachment, for an officer who uploaded it or may see its case;
// ErrNotFound for all others.
func (s *Store) File(ctx context.Context, scope Scope, id string) (FileRow, error) {
	units, roles, of := scope.posts()
	return one(ctx, s, "file", pgx.RowToStructByPos[FileRow], `SELECT `+fileColumns+` FROM files f WHERE id = $2 AND`+barred("f.case_id")+`
		AND (uploaded_by = $1 OR`+seen("f.case_id", "$3", "$4", "$5")+`)`, scope.User, uuidArg(id), units, roles, of)
}

// CasesOfFiles says which case each of these files belongs to; empty: none yet.
// A file that the record does not know is not in the map.
func (s *Store) CasesOfFiles(ctx context.Context, ids []string) (map[string]string, error) {
	owners := map[string]string{}
	rows, _ := s.pool.Query(ctx, `SELECT id::text, coalesce(case_id::text, '') FROM files WHERE id = ANY ($1::text[]::uuid[])`, ids)
	var id, owner string
	_, err := pgx.ForEachRow(rows, []any{&id, &owner}, func() error {
		owners[id] = owner
		return nil
	})
	return owners, wrapped("cases of files", err)
}

// SweepFiles settles the files that were uploaded before an instant and belong
// to no case: one that an act of its uploader names, because the program died
// between recording and AttachFiles, is given to that case; the others are
// forgotten, and the vault's own sweep removes them. It says how many of each.
func (s *Store) SweepFiles(ctx context.Context, before time.Time) (attached, removed int, err error) {
	err = s.inTx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SET LOCAL statement_timeout = '10min'`); err != nil {
			return err
		}
		lost, err := lostFiles(ctx, tx, before)
		if err != nil {
			return err
		}
		for _, f := range lost {
			if err := attachFiles(ctx, tx, f.Case, f.UploadedBy, []string{f.ID}); err != nil {
				return err
			}
		}
		done, err := tx.Exec(ctx, `DELETE FROM files WHERE case_id IS NULL AND at < $1`, before)
		attached, removed = len(lost), int(done.RowsAffected())
		return err
	})
	return attached, removed, wrapped("sweep files", err)
}

// lostFiles are those that a recorded act names and no case has, with the case
// of that act.
func lostFiles(ctx context.Context, tx pgx.Tx, before time.Time) ([]FileRow, error) {
	rows, _ := tx.Query(ctx, `SELECT DISTINCT ON (f.id) f.id::text, s.case_id::text, f.uploaded_by
		FROM files f JOIN steps s ON s.actor = f.uploaded_by CROSS JOIN LATERAL json_each_text(s.event -> 'with') w
		WHERE f.case_id IS NULL AND f.at < $1 AND w.value = f.id::text ORDER BY f.id, s.at`, before)
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (f FileRow, err error) {
		return f, row.Scan(&f.ID, &f.Case, &f.UploadedBy)
	})
}
