package casework

import (
	"context"
	"strings"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
)

// Undelivered is a mail or a call of a gateway that was given up.
type Undelivered struct {
	ID       int64  `json:"id"`
	Channel  string `json:"channel" enum:"mail,webhook"`
	User     Ref    `json:"user"`
	Address  string `json:"address"`
	Problem  string `json:"problem" doc:"a code; never the server's own words"`
	Sentence string `json:"sentence"`
	Attempts int    `json:"attempts"`
	At       string `json:"at"`
}

// VacantBody is a body in which, and above which, nobody can be told of alarms.
type VacantBody struct {
	Unit  Ref    `json:"unit"`
	Waits int    `json:"waits" doc:"alarms that wait until somebody is appointed"`
	Since string `json:"since"`
}

// UndeliveredPage is a page of them, newest first.
type UndeliveredPage struct {
	Items  []Undelivered `json:"items" nullable:"false"`
	Vacant []VacantBody  `json:"vacant" nullable:"false" doc:"bodies of whose alarms nobody can be told; on each page all of them"`
	Next   string        `json:"next,omitempty"`
}

// Undelivered lists what was given up. It does not say about which case.
func (s *Service) Undelivered(ctx context.Context, scope access.Scope, p Page) (UndeliveredPage, error) {
	if !access.MayAdminister(scope) {
		return UndeliveredPage{}, forbidden()
	}
	rows, next, err := s.Records.Undelivered(ctx, p.row())
	if err != nil {
		return UndeliveredPage{}, badCursor(err)
	}
	vacant, err := s.Records.Vacant(ctx)
	return UndeliveredPage{Items: each(rows, func(r store.UndeliveredRow) Undelivered {
		return Undelivered{r.ID, r.Channel, Ref{r.User, r.Name}, r.Address, r.Problem, problemSentence(r.Problem), r.Attempts, r.At.Format(time.RFC3339)}
	}), Vacant: each(vacant, func(r store.VacantRow) VacantBody {
		return VacantBody{Ref{r.Unit, r.Name}, r.Waits, r.Since.Format(time.RFC3339)}
	}), Next: next}, err
}

// SendAgain lets something that was given up be tried afresh; LetBe settles it.
func (s *Service) SendAgain(ctx context.Context, scope access.Scope, id int64) error {
	if !access.MayAdminister(scope) {
		return forbidden()
	}
	return known(s.Records.SendAgain(ctx, id, s.Now()))
}

// LetBe settles something that was given up: it is not sent any more.
func (s *Service) LetBe(ctx context.Context, scope access.Scope, id int64) error {
	if !access.MayAdminister(scope) {
		return forbidden()
	}
	return known(s.Records.LetBe(ctx, id))
}

// problemSentence says in words what the codes of deliveries mean.
func problemSentence(code string) string {
	way, what, _ := strings.Cut(code, ": ")
	switch {
	case code == "unsure":
		return "Không rõ thư đã đến hay chưa; đã gửi lại một lần và không gửi thêm"
	case code == "address":
		return "Địa chỉ thư không đúng dạng"
	case way == "server":
		return "Máy chủ thư từ chối (mã " + what + ")"
	case way == "connect", way == "send":
		return "Không nối được với máy chủ thư (" + what + ")"
	case way == "gateway" && what == "not configured any more":
		return "Cổng tin nhắn này không còn được cấu hình"
	case way == "gateway":
		return "Cổng tin nhắn không nhận (" + what + ")"
	}
	return code
}
