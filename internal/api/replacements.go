package api

import (
	"context"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/procedures/legaltime"
)

func (s *Server) replacements(ctx context.Context, _ *struct{}) (*body[casework.ReplacementDesk], error) {
	return answerWith(s.Casework.Replacements(ctx, me(ctx).Scope))
}

type replaceInput struct {
	Keyed
	Body struct {
		User       string `json:"user,omitempty" maxLength:"64" doc:"who is away, or delegates; empty: myself"`
		Substitute string `json:"substitute,omitempty" maxLength:"64" doc:"who stands in; may be empty for an absence"`
		Unit       string `json:"unit,omitempty" maxLength:"64" doc:"of a delegation"`
		Role       string `json:"role,omitempty" maxLength:"64" doc:"of a delegation; empty: an absence from all posts"`
		From       string `json:"from" format:"date"`
		To         string `json:"to,omitempty" format:"date" doc:"last day, counted; an absence may leave it open"`
		Basis      string `json:"basis,omitempty" maxLength:"300" doc:"number and date of the document; required of a delegation"`
	}
}

func (s *Server) replace(ctx context.Context, in *replaceInput) (*body[casework.ReplacementView], error) {
	from, err := optionalDay("from", in.Body.From)
	if err != nil {
		return nil, err
	}
	to, err := optionalDay("to", in.Body.To)
	if err != nil {
		return nil, err
	}
	return answerWith(s.Casework.Replace(ctx, me(ctx).Scope, casework.Replacing{User: in.Body.User, Substitute: in.Body.Substitute, Unit: in.Body.Unit,
		Role: in.Body.Role, From: from, To: to, Basis: in.Body.Basis, Key: in.Key}))
}

// optionalDay reads a civil date; empty: the zero date.
func optionalDay(field, text string) (legaltime.Date, error) {
	if text == "" {
		return legaltime.Date{}, nil
	}
	d, err := legaltime.ParseDate(text)
	if err != nil {
		return d, badField(field)
	}
	return d, nil
}

type endReplacementInput struct {
	ID   string `path:"id" maxLength:"64"`
	Body struct {
		Day string `json:"day,omitempty" format:"date" doc:"first day on which it no longer holds; today when empty"`
	}
}

func (s *Server) endReplacement(ctx context.Context, in *endReplacementInput) (*nothing, error) {
	day, err := optionalDay("day", in.Body.Day)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.Casework.EndReplacement(ctx, me(ctx).Scope, in.ID, day)
}

func (s *Server) colleagues(ctx context.Context, in *byID) (*body[casework.Colleagues], error) {
	return answerWith(s.Casework.Colleagues(ctx, me(ctx).Scope, in.ID))
}
