package casework

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/plan"
)

// VersionView is one version of a procedure in a list.
type VersionView struct {
	Version     string `json:"version"`
	From        string `json:"from"`
	To          string `json:"to,omitempty"`
	Hash        string `json:"hash"`
	Status      string `json:"status" enum:"published,draft,submitted"`
	PublishedBy string `json:"publishedBy,omitempty"`
	PublishedAt string `json:"publishedAt,omitempty"`
}

// ProcedureRow is a procedure with all its versions.
type ProcedureRow struct {
	Name     string        `json:"name"`
	Title    string        `json:"title"`
	Kind     string        `json:"kind"`
	Versions []VersionView `json:"versions" nullable:"false"`
}

// ProcedureView is one published version: its text and what it means.
type ProcedureView struct {
	Name    string   `json:"name"`
	Title   string   `json:"title"`
	Version string   `json:"version"`
	Status  string   `json:"status"`
	Text    string   `json:"text"`
	Plan    PlanView `json:"plan"`
	Author  *Ref     `json:"author,omitempty"`
	From    string   `json:"from"`
	To      string   `json:"to,omitempty"`
	Hash    string   `json:"hash"`
}

// Procedures lists what was published, latest version of each first.
func (s *Service) Procedures(ctx context.Context) ([]ProcedureRow, error) {
	rows, err := s.Records.Procedures(ctx)
	if err != nil {
		return nil, err
	}
	names, err := s.names(ctx, nil, each(rows, func(r store.ProcedureRow) string { return r.PublishedBy }))
	if err != nil {
		return nil, err
	}
	out := []ProcedureRow{}
	for _, r := range rows {
		if n := len(out); n == 0 || out[n-1].Name != r.Name {
			out = append(out, ProcedureRow{Name: r.Name, Title: r.Title, Kind: string(r.Kind)})
		}
		last := &out[len(out)-1]
		last.Versions = append([]VersionView{version(r, names)}, last.Versions...)
	}
	return out, nil
}

func version(r store.ProcedureRow, names names) VersionView {
	v := VersionView{Version: r.Version, From: r.From.String(), To: r.To.String(), Hash: r.Plan, Status: "published", PublishedAt: r.PublishedAt.Format(time.RFC3339)}
	if by := names.user(r.PublishedBy); by != nil {
		v.PublishedBy = by.Name
	}
	return v
}

// Procedure is one published version.
func (s *Service) Procedure(ctx context.Context, name, version string) (ProcedureView, error) {
	r, err := s.Records.Procedure(ctx, name, version)
	if err != nil {
		return ProcedureView{}, known(err)
	}
	p, err := s.Laws.Plan(r.Plan)
	if err != nil {
		return ProcedureView{}, err
	}
	names, err := s.names(ctx, nil, []string{r.Author})
	if err != nil {
		return ProcedureView{}, err
	}
	return ProcedureView{Name: r.Name, Title: r.Title, Version: r.Version, Status: "published", Text: r.Text, Plan: ViewPlan(p),
		Author: names.user(r.Author), From: r.From.String(), To: r.To.String(), Hash: r.Plan}, nil
}

// PrintedProcedure is one published version as an HTML page for proof-reading.
func (s *Service) PrintedProcedure(ctx context.Context, name, version string) (string, error) {
	r, err := s.Records.Procedure(ctx, name, version)
	if err != nil {
		return "", known(err)
	}
	p, err := s.Laws.Plan(r.Plan)
	if err != nil {
		return "", err
	}
	others, err := s.published(ctx)
	if err != nil {
		return "", err
	}
	return procedures.Page(p, []byte(r.Text), others), nil
}

