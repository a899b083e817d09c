package casework

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
)

// InboxItem is one entry of an officer's inbox.
type InboxItem struct {
	ID    int64    `json:"id"`
	At    string   `json:"at"`
	Kind  string   `json:"kind"`
	Title string   `json:"title"`
	Text  string   `json:"text"`
	Case  *InboxOf `json:"case,omitempty"`
	Read  bool     `json:"read"`
	// Answer says how it stands where it asks to be acknowledged.
	Answer string `json:"answer,omitempty" enum:"asked,mine,others" doc:"absent: it asks nothing (any more); asked: nobody said yet that they know; mine: its owner did; others: somebody else did"`
}

// InboxOf is the case that an entry is about.
type InboxOf struct {
	ID   string `json:"id"`
	Code string `json:"code"`
}

// Inbox is a page of entries, newest first.
type Inbox struct {
	Items  []InboxItem `json:"items" nullable:"false"`
	Next   string      `json:"next,omitempty"`
	Unread int         `json:"unread"`
}

// Inbox lists what an officer was told.
func (s *Service) Inbox(ctx context.Context, scope access.Scope, p Page) (Inbox, error) {
	rows, next, err := s.Records.Inbox(ctx, scope.User, p.row())
	if err != nil {
		return Inbox{}, badCursor(err)
	}
	unread, err := s.Unread(ctx, scope)
	return Inbox{each(rows, inboxItem), next, unread}, err
}

func inboxItem(r store.InboxRow) InboxItem {
	i := InboxItem{ID: r.ID, At: r.At.Format(time.RFC3339), Kind: r.Kind, Title: r.Title, Text: r.Body, Read: r.Read, Answer: string(r.Answer)}
	if r.Case != "" {
		i.Case = &InboxOf{r.Case, r.Code}
	}
	return i
}

// Unread counts what an officer has not read.
func (s *Service) Unread(ctx context.Context, scope access.Scope) (int, error) {
	return s.Records.Unread(ctx, scope.User)
}

// Acknowledge notes that the officer knows what an entry of their inbox asks them
// to acknowledge, and deals with it. It may be repeated. Refused: NotFound where
// there is no such entry of theirs; NotAsked where it asks nothing (any more), and
// counts as read.
func (s *Service) Acknowledge(ctx context.Context, scope access.Scope, id int64) error {
	err := s.Records.Acknowledge(ctx, scope.User, id, s.Now())
	if !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if err := known(s.Records.MarkRead(ctx, scope.User, id, s.Now())); err != nil {
		return err
	}
	return refuse(NotAsked, "Thông báo này không cần xác nhận, hoặc không còn cần nữa.")
}

// MarkRead marks one entry of the officer's inbox; id 0: all of them.
func (s *Service) MarkRead(ctx context.Context, scope access.Scope, id int64) error {
	if id == 0 {
		return s.Records.MarkAllRead(ctx, scope.User, s.Now())
	}
	return known(s.Records.MarkRead(ctx, scope.User, id, s.Now()))
}

// Mail is a mail that the demo's own server caught.
type Mail struct {
	ID      string   `json:"id"`
	At      string   `json:"at"`
	From    string   `json:"from"`
	To      []string `json:"to" nullable:"false"`
	Subject string   `json:"subject"`
	Text    string   `json:"text"`
}

// UnitView is an organisation in a list.
type UnitView struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	Level  string `json:"level"`
	Branch string `json:"branch"`
	Parent string `json:"parent,omitempty"`
}

// Units lists the organisations that exist today.
func (s *Service) Units(ctx context.Context, branch, level string) ([]UnitView, error) {
	rows, err := s.Records.Units(ctx, branch, level, s.Today())
	return each(rows, func(u store.UnitRow) UnitView {
		return UnitView{u.ID, u.Code, u.Name, u.Level, u.Branch, u.Parent}
	}), err
}

// UserView is an officer in a list.
type UserView struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Unit string `json:"unit"`
}

// Users lists the officers of a unit, to those who work there.
func (s *Service) Users(ctx context.Context, scope access.Scope, unit, role string) ([]UserView, error) {
	if !slices.Contains(scope.CaseUnits(), unit) {
		return nil, forbidden()
	}
	rows, err := s.Records.Users(ctx, unit, role, s.Today())
	return each(rows, func(u store.UserRow) UserView { return UserView{u.ID, u.Name, unit} }), err
}
