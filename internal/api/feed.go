package api

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
)

// Feed is a person's calendar feed, without its address.
type Feed struct {
	Exists   bool   `json:"exists"`
	Created  string `json:"created,omitempty"`
	LastUsed string `json:"lastUsed,omitempty"`
}

// NewFeed is a feed in the only answer that shows its address.
type NewFeed struct {
	Address string `json:"address" doc:"whoever knows it reads the terms; a new one ends the old one"`
}

func (s *Server) showFeed(ctx context.Context, _ *struct{}) (*body[Feed], error) {
	f, err := s.Desk.FeedOf(ctx, me(ctx).ID)
	if errors.Is(err, store.ErrNotFound) {
		return answerWith(Feed{}, nil)
	}
	return answerWith(Feed{true, f.Created.Format(time.RFC3339), optionalTime(f.LastUsed)}, err)
}

func (s *Server) issueFeed(ctx context.Context, _ *struct{}) (*body[NewFeed], error) {
	secret, err := s.Desk.IssueFeed(ctx, me(ctx).ID, s.Casework.Now())
	return answerWith(NewFeed{strings.TrimSuffix(s.PublicURL, "/") + "/api/v1/feeds/" + secret + ".ics"}, err)
}

func (s *Server) endFeed(ctx context.Context, _ *struct{}) (*nothing, error) {
	return &nothing{}, s.Desk.EndFeed(ctx, me(ctx).ID)
}

type feedInput struct {
	File string `path:"file" maxLength:"100" doc:"the secret and .ics"`
}

type feedOutput struct {
	Type   string `header:"Content-Type"`
	Cache  string `header:"Cache-Control"`
	Robots string `header:"X-Robots-Tag"`
	Body   []byte
}

// feed needs no sign-in: calendar programs have none. Its secret opens nothing
// else.
func (s *Server) feed(ctx context.Context, in *feedInput) (*feedOutput, error) {
	user, err := s.Desk.Feed(ctx, strings.TrimSuffix(in.File, ".ics"), s.Casework.Now())
	if errors.Is(err, access.ErrNobody) {
		return nil, plainProblem(http.StatusNotFound)
	}
	if err != nil {
		return nil, err
	}
	scope, err := access.ScopeOf(ctx, s.Casework.Records, user.ID, s.Casework.Today())
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	err = s.Casework.Feed(ctx, scope, s.PublicURL, &file)
	return &feedOutput{"text/calendar; charset=utf-8", "private, max-age=600", "noindex", file.Bytes()}, err
}
