package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/donthu/donthu/internal/runner"
	"github.com/donthu/donthu/procedures/machine"
)

// Problem is an answer of the form of RFC 9457: a stable code, a Vietnamese
// sentence, the provision it rests on. It never repeats what was sent.
type Problem struct {
	Type    string                 `json:"type" example:"about:blank"`
	Title   string                 `json:"title" doc:"short English title of the status"`
	Status  int                    `json:"status"`
	Code    string                 `json:"code" doc:"stable; programs decide by it"`
	Detail  string                 `json:"detail" doc:"Vietnamese sentence for the person"`
	Cite    string                 `json:"cite,omitempty" doc:"provision of the law"`
	Errors  []machine.FieldProblem `json:"errors,omitempty"`
	Request string                 `json:"request,omitempty" doc:"id of the request, for the administrator"`
}

// Error carries no data.
func (p *Problem) Error() string { return p.Code }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is application/problem+json.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// statuses of refusals that are not a plain conflict with where the case
// stands.
var statuses = map[string]int{
	"not-found":      http.StatusNotFound,
	"unknown-act":    http.StatusNotFound,
	"forbidden":      http.StatusForbidden,
	"not-your-role":  http.StatusForbidden,
	"not-your-unit":  http.StatusForbidden,
	"second-person":  http.StatusForbidden,
	"form":           http.StatusUnprocessableEntity,
	"not-to-correct": http.StatusUnprocessableEntity,
	"bad-calendar":   http.StatusUnprocessableEntity,
	"stale-calendar": http.StatusConflict,
	"bad-letter":     http.StatusUnprocessableEntity,
	"bad-procedure":  http.StatusUnprocessableEntity,
	"file-refused":   http.StatusUnprocessableEntity,
	"wrong-from":     http.StatusUnprocessableEntity,
	"no-version":     http.StatusUnprocessableEntity,
	"future-date":    http.StatusUnprocessableEntity,
	"unreachable":    http.StatusServiceUnavailable,
	"signed-out":     http.StatusUnauthorized,
	"bad-login":      http.StatusUnauthorized,
	"slow-down":      http.StatusTooManyRequests,
	"upload-quota":   http.StatusTooManyRequests,
}

func problemOf(r *machine.Refusal) *Problem {
	status, ok := statuses[r.Code]
	if !ok {
		status = http.StatusConflict
	}
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: r.Code, Detail: r.Sentence, Cite: r.Cite, Errors: r.Fields}
}

// answer turns what a verb returned into what the client gets: a refusal is an
// answer; anything else is our failure, told without detail and logged.
func answer(ctx context.Context, err error) error {
	var r *machine.Refusal
	var p *Problem
	switch {
	case errors.As(err, &r):
		p = problemOf(r)
	case !errors.As(err, &p):
		return err
	}
	p.Request = requestOf(ctx)
	return p
}

func requestOf(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// problem is every error on its way out: it gets the id of its request, and a
// failure of ours is logged with its cause.
func (s *Server) problem(ctx huma.Context, status int, msg string, errs ...error) huma.StatusError {
	e := problemFromHuma(status, msg, errs...)
	p, ours := e.(*Problem)
	if !ours || ctx == nil {
		return e
	}
	p.Request = requestOf(ctx.Context())
	if p.Status >= http.StatusInternalServerError {
		s.Log.Error().Str("request", p.Request).Strs("causes", kinds(errs)).Msg("failed")
	}
	return p
}

// kinds names failures without their texts, which may repeat what was sent: the
// SQLSTATE where a database answered, else the outermost words of our own.
func kinds(errs []error) (out []string) {
	for _, err := range errs {
		var state interface{ SQLState() string }
		if errors.As(err, &state) {
			out = append(out, "SQLSTATE "+state.SQLState())
			continue
		}
		head, _, _ := strings.Cut(err.Error(), ":")
		out = append(out, fmt.Sprintf("%T %s", err, head))
	}
	return out
}

// sentences of problems that the HTTP layer itself finds.
var sentences = map[int]struct{ code, detail string }{
	http.StatusBadRequest:            {"bad-request", "Yêu cầu không đọc được."},
	http.StatusUnauthorized:          {"signed-out", "Bạn chưa đăng nhập hoặc phiên đã hết hạn."},
	http.StatusForbidden:             {"forbidden", "Bạn không được làm việc này."},
	http.StatusNotFound:              {"not-found", "Không tìm thấy."},
	http.StatusMethodNotAllowed:      {"bad-method", "Cách gọi này không được hỗ trợ."},
	http.StatusRequestEntityTooLarge: {"too-large", "Nội dung gửi lên quá lớn."},
	http.StatusUnsupportedMediaType:  {"bad-type", "Kiểu dữ liệu gửi lên không được hỗ trợ."},
	http.StatusUnprocessableEntity:   {"form", "Một số trường chưa đúng."},
	http.StatusTooManyRequests:       {"slow-down", "Bạn thử quá nhiều lần. Xin đợi một lát rồi thử lại."},
	http.StatusServiceUnavailable:    {"unreachable", "Hệ thống đang bận, xin thử lại sau ít phút. Thao tác của bạn chưa mất."},
}

func plainProblem(status int) *Problem {
	s, ok := sentences[status]
	if !ok {
		s.code, s.detail = "failed", "Hệ thống gặp lỗi. Xin thử lại; nếu vẫn lỗi, báo mã yêu cầu cho quản trị viên."
	}
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: s.code, Detail: s.detail}
}

// problemFromHuma replaces huma's own errors, which repeat the values sent.
func problemFromHuma(status int, _ string, errs ...error) huma.StatusError {
	p := plainProblem(status)
	for _, err := range errs {
		if errors.Is(err, runner.ErrUnknown) {
			return plainProblem(http.StatusServiceUnavailable)
		}
		var own *Problem
		if errors.As(err, &own) {
			return own
		}
		var d huma.ErrorDetailer
		if errors.As(err, &d) {
			p.Errors = append(p.Errors, fieldProblem(d.ErrorDetail()))
		}
	}
	return p
}

// requiredPrefix begins huma's message about a property that is missing; its
// name, which follows, comes from our own schema.
const requiredPrefix = "expected required property "

func fieldProblem(d *huma.ErrorDetail) machine.FieldProblem {
	field := strings.TrimPrefix(strings.TrimPrefix(d.Location, "body."), "query.")
	switch {
	case strings.HasPrefix(d.Message, requiredPrefix):
		name, _, _ := strings.Cut(strings.TrimPrefix(d.Message, requiredPrefix), " ")
		return machine.FieldProblem{Field: name, Code: "missing", Sentence: "Còn thiếu thông tin bắt buộc."}
	case strings.Contains(d.Message, "required"):
		return machine.FieldProblem{Field: field, Code: "missing", Sentence: "Còn thiếu thông tin bắt buộc."}
	case strings.Contains(d.Message, "unexpected property"):
		return machine.FieldProblem{Field: field, Code: "unknown", Sentence: "Trường này không có trong biểu mẫu."}
	}
	return machine.FieldProblem{Field: field, Code: "invalid", Sentence: "Giá trị không đúng kiểu hoặc ngoài giới hạn."}
}
