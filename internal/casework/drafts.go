package casework

import (
	"context"
	"errors"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Draft is a procedure that somebody writes.
type Draft struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Version  string    `json:"version"`
	Text     string    `json:"text"`
	Revision int       `json:"revision"`
	Status   string    `json:"status" enum:"draft,submitted,published"`
	Author   Ref       `json:"author"`
	Reason   string    `json:"reason,omitempty" doc:"why it was returned"`
	Updated  string    `json:"updated"`
	Problems []Finding `json:"problems" nullable:"false"`
}

func viewDraft(r store.DraftRow, names names, published []*plan.Plan) Draft {
	return Draft{ID: r.ID, Name: r.Name, Version: r.Version, Text: r.Text, Revision: r.Revision, Status: r.Status,
		Author: *names.user(r.Author), Reason: r.Reason, Updated: r.Updated.Format(time.RFC3339), Problems: viewProblems(read(textName, r.Text, published).Problems)}
}

// Drafts lists what is being written, last changed first.
func (s *Service) Drafts(ctx context.Context, scope access.Scope) ([]Draft, error) {
	if !mayReadDrafts(scope) {
		return nil, forbidden()
	}
	rows, err := s.Records.Drafts(ctx)
	if err != nil {
		return nil, err
	}
	names, err := s.names(ctx, nil, each(rows, func(r store.DraftRow) string { return r.Author }))
	if err != nil {
		return nil, err
	}
	published, err := s.published(ctx)
	return each(rows, func(r store.DraftRow) Draft { return viewDraft(r, names, published) }), err
}

// Draft is one of them.
func (s *Service) Draft(ctx context.Context, scope access.Scope, id string) (Draft, error) {
	return s.onDraft(ctx, id, mayReadDrafts(scope), func(r store.DraftRow) (store.DraftRow, error) { return r, nil })
}

func mayReadDrafts(scope access.Scope) bool {
	return access.MayEditProcedures(scope) || access.MayPublish(scope, "")
}

// NewDraft begins a draft as a copy of a published version; the same key again
// is the same draft.
func (s *Service) NewDraft(ctx context.Context, scope access.Scope, name, base, key string) (Draft, error) {
	if !access.MayEditProcedures(scope) {
		return Draft{}, forbidden()
	}
	p, err := s.Records.Procedure(ctx, name, base)
	if err != nil {
		return Draft{}, known(err)
	}
	r := store.DraftRow{ID: idOf(scope, "draft", key), Name: name, Version: base, Text: p.Text, Revision: 1, Status: "draft", Author: scope.User, Updated: s.Now()}
	if err := s.Records.NewDraft(ctx, r); err != nil {
		return Draft{}, err
	}
	return s.Draft(ctx, scope, r.ID)
}

// SaveDraft keeps a changed text, right or wrong: nothing that somebody wrote
// is lost because it does not compile yet.
func (s *Service) SaveDraft(ctx context.Context, scope access.Scope, id, text string, revision int) (Draft, error) {
	return s.onDraft(ctx, id, access.MayEditProcedures(scope), func(r store.DraftRow) (store.DraftRow, error) {
		r.Text, r.Revision, r.Author, r.Updated = text, revision, scope.User, s.Now()
		if p, _ := procedures.Compile(r.Name, []byte(text)); p != nil {
			r.Version = p.Version
		}
		return s.Records.SaveDraft(ctx, r)
	})
}

// SubmitDraft puts the author's draft before a second person.
func (s *Service) SubmitDraft(ctx context.Context, scope access.Scope, id string) (Draft, error) {
	return s.onDraft(ctx, id, access.MayEditProcedures(scope), func(r store.DraftRow) (store.DraftRow, error) {
		if _, err := s.compiled(ctx, r); err != nil {
			return r, err
		}
		return s.Records.SubmitDraft(ctx, id, scope.User, r.Revision, s.Now())
	})
}

