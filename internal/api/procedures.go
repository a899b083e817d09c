package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/donthu/donthu/docs"
	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/legaltime"
)

func (s *Server) procedures(ctx context.Context, _ *struct{}) (*body[list[casework.ProcedureRow]], error) {
	return answerList(s.Casework.Procedures(ctx))
}

type versionInput struct {
	Name    string `path:"name" maxLength:"64"`
	Version string `path:"version" maxLength:"64"`
}

func (s *Server) procedure(ctx context.Context, in *versionInput) (*body[casework.ProcedureView], error) {
	return answerWith(s.Casework.Procedure(ctx, in.Name, in.Version))
}

// pageOutput is a page of its own: its style sheet stands in it, and nothing
// else may be loaded or run.
type pageOutput struct {
	Type   string `header:"Content-Type"`
	Policy string `header:"Content-Security-Policy"`
	Body   []byte
}

func (s *Server) printProcedure(ctx context.Context, in *versionInput) (*pageOutput, error) {
	page, err := s.Casework.PrintedProcedure(ctx, in.Name, in.Version)
	return &pageOutput{"text/html; charset=utf-8", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'", []byte(page)}, err
}

type checkInput struct {
	Body struct {
		Text string `json:"text" maxLength:"262144"`
	}
}

func (s *Server) checkProcedure(ctx context.Context, in *checkInput) (*body[casework.Checked], error) {
	return answerWith(s.Casework.Check(ctx, me(ctx).Scope, in.Body.Text))
}

type codeInput struct {
	Code string `path:"code" maxLength:"64" pattern:"^[a-z0-9_]+$"`
}

// Help is the page of one rule of the checker.
type Help struct {
	Code     string `json:"code"`
	Markdown string `json:"markdown"`
}

func (s *Server) helpPage(_ context.Context, in *codeInput) (*body[Help], error) {
	text, ok := docs.Check(in.Code)
	if !ok {
		return nil, plainProblem(http.StatusNotFound)
	}
	return answerWith(Help{in.Code, text}, nil)
}

func (s *Server) schema(context.Context, *struct{}) (*body[json.RawMessage], error) {
	return answerWith(json.RawMessage(procedures.Schema()), nil)
}

func (s *Server) drafts(ctx context.Context, _ *struct{}) (*body[list[casework.Draft]], error) {
	return answerList(s.Casework.Drafts(ctx, me(ctx).Scope))
}

func (s *Server) draft(ctx context.Context, in *byID) (*body[casework.Draft], error) {
	return answerWith(s.Casework.Draft(ctx, me(ctx).Scope, in.ID))
}

type newDraftInput struct {
	Keyed
	Body struct {
		Name string `json:"name" maxLength:"64"`
		Base string `json:"base" maxLength:"64" doc:"published version to begin from"`
	}
}

func (s *Server) newDraft(ctx context.Context, in *newDraftInput) (*body[casework.Draft], error) {
	return answerWith(s.Casework.NewDraft(ctx, me(ctx).Scope, in.Body.Name, in.Body.Base, in.Key))
}

type saveInput struct {
	ID   string `path:"id" format:"uuid"`
	Body struct {
		Text     string `json:"text" maxLength:"262144"`
		Revision int    `json:"revision" minimum:"1"`
	}
}

func (s *Server) saveDraft(ctx context.Context, in *saveInput) (*body[casework.Draft], error) {
	return answerWith(s.Casework.SaveDraft(ctx, me(ctx).Scope, in.ID, in.Body.Text, in.Body.Revision))
}

func (s *Server) dropDraft(ctx context.Context, in *byID) (*nothing, error) {
	return &nothing{}, s.Casework.DropDraft(ctx, me(ctx).Scope, in.ID)
}

func (s *Server) submitDraft(ctx context.Context, in *byID) (*body[casework.Draft], error) {
	return answerWith(s.Casework.SubmitDraft(ctx, me(ctx).Scope, in.ID))
}

type returnInput struct {
	ID   string `path:"id" format:"uuid"`
	Body struct {
		Reason string `json:"reason" minLength:"3" maxLength:"1000"`
	}
}

func (s *Server) returnDraft(ctx context.Context, in *returnInput) (*body[casework.Draft], error) {
	return answerWith(s.Casework.ReturnDraft(ctx, me(ctx).Scope, in.ID, in.Body.Reason))
}

type publishInput struct {
	ID   string `path:"id" format:"uuid"`
	Body struct {
		From string `json:"from" format:"date"`
	}
}

func (s *Server) publishDraft(ctx context.Context, in *publishInput) (*body[casework.VersionView], error) {
	from, err := legaltime.ParseDate(in.Body.From)
	if err != nil {
		return nil, badField("from")
	}
	return answerWith(s.Casework.Publish(ctx, me(ctx).Scope, in.ID, from))
}
