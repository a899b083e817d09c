package api

import (
	"context"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/donthu/donthu/internal/casework"
)

func (s *Server) calendarRoutes(g huma.API) {
	add(g, "calendar", http.MethodGet, "/calendar", "The working calendar of a year", s.calendar)
	add(g, "calendars", http.MethodGet, "/calendars", "Schedules that were loaded, and those in force", s.calendars)
	add(g, "checkCalendar", http.MethodPost, "/calendars/check", "Check the text of a schedule", s.checkCalendar)
	add(g, "loadCalendar", http.MethodPost, "/calendars", "Load a schedule as a draft", s.loadCalendar, created,
		func(o *huma.Operation) { o.MaxBodyBytes = documentLimit*4/3 + bodyLimit })
	add(g, "calendarLayer", http.MethodGet, "/calendars/{id}", "A schedule with its text and its preview", s.calendarLayer)
	add(g, "calendarDocument", http.MethodGet, "/calendars/{id}/document", "The attached document of a schedule", s.calendarDocument)
	add(g, "dropCalendar", http.MethodDelete, "/calendars/{id}", "Take a draft back", s.dropCalendar)
	add(g, "previewCalendar", http.MethodPost, "/calendars/{id}/preview", "Begin to work out which open cases would move", s.previewCalendar)
	add(g, "calendarMoves", http.MethodGet, "/calendars/{id}/moves", "Which terms would move, from when to when", s.calendarMoves)
	add(g, "publishCalendar", http.MethodPost, "/calendars/{id}/publish", "Bring a schedule into force", s.publishCalendar)
}

// documentLimit is the largest document that may be attached to a schedule.
const documentLimit = 10 << 20

type yearInput struct {
	Year int    `query:"year" minimum:"1990" maximum:"2199"`
	Unit string `query:"unit" maxLength:"64" doc:"the body whose calendar is wanted; absent: the nation's"`
}

func (s *Server) calendar(ctx context.Context, in *yearInput) (*body[casework.CalendarYear], error) {
	if in.Year == 0 {
		in.Year = s.Casework.Today().Year()
	}
	return answerWith(s.Casework.Calendar(ctx, in.Unit, in.Year))
}

func (s *Server) calendars(ctx context.Context, _ *struct{}) (*body[casework.Calendars], error) {
	return answerWith(s.Casework.Calendars(ctx, me(ctx).Scope))
}

type checkCalendarInput struct {
	Body struct {
		Text string `json:"text" maxLength:"262144"`
		Unit string `json:"unit,omitempty" maxLength:"64"`
	}
}

func (s *Server) checkCalendar(ctx context.Context, in *checkCalendarInput) (*body[list[casework.Finding]], error) {
	return answerList(s.Casework.CheckCalendar(me(ctx).Scope, in.Body.Unit, in.Body.Text))
}

type loadInput struct {
	Keyed
	Body struct {
		Unit     string `json:"unit,omitempty" maxLength:"64" doc:"whose days; absent: the whole nation's"`
		Title    string `json:"title,omitempty" maxLength:"200"`
		Number   string `json:"number,omitempty" maxLength:"100" doc:"of the source document"`
		Issued   string `json:"issued,omitempty" doc:"date of the source document"`
		Link     string `json:"link,omitempty" maxLength:"500"`
		FileName string `json:"fileName,omitempty" maxLength:"200" doc:"of the document, where it is attached"`
		File     []byte `json:"file,omitempty" doc:"the document, at most 10 MB"`
		Text     string `json:"text,omitempty" maxLength:"262144" doc:"CSV: kind,date,name,source"`
		Again    string `json:"again,omitempty" maxLength:"64" doc:"id of a published schedule to come into force again, in place of a text"`
	}
}

func (s *Server) loadCalendar(ctx context.Context, in *loadInput) (*body[casework.CalendarLayer], error) {
	b := in.Body
	l := casework.Loading{Unit: b.Unit, Title: b.Title, Number: b.Number, Link: b.Link, FileName: b.FileName, File: b.File, Text: b.Text, Again: b.Again, Key: in.Key}
	if err := l.Issued.UnmarshalText([]byte(b.Issued)); err != nil {
		return nil, badField("issued")
	}
	if len(l.File) > documentLimit {
		return nil, plainProblem(http.StatusRequestEntityTooLarge)
	}
	return answerWith(s.Casework.LoadCalendar(ctx, me(ctx).Scope, l))
}

func (s *Server) calendarLayer(ctx context.Context, in *byID) (*body[casework.CalendarLayer], error) {
	return answerWith(s.Casework.CalendarLayerOf(ctx, me(ctx).Scope, in.ID))
}

// calendarDocument hands the document out to be saved, never to be shown here.
func (s *Server) calendarDocument(ctx context.Context, in *byID) (*fileOutput, error) {
	name, content, err := s.Casework.CalendarFile(ctx, me(ctx).Scope, in.ID)
	return &fileOutput{"application/octet-stream", mime.FormatMediaType("attachment", map[string]string{"filename": name}), content}, err
}

func (s *Server) dropCalendar(ctx context.Context, in *byID) (*nothing, error) {
	return &nothing{}, s.Casework.DropCalendar(ctx, me(ctx).Scope, in.ID)
}

// previewCalendar answers at once; what was begun goes on beside, and the
// schedule says how far it is.
func (s *Server) previewCalendar(ctx context.Context, in *byID) (*body[casework.CalendarLayer], error) {
	look, err := s.Casework.BeginPreview(ctx, me(ctx).Scope, in.ID)
	if err != nil {
		return nil, err
	}
	beside := context.WithoutCancel(ctx)
	go func() {
		if err := look(beside); err != nil {
			s.Log.Error().Err(err).Str("calendar", in.ID).Msg("the preview broke off")
		}
	}()
	return s.calendarLayer(ctx, in)
}

type movesInput struct {
	Paging
	ID   string `path:"id" format:"uuid"`
	Unit string `query:"unit" maxLength:"64"`
	Late bool   `query:"late" doc:"only terms that become overdue"`
}

func (s *Server) calendarMoves(ctx context.Context, in *movesInput) (*body[casework.Moves], error) {
	return answerWith(s.Casework.CalendarMoves(ctx, me(ctx).Scope, in.ID, in.Unit, in.Late, in.page()))
}

func (s *Server) publishCalendar(ctx context.Context, in *byID) (*body[casework.CalendarLayer], error) {
	return answerWith(s.Casework.PublishCalendar(ctx, me(ctx).Scope, in.ID))
}
