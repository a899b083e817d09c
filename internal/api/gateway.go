package api

import (
	"context"

	"github.com/donthu/donthu/internal/casework"
)

type gatewayInput struct {
	ID   string `path:"id" maxLength:"64"`
	Body struct {
		Address string `json:"address" maxLength:"200" doc:"phone number or id that the gateway knows; empty: none"`
	}
}

func (s *Server) gatewayAddress(ctx context.Context, in *gatewayInput) (*nothing, error) {
	return &nothing{}, s.Casework.SetGatewayAddress(ctx, me(ctx).Scope, in.ID, in.Body.Address)
}

func (s *Server) myGateway(ctx context.Context, _ *struct{}) (*body[casework.MyGateway], error) {
	return answerWith(s.Casework.MyGateway(ctx, me(ctx).Scope))
}

type phoneInput struct {
	Body struct {
		Phone string `json:"phone" maxLength:"40" doc:"mobile phone number; empty: none"`
	}
}

func (s *Server) setMyGateway(ctx context.Context, in *phoneInput) (*body[casework.MyGateway], error) {
	return answerWith(s.Casework.SetMyGateway(ctx, me(ctx).Scope, in.Body.Phone))
}
