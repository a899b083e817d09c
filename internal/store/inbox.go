package store

import (
	"context"
	"math"
	"time"

	"github.com/jackc/pgx/v5"
)

// InboxRow is one entry of an officer's inbox.
type InboxRow struct {
	ID    int64
	At    time.Time
	Kind  string
	Title string
	Body  string
	Case  string // empty: about no case
	Code  string
	Read  bool
	Place int64 // among the owner's entries: grows, and who has seen one has seen all before it
	// Answer tells how it stands where the entry asks to be acknowledged.
	Answer Answer
}

// Inbox lists a user's entries, newest first.
func (s *Store) Inbox(ctx context.Context, user string, p Page) ([]InboxRow, string, error) {
	before := int64(math.MaxInt64)
	if err := p.read(&before); err != nil {
		return nil, "", err
	}
	list, err := all(ctx, s, "inbox", pgx.RowToStructByPos[InboxRow], `SELECT `+inboxColumns+`
		WHERE i.owner = $1 AND i.id < $2 AND`+barred("i.case_id")+`ORDER BY i.id DESC LIMIT $3`, user, before, p.limit()+1)
	if err != nil {
		return nil, "", err
	}
	list, next := pageOf(list, p.limit(), func(r InboxRow) any { return r.ID })
	return list, next, nil
}

var inboxColumns = `i.id, i.at, i.kind, i.title, i.body, coalesce(i.case_id::text, ''), coalesce(c.code, ''), i.read_at IS NOT NULL, i.place, ` + answerColumn + `
	FROM inbox i LEFT JOIN cases c ON c.id = i.case_id`

// InboxAfter lists up to limit of a user's entries behind a place, in the order
// in which they came. None that came before one of them is still to come.
func (s *Store) InboxAfter(ctx context.Context, user string, place int64, limit int) ([]InboxRow, error) {
	return all(ctx, s, "inbox after", pgx.RowToStructByPos[InboxRow], `SELECT `+inboxColumns+`
		WHERE i.owner = $1 AND i.place > $2 AND`+barred("i.case_id")+`ORDER BY i.place LIMIT $3`, user, place, limit)
}

// InboxEnd is the place of a user's newest entry; 0: there is none.
func (s *Store) InboxEnd(ctx context.Context, user string) (int64, error) {
	return one(ctx, s, "inbox end", pgx.RowTo[int64], `SELECT coalesce((SELECT last FROM inbox_ends WHERE owner = $1), 0)`, user)
}

// InboxChannel is the channel of Listen over which the id of every officer comes
// whose inbox changed.
const InboxChannel = "inbox"

// Unread counts a user's unread entries.
func (s *Store) Unread(ctx context.Context, user string) (n int, err error) {
	err = s.pool.QueryRow(ctx, `SELECT count(*) FROM inbox i
		WHERE owner = $1 AND read_at IS NULL AND`+barred("i.case_id"), user).Scan(&n)
	return n, wrapped("unread", err)
}

// MarkRead marks one entry of a user's inbox as read; again changes nothing.
// ErrNotFound: no such entry of theirs.
func (s *Store) MarkRead(ctx context.Context, user string, id int64, now time.Time) error {
	done, err := s.pool.Exec(ctx, `UPDATE inbox SET read_at = coalesce(read_at, $3) WHERE owner = $1 AND id = $2 AND`+barred("case_id"), user, id, now)
	if err == nil && done.RowsAffected() == 0 {
		err = ErrNotFound
	}
	return wrapped("mark read", err)
}

// MarkAllRead marks all entries of a user's inbox as read.
func (s *Store) MarkAllRead(ctx context.Context, user string, now time.Time) error {
	_, err := s.pool.Exec(ctx, `UPDATE inbox SET read_at = $2 WHERE owner = $1 AND read_at IS NULL`, user, now)
	return wrapped("mark all read", err)
}
