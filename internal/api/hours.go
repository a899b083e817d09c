package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/donthu/donthu/internal/casework"
)

func (s *Server) hoursRoutes(g huma.API) {
	add(g, "hours", http.MethodGet, "/hours", "Office hours of units", s.hours)
	add(g, "setHours", http.MethodPut, "/hours/{unit}", "Set the office hours of a unit", s.setHours)
	add(g, "dropHours", http.MethodDelete, "/hours/{unit}", "A unit keeps the usual office hours again", s.dropHours)
}

func (s *Server) hours(ctx context.Context, _ *struct{}) (*body[casework.HoursDesk], error) {
	return answerWith(s.Casework.Hours(ctx, me(ctx).Scope))
}

type hoursInput struct {
	Unit string `path:"unit" maxLength:"64"`
	Body casework.OpenHours
}

func (s *Server) setHours(ctx context.Context, in *hoursInput) (*nothing, error) {
	return &nothing{}, s.Casework.SetHours(ctx, me(ctx).Scope, in.Unit, &in.Body)
}

type hoursOf struct {
	Unit string `path:"unit" maxLength:"64"`
}

func (s *Server) dropHours(ctx context.Context, in *hoursOf) (*nothing, error) {
	return &nothing{}, s.Casework.SetHours(ctx, me(ctx).Scope, in.Unit, nil)
}
