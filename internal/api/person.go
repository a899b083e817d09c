package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
)

// person is who asks: the officer and what they hold today.
type person struct {
	store.UserRow
	access.Scope
}

type personKey struct{}

// me is the person of a request that went through signedIn.
func me(ctx context.Context) person {
	p, _ := ctx.Value(personKey{}).(person)
	return p
}

// signedIn lets only officers through: by session cookie or by API token.
func (s *Server) signedIn(api huma.API) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		r, _ := humago.Unwrap(ctx)
		p, err := s.person(r)
		if errors.Is(err, access.ErrNobody) {
			_ = huma.WriteErr(api, ctx, http.StatusUnauthorized, "")
			return
		}
		if err != nil {
			_ = huma.WriteErr(api, ctx, http.StatusInternalServerError, "", err)
			return
		}
		next(huma.WithValue(ctx, personKey{}, p))
	}
}

func (s *Server) person(r *http.Request) (person, error) {
	user, err := s.user(r)
	if err != nil {
		return person{}, err
	}
	scope, err := access.ScopeOf(r.Context(), s.Casework.Records, user.ID, s.Casework.Today())
	return person{user, scope}, err
}

func (s *Server) user(r *http.Request) (store.UserRow, error) {
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return s.Desk.Token(r.Context(), token, s.Casework.Now())
	}
	id := s.Cookie.Read(r)
	if id == "" {
		return store.UserRow{}, access.ErrNobody
	}
	return s.Desk.Session(r.Context(), id, s.Casework.Now())
}
