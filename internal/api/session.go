package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/procedures/machine"
)

// Me is who is signed in, and what the page may offer them.
type Me struct {
	ID      string   `json:"id"`
	Account string   `json:"account"`
	Name    string   `json:"name"`
	Roles   []MyRole `json:"roles" nullable:"false"`
	Unread  int      `json:"unread"`
	Today   string   `json:"today" doc:"civil date at +07:00"`
	Can     Can      `json:"can"`
}

// MyRole is a role held in a unit.
type MyRole struct {
	Role  string       `json:"role"`
	Title string       `json:"title"`
	Unit  casework.Ref `json:"unit"`
	For   string       `json:"for,omitempty" doc:"name of the officer in whose place it is held today"`
}

// Can says which parts of the page serve this person.
type Can struct {
	Intake     bool `json:"intake"`
	Procedures bool `json:"procedures"`
	Publish    bool `json:"publish"`
	Calendars  bool `json:"calendars" doc:"look at schedules that were loaded, load or publish one"`
	DemoMail   bool `json:"demoMail"`
	Administer bool `json:"administer"`
}

type meOutput struct{ Body Me }

// raw keeps the request: its cookie has a name that depends on the
// installation, and where a sign-in comes from is part of its limit.
type raw struct{ http *http.Request }

// Resolve implements huma.Resolver.
func (in *raw) Resolve(ctx huma.Context) []error {
	in.http, _ = humago.Unwrap(ctx)
	return nil
}

type signInInput struct {
	raw
	Body struct {
		Account  string `json:"account" minLength:"1" maxLength:"100"`
		Password string `json:"password" minLength:"1" maxLength:"200"`
	}
}

type signInOutput struct {
	Cookie []http.Cookie `header:"Set-Cookie"`
	Body   Me
}

func (s *Server) signIn(ctx context.Context, in *signInInput) (*signInOutput, error) {
	from := access.Address(in.http, s.Proxies)
	id, user, err := s.Desk.SignIn(ctx, in.Body.Account, in.Body.Password, from, s.Casework.Now())
	if err != nil {
		return nil, signInProblem(err)
	}
	scope, err := access.ScopeOf(ctx, s.Casework.Records, user.ID, s.Casework.Today())
	if err != nil {
		return nil, err
	}
	body, err := s.describe(ctx, person{user, scope})
	return &signInOutput{Cookie: []http.Cookie{s.Cookie.Of(id, s.Desk.Life())}, Body: body}, err
}

func signInProblem(err error) error {
	var wait *access.WaitError
	switch {
	case errors.As(err, &wait):
		return plainProblem(http.StatusTooManyRequests)
	case errors.Is(err, access.ErrWrong):
		p := plainProblem(http.StatusUnauthorized)
		p.Code, p.Detail = "bad-login", "Tài khoản hoặc mật khẩu không đúng."
		return p
	}
	return err
}

type changePasswordInput struct {
	raw
	Body struct {
		Old string `json:"old" minLength:"1" maxLength:"200"`
		New string `json:"new" minLength:"10" maxLength:"200"`
	}
}

// changePassword ends all sessions; the page goes on with the one it answers with.
func (s *Server) changePassword(ctx context.Context, in *changePasswordInput) (*signOutOutput, error) {
	from := access.Address(in.http, s.Proxies)
	id, err := s.Desk.ChangePassword(ctx, me(ctx).Account, in.Body.Old, in.Body.New, from, s.Casework.Now())
	switch {
	case errors.Is(err, access.ErrWrong):
		r := &machine.Refusal{Code: "form", Sentence: "Một số trường chưa đúng."}
		r.Fields = []machine.FieldProblem{{Field: "old", Code: "invalid", Sentence: "Mật khẩu hiện tại không đúng."}}
		return nil, r
	case errors.Is(err, access.ErrPassword):
		return nil, plainProblem(http.StatusUnprocessableEntity)
	case err != nil:
		return nil, signInProblem(err)
	}
	return &signOutOutput{Cookie: []http.Cookie{s.Cookie.Of(id, s.Desk.Life())}}, nil
}

type signOutInput struct{ raw }

type signOutOutput struct {
	Cookie []http.Cookie `header:"Set-Cookie"`
}

func (s *Server) signOut(ctx context.Context, in *signOutInput) (*signOutOutput, error) {
	if err := s.Desk.SignOut(ctx, s.Cookie.Read(in.http), access.Address(in.http, s.Proxies), s.Casework.Now()); err != nil {
		return nil, err
	}
	return &signOutOutput{Cookie: []http.Cookie{s.Cookie.Of("", 0)}}, nil
}

func (s *Server) showMe(ctx context.Context, _ *struct{}) (*meOutput, error) {
	body, err := s.describe(ctx, me(ctx))
	return &meOutput{body}, err
}

func (s *Server) describe(ctx context.Context, p person) (Me, error) {
	unread, err := s.Casework.Unread(ctx, p.Scope)
	m := Me{ID: p.ID, Account: p.Account, Name: p.Name, Unread: unread, Today: s.Casework.Today().String(), Roles: []MyRole{}}
	if err != nil {
		return m, err
	}
	others, err := s.Casework.InPlaceOf(ctx, p.Scope)
	for i, h := range p.Holds {
		m.Roles = append(m.Roles, MyRole{h.Role, access.RoleTitle(h.Role), casework.Ref{ID: h.Unit, Name: h.UnitName}, others[i]})
	}
	m.Can = Can{
		Intake:     len(p.IntakeUnits()) > 0,
		Procedures: access.MayEditProcedures(p.Scope),
		Publish:    access.MayPublish(p.Scope, ""),
		Calendars:  access.MayKeepCalendars(p.Scope) || access.MayPublishCalendar(p.Scope, ""),
		DemoMail:   s.Mails != nil,
		Administer: access.MayAdminister(p.Scope),
	}
	return m, err
}