// Finding is something wrong with a procedure's text, in the words of its
// writers.
type Finding struct {
	Code       string `json:"code"`
	Severity   string `json:"severity" enum:"error,warning"`
	Message    string `json:"message"`
	Line       int    `json:"line"`
	Column     int    `json:"column"`
	EndLine    int    `json:"endLine"`
	EndColumn  int    `json:"endColumn"`
	Suggestion string `json:"suggestion,omitempty"`
	Help       string `json:"help,omitempty"`
	Source     string `json:"source"`
	Story      string `json:"story,omitempty" doc:"the shortest case that comes to where it is wrong, as a scenario; only of what is being checked"`
}

// Checked is what the checker says of a text.
type Checked struct {
	Problems []Finding `json:"problems" nullable:"false"`
	Plan     *PlanView `json:"plan,omitempty"`
	Hash     string    `json:"hash,omitempty"`
}

// Check reads a procedure's text and says what is wrong with it, by itself and
// beside what is published, to those who write or publish procedures: it costs
// the server more than any other reading.
func (s *Service) Check(ctx context.Context, scope access.Scope, text string) (Checked, error) {
	if !mayReadDrafts(scope) {
		return Checked{}, forbidden()
	}
	published, err := s.published(ctx)
	if err != nil {
		return Checked{}, err
	}
	days, err := s.Laws.Days(ctx)
	if err != nil {
		return Checked{}, err
	}
	return check(text, published, days), nil
}

// textName stands for a text that is no file.
const textName = "quy-trinh.yaml"

func check(text string, published []*plan.Plan, days *legaltime.Calendar) Checked {
	r := read(textName, text, published)
	r.Tell(days)
	out := Checked{Problems: viewProblems(r.Problems)}
	if r.Plan != nil {
		v := ViewPlan(r.Plan)
		out.Plan, out.Hash = &v, v.Hash
	}
	return out
}

// read holds a text also against what is published, of which it speaks.
func read(name, text string, published []*plan.Plan) *procedures.Reading {
	r := procedures.Read(name, []byte(text))
	if r.Plan != nil {
		r.Among(append(slices.Clone(published), r.Plan))
	}
	return r
}

// published are the plans of all published versions.
func (s *Service) published(ctx context.Context) ([]*plan.Plan, error) {
	rows, err := s.Records.Procedures(ctx)
	if err != nil {
		return nil, err
	}
	var out []*plan.Plan
	for _, row := range rows {
		p, err := s.Laws.Plan(row.Plan)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

func viewProblems(list diag.List) []Finding {
	return each(list, func(p diag.Problem) Finding {
		return Finding{p.Code, string(p.Severity), p.Told(), p.Span.Start.Line, p.Span.Start.Column, p.Span.End.Line, p.Span.End.Column, p.Suggestion, p.Help, p.Source, p.Story}
	})
}

// Install publishes the procedures and the calendar that the program carries.
// What is there already stays as it is.
func Install(ctx context.Context, records *store.Store, now time.Time) error {
	shelf, err := procedures.Library()
	if err != nil {
		return err
	}
	name, csv, err := library.CalendarFile()
	if err != nil {
		return err
	}
	if err := records.InstallCalendar(ctx, store.CalendarRow{Hash: shelf.Calendar().Hash(), Name: name, CSV: string(csv)}, now); err != nil {
		return err
	}
	for _, p := range shelf.All() {
		text, _ := shelf.Text(p.Procedure, p.Version)
		err := records.Install(ctx, published(p, text, now), planRow(p))
		if errors.Is(err, store.ErrConflict) {
			return fmt.Errorf("%s@%s is published in this database with another text: a published version never changes; give the changed file a new version (on a development machine: move the folder .data away, the demonstration cases go with it)", p.Procedure, p.Version)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func published(p *plan.Plan, text string, now time.Time) store.ProcedureRow {
	return store.ProcedureRow{Name: p.Procedure, Version: p.Version, Title: p.Title, Kind: p.Kind, From: p.From, To: p.To, Text: text, Plan: p.Hash(), PublishedAt: now}
}

func planRow(p *plan.Plan) store.PlanRow {
	return store.PlanRow{Hash: p.Hash(), Procedure: p.Procedure, Version: p.Version, JSON: p.Canonical()}
}
