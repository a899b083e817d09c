package casework

import (
	"context"
	"errors"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/notify/wording"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/diag"
)

// LetterText is the text of one kind of letter.
type LetterText struct {
	Subject string `json:"subject" maxLength:"1000"`
	Body    string `json:"body" maxLength:"20000"`
	Short   string `json:"short" maxLength:"2000" doc:"for gateways (SMS, Zalo)"`
}

// LetterField is something that a template may name, in double braces.
type LetterField struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	Sample string `json:"sample"`
}

// LetterKind is a kind of letter and the text that holds.
type LetterKind struct {
	Kind    string        `json:"kind"`
	Title   string        `json:"title"`
	Fields  []LetterField `json:"fields" nullable:"false"`
	Builtin LetterText    `json:"builtin"`
	Current LetterText    `json:"current"`
	Own     bool          `json:"own" doc:"an administrator's text, not the built-in one"`
	Broken  bool          `json:"broken" doc:"this version of the program cannot use it; the built-in letter is sent"`
	Version int           `json:"version" doc:"how often it was saved; sent back with the next saving"`
}

// LetterVersion is one saving of a letter.
type LetterVersion struct {
	Version int        `json:"version"`
	Author  Ref        `json:"author"`
	At      string     `json:"at"`
	Builtin bool       `json:"builtin" doc:"went back to the built-in letter"`
	Text    LetterText `json:"text"`
}

// LetterProblem is a problem and the part of the letter in which it lies.
type LetterProblem struct {
	Part string `json:"part" enum:"subject,body,short"`
	Finding
}

// LetterCheck is what a text would be.
type LetterCheck struct {
	Problems []LetterProblem `json:"problems" nullable:"false"`
	Preview  LetterText      `json:"preview" doc:"with sample values"`
	HTML     string          `json:"html" doc:"the mail as HTML"`
}

func textOf(t wording.Template) LetterText { return LetterText{t.Subject, t.Body, t.Short} }

func (t LetterText) template() wording.Template {
	return wording.Clean(wording.Template{Subject: t.Subject, Body: t.Body, Short: t.Short})
}

// Letters lists the kinds of letters.
func (s *Service) Letters(ctx context.Context, scope access.Scope) ([]LetterKind, error) {
	if !access.MayAdminister(scope) {
		return nil, forbidden()
	}
	rows, err := s.Records.Templates(ctx)
	if err != nil {
		return nil, err
	}
	return each(wording.Kinds(), func(k wording.Kind) LetterKind { return letterKind(k, rows) }), nil
}

func letterKind(k wording.Kind, rows []store.TemplateRow) LetterKind {
	v := LetterKind{Kind: k.Name, Title: k.Title, Builtin: textOf(k.Builtin), Current: textOf(k.Builtin),
		Fields: each(k.Fields, func(f wording.Field) LetterField { return LetterField(f) })}
	for _, r := range rows {
		if r.Kind != k.Name {
			continue
		}
		v.Version = r.Version
		if r.Body != "" {
			v.Own, v.Current = true, LetterText{r.Subject, r.Body, r.Short}
			v.Broken = wording.Check(k, v.Current.template()).Failed()
		}
	}
	return v
}

// CheckLetter says what is wrong with a text, all at once, and how it would
// look.
func (s *Service) CheckLetter(scope access.Scope, kind string, text LetterText) (LetterCheck, error) {
	k, err := letterFor(scope, kind)
	if err != nil {
		return LetterCheck{}, err
	}
	t := text.template()
	l := wording.Render(t, k.Samples())
	return LetterCheck{letterProblems(wording.Check(k, t)), LetterText{l.Subject, l.Text, l.Short}, l.HTML}, nil
}

func letterFor(scope access.Scope, kind string) (wording.Kind, error) {
	if !access.MayAdminister(scope) {
		return wording.Kind{}, forbidden()
	}
	k, known := wording.KindOf(kind)
	if !known {
		return k, notFound()
	}
	return k, nil
}

func letterProblems(list diag.List) []LetterProblem {
	return each(list, func(p diag.Problem) LetterProblem { return LetterProblem{p.File, viewProblems(diag.List{p})[0]} })
}

// SaveLetter keeps a text over the version that its author saw. One with errors
// is refused.
func (s *Service) SaveLetter(ctx context.Context, scope access.Scope, kind string, text LetterText, over int) (LetterKind, error) {
	k, err := letterFor(scope, kind)
	if err != nil {
		return LetterKind{}, err
	}
	t := text.template()
	if wording.Check(k, t).Failed() {
		return LetterKind{}, refuse("bad-letter", "Mẫu thư còn lỗi nên chưa lưu được.")
	}
	return s.putLetter(ctx, scope, k, t, over)
}

// BuiltinLetter goes back to the built-in text; the other ones stay in the
// history.
func (s *Service) BuiltinLetter(ctx context.Context, scope access.Scope, kind string, over int) (LetterKind, error) {
	k, err := letterFor(scope, kind)
	if err != nil {
		return LetterKind{}, err
	}
	return s.putLetter(ctx, scope, k, wording.Template{}, over)
}

func (s *Service) putLetter(ctx context.Context, scope access.Scope, k wording.Kind, t wording.Template, over int) (LetterKind, error) {
	r := store.TemplateRow{Kind: k.Name, Version: over + 1, Subject: t.Subject, Body: t.Body, Short: t.Short, Author: scope.User, At: s.Now()}
	err := s.Records.PutTemplate(ctx, r)
	if errors.Is(err, store.ErrConflict) {
		return LetterKind{}, refuse("stale-letter", "Người khác vừa lưu mẫu này. Xin tải lại trang để xem bản mới.")
	}
	return letterKind(k, []store.TemplateRow{r}), err
}

// LetterHistory lists the savings of a letter, newest first.
func (s *Service) LetterHistory(ctx context.Context, scope access.Scope, kind string) ([]LetterVersion, error) {
	k, err := letterFor(scope, kind)
	if err != nil {
		return nil, err
	}
	rows, err := s.Records.TemplateHistory(ctx, k.Name)
	if err != nil {
		return nil, err
	}
	names, err := s.Records.Names(ctx, nil, each(rows, func(r store.TemplateRow) string { return r.Author }))
	return each(rows, func(r store.TemplateRow) LetterVersion {
		return LetterVersion{r.Version, Ref{r.Author, names.Users[r.Author]}, r.At.Format(time.RFC3339), r.Body == "", LetterText{r.Subject, r.Body, r.Short}}
	}), err
}
