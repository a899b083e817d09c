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

// UndeliveredPage is a page of them, newest first.
type UndeliveredPage struct {
	Items []Undelivered `json:"items" nullable:"false"`
	Next  string        `json:"next,omitempty"`
}

// Undelivered lists what was given up. It does not say about which case.
func (s *Service) Undelivered(ctx context.Context, scope access.Scope, p Page) (UndeliveredPage, error) {
	if !access.MayAdminister(scope) {
		return UndeliveredPage{}, forbidden()
	}
	rows, next, err := s.Records.Undelivered(ctx, p.row())
	return UndeliveredPage{each(rows, func(r store.UndeliveredRow) Undelivered {
		return Undelivered{r.ID, r.Channel, Ref{r.User, r.Name}, r.Address, r.Problem, problemSentence(r.Problem), r.Attempts, r.At.Format(time.RFC3339)}
	}), next}, badCursor(err)
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
