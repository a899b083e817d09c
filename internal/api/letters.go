package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/donthu/donthu/internal/casework"
)

func (s *Server) channelRoutes(g huma.API) {
	add(g, "inboxEvents", http.MethodGet, "/inbox/events", "Follow the inbox", s.inboxEvents, streamed)
	add(g, "showFeed", http.MethodGet, "/feed", "My calendar feed", s.showFeed)
	add(g, "issueFeed", http.MethodPost, "/feed", "A new address for my calendar feed", s.issueFeed)
	add(g, "endFeed", http.MethodDelete, "/feed", "End my calendar feed", s.endFeed)
	add(g, "letters", http.MethodGet, "/letters", "Templates of letters", s.letters)
	add(g, "checkLetter", http.MethodPost, "/letters/{kind}/check", "Check a template and see how it looks", s.checkLetter)
	add(g, "saveLetter", http.MethodPut, "/letters/{kind}", "Save a template", s.saveLetter)
	add(g, "builtinLetter", http.MethodPost, "/letters/{kind}/builtin", "Go back to the built-in letter", s.builtinLetter)
	add(g, "letterHistory", http.MethodGet, "/letters/{kind}/history", "Savings of a template, newest first", s.letterHistory)
	add(g, "undelivered", http.MethodGet, "/undelivered", "Mails and messages that were given up", s.undelivered)
	add(g, "sendAgain", http.MethodPost, "/undelivered/{id}/again", "Try again", s.sendAgain)
	add(g, "letBe", http.MethodPost, "/undelivered/{id}/let-be", "Do not try again", s.letBe)
	add(g, "gatewayAddress", http.MethodPut, "/users/{id}/gateway", "How the gateway knows an officer", s.gatewayAddress)
	add(g, "myGateway", http.MethodGet, "/gateway", "My number for messages", s.myGateway)
	add(g, "setMyGateway", http.MethodPut, "/gateway", "Set or take away my number for messages", s.setMyGateway)
}

// LetterName is a kind of letter in an address.
type LetterName struct {
	Kind string `path:"kind" maxLength:"64"`
}

type letterText struct {
	LetterName
	Body casework.LetterText
}

type letterSaving struct {
	LetterName
	Body struct {
		casework.LetterText
		Version int `json:"version" minimum:"0" doc:"that the author saw"`
	}
}

type letterVersion struct {
	LetterName
	Body struct {
		Version int `json:"version" minimum:"0" doc:"that the author saw"`
	}
}

func (s *Server) letters(ctx context.Context, _ *struct{}) (*body[list[casework.LetterKind]], error) {
	return answerList(s.Casework.Letters(ctx, me(ctx).Scope))
}

func (s *Server) checkLetter(ctx context.Context, in *letterText) (*body[casework.LetterCheck], error) {
	return answerWith(s.Casework.CheckLetter(me(ctx).Scope, in.Kind, in.Body))
}

func (s *Server) saveLetter(ctx context.Context, in *letterSaving) (*body[casework.LetterKind], error) {
	return answerWith(s.Casework.SaveLetter(ctx, me(ctx).Scope, in.Kind, in.Body.LetterText, in.Body.Version))
}

func (s *Server) builtinLetter(ctx context.Context, in *letterVersion) (*body[casework.LetterKind], error) {
	return answerWith(s.Casework.BuiltinLetter(ctx, me(ctx).Scope, in.Kind, in.Body.Version))
}

func (s *Server) letterHistory(ctx context.Context, in *LetterName) (*body[list[casework.LetterVersion]], error) {
	return answerList(s.Casework.LetterHistory(ctx, me(ctx).Scope, in.Kind))
}

func (s *Server) undelivered(ctx context.Context, in *Paging) (*body[casework.UndeliveredPage], error) {
	return answerWith(s.Casework.Undelivered(ctx, me(ctx).Scope, in.page()))
}

func (s *Server) sendAgain(ctx context.Context, in *entryInput) (*nothing, error) {
	return &nothing{}, s.Casework.SendAgain(ctx, me(ctx).Scope, in.ID)
}

func (s *Server) letBe(ctx context.Context, in *entryInput) (*nothing, error) {
	return &nothing{}, s.Casework.LetBe(ctx, me(ctx).Scope, in.ID)
}
