package casework

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gabriel-vasile/mimetype"
	"golang.org/x/text/unicode/norm"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/vault"
)

// kinds of attachment that are taken: what the content is, not what its name
// says.
var kinds = []string{
	"application/pdf", "image/jpeg", "image/png", "image/tiff", "image/webp", "text/plain",
	"application/msword", "application/vnd.ms-excel", "application/vnd.oasis.opendocument.text",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// KeepFile keeps an attachment until an act uses it; the same content under the
// same key again is the same attachment. Content and name go to the vault, the
// record learns only that there is a file.
func (s *Service) KeepFile(ctx context.Context, scope access.Scope, name, key string, content []byte) (FileView, error) {
	kind := mimetype.Detect(content)
	if len(content) == 0 || !slices.ContainsFunc(kinds, kind.Is) {
		return FileView{}, refuse(FileRefused, "Chỉ nhận PDF, ảnh, văn bản hoặc bảng tính có nội dung.")
	}
	row := store.FileRow{ID: idOf(scope, "file", key), Extension: kind.Extension(), Type: kind.String(), Size: int64(len(content)), UploadedBy: scope.User, At: s.Now()}
	if err := s.mayUpload(ctx, row); err != nil {
		return FileView{}, err
	}
	file := vault.NewFile(cleanName(name), content)
	var err error
	// The vault first: what the record names is there.
	if row.Digest, err = s.Vault.PutFile(ctx, row.ID, file); err != nil {
		return FileView{}, notKept(err)
	}
	return viewFile(row, file), s.Records.PutFile(ctx, row)
}

// looseLimit is how many bytes an officer may upload within a day that no case
// has as yet: ten of the largest files. Whoever goes on acting never meets it;
// whoever only uploads does not fill the vault.
const looseLimit = 10 * vault.FileLimit

// mayUpload asks before anything is kept. What is under way at that moment is
// not counted: by so much may somebody go past the limit.
func (s *Service) mayUpload(ctx context.Context, f store.FileRow) error {
	loose, err := s.Records.Loose(ctx, f.UploadedBy, f.At.AddDate(0, 0, -1), f.ID)
	if err == nil && loose+f.Size > looseLimit {
		err = refuse(UploadQuota, "Trong 24 giờ qua bạn đã tải lên gần 200 MB tệp chưa gắn với hồ sơ nào. Xin dùng các tệp đó trong hồ sơ trước, hoặc thử lại sau.")
	}
	return err
}

func notKept(err error) error {
	switch {
	case errors.Is(err, vault.ErrElsewhere):
		return refuse(KeyReused, "Mã lần gửi này đã dùng cho một tệp khác. Xin chọn lại tệp rồi gửi.")
	case errors.Is(err, vault.ErrTooLong):
		return refuse(FileRefused, "Tệp lớn hơn 20 MB; xin chia nhỏ hoặc quét với độ phân giải thấp hơn.")
	}
	return err
}

// cleanName keeps the last part of a path, composed, without control
// characters, of a length that fits.
func cleanName(name string) string {
	name = norm.NFC.String(filepath.Base(strings.ReplaceAll(name, "\\", "/")))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '"' {
			return -1
		}
		return r
	}, name)
	if letters := []rune(name); len(letters) > 150 {
		name = string(letters[:150])
	}
	if name == "" {
		name = "Tài liệu"
	}
	return name
}

// oldestFile is when a file was uploaded at the earliest that can still be used:
// well within the day after which it is removed, so that no act loses its file
// while it is recorded.
func (s *Service) oldestFile() time.Time { return s.Now().Add(-20 * time.Hour) }

// File is an attachment with its content, for whoever may see what it was filed
// with; where that may name who sent the petition, it is written down.
func (s *Service) File(ctx context.Context, scope access.Scope, id string) (FileView, []byte, error) {
	row, err := s.Records.File(ctx, scopeOf(scope), id)
	if err == nil && row.Case != "" {
		err = s.mayOpen(ctx, scope, row)
	}
	if err != nil {
		return FileView{}, nil, known(err)
	}
	file, err := s.Vault.File(ctx, row.ID, row.Case, row.Digest)
	if s.lost(err, row.Case, "file") {
		return FileView{}, nil, refuse(NotFound, "Tệp này có trong hồ sơ nhưng không còn trong kho bảo mật. Xin báo quản trị viên.")
	}
	if err != nil {
		return FileView{}, nil, err
	}
	return viewFile(row, file), file.Reveal().Content, nil
}

func (s *Service) mayOpen(ctx context.Context, scope access.Scope, f store.FileRow) error {
	r, err := s.read(ctx, scope, f.Case)
	if err != nil {
		return err
	}
	e := r.filedWith(f.ID)
	if !r.opens(e) {
		return notFound()
	}
	if !r.guarded(e) {
		return nil
	}
	return r.log(lookedAtFile+f.ID, "mở tệp: "+r.title(e))
}

// papers are the attachments that the reader may open. The name of a guarded one
// comes with its content, when somebody opens it.
func (r *reading) papers(v *CaseView) error {
	rows, err := r.Records.Files(r.ctx, r.row.ID)
	if err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(f store.FileRow) bool { return !r.opens(r.filedWith(f.ID)) })
	files, err := r.Vault.Labels(r.ctx, r.row.ID, each(rows, func(f store.FileRow) string { return f.ID })...)
	v.Files = each(rows, func(f store.FileRow) FileView {
		file, there := files[f.ID]
		if !there {
			r.lost(vault.ErrNotFound, "file")
		}
		view := viewFile(f, file)
		if r.guarded(r.filedWith(f.ID)) {
			view.Name = f.Name()
		}
		return view
	})
	return err
}

// viewFile shows a file under its own name; one whose label the vault does not
// hand out (record and vault disagree) under its number, as missing.
func viewFile(f store.FileRow, file vault.File) FileView {
	p := file.Reveal()
	missing := p.Name == ""
	if missing {
		p.Name, p.Size = f.Name(), f.Size
	}
	return FileView{f.ID, p.Name, p.Size, f.Type, p.SHA256, f.At.Format(time.RFC3339), missing}
}