// ReturnDraft gives a submitted draft back with a reason.
func (s *Service) ReturnDraft(ctx context.Context, scope access.Scope, id, reason string) (Draft, error) {
	return s.onDraft(ctx, id, mayReadDrafts(scope), func(r store.DraftRow) (store.DraftRow, error) {
		if !access.MayPublish(scope, r.Author) {
			return r, secondPerson()
		}
		return s.Records.ReturnDraft(ctx, id, reason, s.Now())
	})
}

// DropDraft removes the author's own draft.
func (s *Service) DropDraft(ctx context.Context, scope access.Scope, id string) error {
	if !access.MayEditProcedures(scope) {
		return forbidden()
	}
	return staleDraft(s.Records.DropDraft(ctx, id, scope.User))
}

// onDraft does something to a draft for an officer who may.
func (s *Service) onDraft(ctx context.Context, id string, may bool, do func(store.DraftRow) (store.DraftRow, error)) (Draft, error) {
	if !may {
		return Draft{}, forbidden()
	}
	r, err := s.Records.Draft(ctx, id)
	if err != nil {
		return Draft{}, known(err)
	}
	if r, err = do(r); err != nil {
		return Draft{}, staleDraft(err)
	}
	names, err := s.names(ctx, nil, []string{r.Author})
	if err != nil {
		return Draft{}, err
	}
	published, err := s.published(ctx)
	return viewDraft(r, names, published), err
}

// Publish makes a submitted draft law for receipts from a date on. Cases that
// run stay with the version that they began with.
func (s *Service) Publish(ctx context.Context, scope access.Scope, id string, from legaltime.Date) (VersionView, error) {
	if !mayReadDrafts(scope) {
		return VersionView{}, forbidden()
	}
	r, err := s.Records.Draft(ctx, id)
	if err != nil {
		return VersionView{}, known(err)
	}
	if !access.MayPublish(scope, r.Author) {
		return VersionView{}, secondPerson()
	}
	p, err := s.compiled(ctx, r)
	if err != nil {
		return VersionView{}, err
	}
	if err := s.mayBegin(p, from); err != nil {
		return VersionView{}, err
	}
	row := published(p, r.Text, s.Now())
	row.Author, row.PublishedBy = r.Author, scope.User
	if err := s.Records.PublishDraft(ctx, id, r.Revision, row, planRow(p)); err != nil {
		return VersionView{}, staleDraft(err)
	}
	names, err := s.names(ctx, nil, []string{scope.User})
	return version(row, names), err
}

// mayBegin holds the date of publication against the text: a version says
// itself from when it applies, and never reaches back.
func (s *Service) mayBegin(p *plan.Plan, from legaltime.Date) error {
	if p.From.Before(s.Today()) {
		return refuse(WrongFrom, "Ngày hiệu lực ghi trong quy trình («effective») đã qua; phải từ hôm nay trở đi.")
	}
	if p.From != from {
		return refuse(WrongFrom, "Ngày công bố khác ngày hiệu lực ghi trong quy trình («effective»): "+p.From.Vietnamese()+".")
	}
	return nil
}

func (s *Service) compiled(ctx context.Context, r store.DraftRow) (*plan.Plan, error) {
	published, err := s.published(ctx)
	if err != nil {
		return nil, err
	}
	p := read(r.Name, r.Text, published).Plan // warnings do not keep a procedure back
	if p == nil {
		return nil, refuse(BadProcedure, "Quy trình còn lỗi, chưa gửi hoặc công bố được.")
	}
	if p.Procedure != r.Name {
		return nil, refuse(BadProcedure, "Tên quy trình trong văn bản khác quy trình đang soạn.")
	}
	return p, nil
}

func secondPerson() *machine.Refusal {
	return refuse(SecondPerson, "Người soạn không tự công bố hoặc trả lại bản thảo của mình; cần người thứ hai có quyền công bố.")
}

func staleDraft(err error) error {
	if errors.Is(err, store.ErrConflict) {
		return refuse(StaleDraft, "Bản thảo đã được người khác sửa, gửi hoặc công bố, hoặc phiên bản này đã có. Xin tải lại.")
	}
	return known(err)
}
