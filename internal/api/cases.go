package api

import (
	"context"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// body is an answer with a JSON body.
type body[T any] struct{ Body T }

func answerWith[T any](v T, err error) (*body[T], error) { return &body[T]{v}, err }

// Paging is the place in a list.
type Paging struct {
	Cursor string `query:"cursor" maxLength:"500"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

func (p Paging) page() casework.Page { return casework.Page{Cursor: p.Cursor, Limit: p.Limit} }

// Keyed is a write that may be sent twice: the same key is the same act.
type Keyed struct {
	Key string `header:"Idempotency-Key" required:"true" format:"uuid" doc:"chosen by the client; the same key again gets the same answer"`
}

type byID struct {
	ID string `path:"id" maxLength:"64"`
}

type tasksInput struct {
	Paging
	Urgency string `query:"urgency" enum:"overdue,today,soon,later,none"`
	Kind    string `query:"kind" enum:"complaint,denunciation,recommendation,petition,reception"`
}

func (s *Server) tasks(ctx context.Context, in *tasksInput) (*body[casework.Worklist], error) {
	return answerWith(s.Casework.Tasks(ctx, me(ctx).Scope, in.Urgency, in.Kind, in.page()))
}

type casesInput struct {
	Paging
	State  string `query:"state" enum:"open,ended,all" default:"open"`
	Kind   string `query:"kind" enum:"complaint,denunciation,recommendation,petition,reception"`
	Code   string `query:"code" maxLength:"64"`
	Unsaid bool   `query:"unsaid" doc:"only cases of bodies that the reader heads, which have ended while nobody said through whom a term was missed, last ended first; state and code are not looked at"`
	Late   bool   `query:"late" doc:"only open cases in which a term has passed, latest first; state and code are not looked at"`
}

func (s *Server) cases(ctx context.Context, in *casesInput) (*body[casework.CaseList], error) {
	return answerWith(s.Casework.Cases(ctx, me(ctx).Scope, casework.Listing{State: in.State, Kind: in.Kind, Code: in.Code, Late: in.Late, Unsaid: in.Unsaid}, in.page()))
}

func (s *Server) showCase(ctx context.Context, in *byID) (*body[casework.CaseView], error) {
	return answerWith(s.Casework.Show(ctx, me(ctx).Scope, in.ID))
}

type intakeInput struct {
	Day string `query:"day" format:"date" doc:"day of receipt, which chooses the version; today when empty"`
}

func (s *Server) intake(ctx context.Context, in *intakeInput) (*body[casework.IntakeDesk], error) {
	day := s.Casework.Today()
	if in.Day != "" {
		var err error
		if day, err = legaltime.ParseDate(in.Day); err != nil {
			return nil, badField("day")
		}
	}
	return answerWith(s.Casework.Intake(ctx, me(ctx).Scope, day))
}

type earlierInput struct {
	Procedure string `path:"procedure" maxLength:"64"`
	Field     string `query:"field" required:"true" maxLength:"64" doc:"the case field of the intake form"`
	Code      string `query:"code" required:"true" maxLength:"64" doc:"code of the earlier case"`
	Day       string `query:"day" format:"date" doc:"day of receipt; today when empty"`
	Unit      string `query:"unit" maxLength:"64" doc:"body that receives; needed only by who receives for several"`
}

func (s *Server) earlier(ctx context.Context, in *earlierInput) (*body[casework.EarlierView], error) {
	day := s.Casework.Today()
	if in.Day != "" {
		var err error
		if day, err = legaltime.ParseDate(in.Day); err != nil {
			return nil, badField("day")
		}
	}
	return answerWith(s.Casework.Earlier(ctx, me(ctx).Scope, in.Procedure, in.Field, in.Code, in.Unit, day))
}

type openInput struct {
	Keyed
	Body struct {
		Procedure string          `json:"procedure" maxLength:"64"`
		Received  string          `json:"received" maxLength:"16" doc:"civil date at +07:00, or a moment 2026-11-20T16:30"`
		Unit      string          `json:"unit,omitempty" maxLength:"64" doc:"body that received it; needed only by who receives for several"`
		With      casework.Values `json:"with" doc:"fields of the intake form"`
		About     []string        `json:"about,omitempty" maxItems:"50" doc:"officers whom the petition is about: they never see it nor are told of it"`
		Close     []string        `json:"close,omitempty" maxItems:"50" doc:"officers who are relatives of these, or close to them otherwise: barred like them"`
		CloseWhy  string          `json:"closeWhy,omitempty" maxLength:"500" doc:"what binds them; required with close"`
	}
}

func (s *Server) openCase(ctx context.Context, in *openInput) (*body[casework.Receipt], error) {
	received, err := legaltime.ParseMoment(in.Body.Received)
	if err != nil {
		return nil, badField("received")
	}
	return answerWith(s.Casework.Open(ctx, me(ctx).Scope, casework.Opening{
		Procedure: in.Body.Procedure, Received: received, Unit: in.Body.Unit, With: in.Body.With,
		About: in.Body.About, Close: in.Body.Close, CloseWhy: in.Body.CloseWhy, Key: in.Key,
	}))
}

type actInput struct {
	Keyed
	ID   string `path:"id" maxLength:"64"`
	Act  string `path:"act" maxLength:"64"`
	Body struct {
		On   string          `json:"on,omitempty" maxLength:"16" doc:"when it happened in law; today when empty"`
		With casework.Values `json:"with,omitempty" doc:"fields of the act's form"`
		Late []lateCause     `json:"late,omitempty" maxItems:"50" doc:"where the act closes a case in which terms were missed: through whom, for each that nobody said it of yet"`
	}
}

type lateCause struct {
	Clock string `json:"clock" maxLength:"64"`
	Run   int    `json:"run,omitempty" minimum:"0" doc:"how often the clock ran before"`
	Unit  string `json:"unit" maxLength:"64" doc:"id of the body through which the term was missed"`
	Cause string `json:"cause" maxLength:"64"`
	Note  string `json:"note,omitempty" maxLength:"500" doc:"it stands in the vault"`
}

type latenessInput struct {
	Keyed
	ID   string `path:"id" maxLength:"64"`
	Body lateCause
}

// lateness says anew through whom a term was missed.
func (s *Server) lateness(ctx context.Context, in *latenessInput) (*nothing, error) {
	return &nothing{}, s.Casework.NameLateness(ctx, me(ctx).Scope, in.ID, in.Key, casework.LateCause(in.Body))
}

func (s *Server) act(ctx context.Context, in *actInput) (*body[casework.Outcome], error) {
	on, err := moment(in.Body.On)
	if err != nil {
		return nil, err
	}
	doing := casework.Doing{Case: in.ID, Act: in.Act, On: on, With: in.Body.With, Key: in.Key}
	for _, c := range in.Body.Late {
		doing.Late = append(doing.Late, casework.LateCause(c))
	}
	return answerWith(s.Casework.Act(ctx, me(ctx).Scope, doing))
}

type proposeInput struct {
	ID   string `path:"id" maxLength:"64"`
	Act  string `path:"act" maxLength:"64"`
	Body struct {
		On   string          `json:"on,omitempty" maxLength:"16" doc:"when it happened in law; today when empty"`
		With casework.Values `json:"with,omitempty" doc:"what is filled in so far; secrets are not needed and not looked at"`
	}
}

func (s *Server) propose(ctx context.Context, in *proposeInput) (*body[list[casework.ProposalView]], error) {
	on, err := moment(in.Body.On)
	if err != nil {
		return nil, err
	}
	return answerList(s.Casework.Propose(ctx, me(ctx).Scope, casework.Doing{Case: in.ID, Act: in.Act, On: on, With: in.Body.With}))
}

// moment reads when something happened; zero where it was not said.
func moment(on string) (legaltime.Moment, error) {
	if on == "" {
		return legaltime.Moment{}, nil
	}
	m, err := legaltime.ParseMoment(on)
	if err != nil {
		return m, badField("on")
	}
	return m, nil
}

type revealInput struct {
	ID   string `path:"id" maxLength:"64"`
	Body struct {
		Reason string `json:"reason" minLength:"5" maxLength:"500"`
	}
}

func (s *Server) reveal(ctx context.Context, in *revealInput) (*body[casework.Revealed], error) {
	return answerWith(s.Casework.Reveal(ctx, me(ctx).Scope, in.ID, in.Body.Reason))
}

type excludeInput struct {
	ID   string `path:"id" maxLength:"64"`
	Body struct {
		Users    []string `json:"users" minItems:"1" maxItems:"50"`
		Relation string   `json:"relation,omitempty" enum:"subject,close" default:"subject" doc:"subject: the case is about them; close: they are close to somebody whom it is about"`
		Reason   string   `json:"reason" minLength:"5" maxLength:"500"`
	}
}

func (s *Server) exclude(ctx context.Context, in *excludeInput) (*nothing, error) {
	return &nothing{}, s.Casework.Exclude(ctx, me(ctx).Scope, in.ID, casework.Barring{Users: in.Body.Users, Relation: store.Relation(in.Body.Relation), Reason: in.Body.Reason})
}

type readmitInput struct {
	ID   string `path:"id" maxLength:"64"`
	User string `path:"user" maxLength:"64"`
	Body struct {
		Reason string `json:"reason" minLength:"5" maxLength:"500"`
	}
}

func (s *Server) readmit(ctx context.Context, in *readmitInput) (*nothing, error) {
	return &nothing{}, s.Casework.Readmit(ctx, me(ctx).Scope, in.ID, in.User, in.Body.Reason)
}

type findOfficersInput struct {
	Body struct {
		Name string `json:"name" minLength:"2" maxLength:"100" doc:"part of the name, with or without tone marks"`
	}
}

// findOfficers takes the name in a body: addresses end up in logs on the way, and
// who is looked for may be whom a denunciation is about.
func (s *Server) findOfficers(ctx context.Context, in *findOfficersInput) (*body[list[casework.OfficerView]], error) {
	return answerList(s.Casework.FindOfficers(ctx, me(ctx).Scope, in.Body.Name))
}

func badField(name string) error {
	r := &machine.Refusal{Code: "form", Sentence: "Một số trường chưa đúng."}
	r.Fields = []machine.FieldProblem{{Field: name, Code: "invalid", Sentence: "Không có ngày này, hoặc không viết theo dạng 2026-11-23 hay 2026-11-23T16:30."}}
	return r
}
