package casework

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/casework/ics"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
)

// lately is for how many days after its date a term that ended is still in a
// feed, as cancelled: calendar programs take it away then.
const lately = 60

// Feed writes the terms of an officer's cases as a calendar: all that run, each
// as the day on which it ends. It names no person, only codes and terms.
func (s *Service) Feed(ctx context.Context, scope access.Scope, page string, w io.Writer) error {
	c := ics.Begin(w, "Thời hạn đơn thư", s.Now())
	for cursor := ""; ; {
		rows, next, err := s.Records.Terms(ctx, scopeOf(scope), s.Today().AddDays(-lately), store.Page{Cursor: cursor, Limit: 200})
		if err != nil {
			return err
		}
		for _, t := range rows {
			c.Add(s.entry(t, strings.TrimSuffix(page, "/")))
		}
		if cursor = next; cursor == "" {
			return c.End()
		}
	}
}

func (s *Service) entry(t store.TermRow, page string) ics.Event {
	e := ics.Event{UID: t.Case + "/" + t.Clock + "@donthu", Sequence: t.Seq, Changed: t.Updated, Day: t.Due,
		Summary: t.Code + ": hết thời hạn", URL: page + "/ho-so/" + url.PathEscape(t.Code)}
	e.Cancelled = t.Ended || (t.State != machine.Running && t.State != machine.Overdue)
	law, err := s.Laws.Law(t.Plan, t.Calendar)
	if err != nil {
		return e // its date is in the feed all the same
	}
	if clock := law.Plan().Clock(t.Clock); clock != nil {
		e.Summary = t.Code + ": " + clock.Title
		e.Description = fmt.Sprintf("Căn cứ: %s\nMở hồ sơ: %s", clock.Cite, e.URL)
	}
	if machine.Provisional(law, machine.State{}, t.Body) {
		e.Summary += " (tạm tính)"
		e.Description = "Ngày tạm tính: năm này chưa có lịch nghỉ chính thức, ngày có thể đổi.\n" + e.Description
	}
	return e
}
