package casework

import "github.com/donthu/donthu/procedures/machine"

// Codes of the answers that say no before the law is asked. The law's own are
// those of package machine.
const (
	NotFound      = "not-found"
	Forbidden     = "forbidden"
	NotInForce    = "no-version"
	WrongValue    = "form"
	SecondPerson  = "second-person"
	StaleDraft    = "stale-draft"
	BadProcedure  = "bad-procedure"
	FileRefused   = "file-refused"
	UploadQuota   = "upload-quota"
	WrongFrom     = "wrong-from"
	KeyReused     = "key-reused"
	BadCalendar   = "bad-calendar"
	StaleCalendar = "stale-calendar"
	NotAsked      = "not-asked"

	LatenessUnnamed = "lateness-unnamed"
)

func refuse(code, sentence string) *machine.Refusal {
	return &machine.Refusal{Code: code, Sentence: sentence}
}

// Missing and invisible things are never told apart: the answer must not show
// that a case exists.
func notFound() *machine.Refusal {
	return refuse(NotFound, "Không tìm thấy, hoặc bạn không được xem.")
}

func forbidden() *machine.Refusal {
	return refuse(Forbidden, "Vai trò của bạn không được làm việc này.")
}

func keyReused() *machine.Refusal {
	return refuse(KeyReused, "Mã lần gửi này đã dùng cho một nội dung khác. Xin tải lại trang rồi làm lại.")
}
