package api

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
)

// list is an answer with items and no further page.
type list[T any] struct {
	Items []T `json:"items" nullable:"false"`
}

func answerList[T any](items []T, err error) (*body[list[T]], error) {
	if items == nil {
		items = []T{}
	}
	return &body[list[T]]{list[T]{items}}, err
}

type nothing struct{}

// Token is an API token without its secret.
type Token struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Created  string `json:"created"`
	Expires  string `json:"expires"`
	LastUsed string `json:"lastUsed,omitempty"`
}

func (s *Server) listTokens(ctx context.Context, _ *struct{}) (*body[list[Token]], error) {
	rows, err := s.Desk.Tokens(ctx, me(ctx).ID)
	var out []Token
	for _, t := range rows {
		out = append(out, Token{t.ID, t.Name, t.Created.Format(time.RFC3339), t.Expires.Format(time.RFC3339), optionalTime(t.LastUsed)})
	}
	return answerList(out, err)
}

func optionalTime(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.Format(time.RFC3339)
}

type tokenInput struct {
	Body struct {
		Name string `json:"name" minLength:"1" maxLength:"100"`
		Days int    `json:"days" minimum:"1" maximum:"365"`
	}
}

// NewToken is a token in the only answer that shows it.
type NewToken struct {
	ID    string `json:"id"`
	Token string `json:"token"`
}

func (s *Server) issueToken(ctx context.Context, in *tokenInput) (*body[NewToken], error) {
	id, token, err := s.Desk.IssueToken(ctx, me(ctx).ID, in.Body.Name, in.Body.Days, s.Casework.Now())
	if errors.Is(err, access.ErrToken) {
		return nil, plainProblem(http.StatusUnprocessableEntity)
	}
	return answerWith(NewToken{id, token}, err)
}

func (s *Server) endToken(ctx context.Context, in *byID) (*nothing, error) {
	err := s.Desk.EndToken(ctx, me(ctx).ID, in.ID)
	if errors.Is(err, store.ErrNotFound) {
		return nil, plainProblem(http.StatusNotFound)
	}
	return &nothing{}, err
}

func (s *Server) inbox(ctx context.Context, in *Paging) (*body[casework.Inbox], error) {
	return answerWith(s.Casework.Inbox(ctx, me(ctx).Scope, in.page()))
}

type entryInput struct {
	ID int64 `path:"id" minimum:"1"`
}

func (s *Server) readOne(ctx context.Context, in *entryInput) (*nothing, error) {
	return &nothing{}, s.Casework.MarkRead(ctx, me(ctx).Scope, in.ID)
}

func (s *Server) acknowledge(ctx context.Context, in *entryInput) (*nothing, error) {
	return &nothing{}, s.Casework.Acknowledge(ctx, me(ctx).Scope, in.ID)
}

func (s *Server) readAll(ctx context.Context, _ *struct{}) (*nothing, error) {
	return &nothing{}, s.Casework.MarkRead(ctx, me(ctx).Scope, 0)
}

func (s *Server) mails(context.Context, *struct{}) (*body[list[casework.Mail]], error) {
	if s.Mails == nil {
		return nil, plainProblem(http.StatusNotFound)
	}
	return answerList(s.Mails(), nil)
}

type unitsInput struct {
	Branch string `query:"branch" enum:"hanh-chinh,dang,tu-phap"`
	Level  string `query:"level" enum:"trung-uong,tinh,khu-vuc,huyen,xa"`
}

func (s *Server) units(ctx context.Context, in *unitsInput) (*body[list[casework.UnitView]], error) {
	return answerList(s.Casework.Units(ctx, in.Branch, in.Level))
}

type usersInput struct {
	Unit string `query:"unit" required:"true" maxLength:"64"`
	Role string `query:"role" maxLength:"64"`
}

func (s *Server) users(ctx context.Context, in *usersInput) (*body[list[casework.UserView]], error) {
	return answerList(s.Casework.Users(ctx, me(ctx).Scope, in.Unit, in.Role))
}

type fileInput struct {
	Keyed
	RawBody huma.MultipartFormFiles[struct {
		File huma.FormFile `form:"file" required:"true"`
	}]
}

func (s *Server) keepFile(ctx context.Context, in *fileInput) (*body[casework.FileView], error) {
	defer func() { _ = in.RawBody.Form.RemoveAll() }()
	f := in.RawBody.Data().File
	if f.Size > fileLimit {
		return nil, plainProblem(http.StatusRequestEntityTooLarge)
	}
	content := make([]byte, f.Size)
	if _, err := io.ReadFull(f, content); err != nil {
		return nil, &machine.Refusal{Code: "file-refused", Sentence: "Tệp không đọc được, xin gửi lại."}
	}
	return answerWith(s.Casework.KeepFile(ctx, me(ctx).Scope, f.Filename, in.Key, content))
}

type fileOutput struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

func (s *Server) file(ctx context.Context, in *byID) (*fileOutput, error) {
	f, content, err := s.Casework.File(ctx, me(ctx).Scope, in.ID)
	return &fileOutput{f.Type, mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}), content}, err
}
